import { itemsOf, KustoLanguage } from './languageService';

/** One query of a document, from its first to its last character; comments above it belong to it. */
export interface QueryBlock {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The queries of a document in order. Blocks are Kusto's own (`CodeScript`: separated by blank lines); those that hold
 * nothing but blanks and comments are left out, and blanks around a query do not belong to it.
 */
export function findQueries(text: string): QueryBlock[] {
  const script = KustoLanguage.Editor.CodeScript.From$1(text, KustoLanguage.GlobalState.Default);
  return itemsOf(script?.Blocks)
    .map((block) => trimBlock(block.Text ?? '', block.Start))
    .filter((block) => hasCode(block.text));
}

function trimBlock(text: string, start: number): QueryBlock {
  const trimmed = text.trim();
  const from = start + text.indexOf(trimmed);
  return { start: from, end: from + trimmed.length, text: trimmed };
}

function hasCode(text: string): boolean {
  return text.split(/\r\n|\r|\n/).some((line) => line.trim() !== '' && !line.trim().startsWith('//'));
}
