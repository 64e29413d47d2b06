import type { DocumentSymbol, WorkspaceSymbol } from 'vscode-languageserver';
import type { AnalyzedDocument } from '../analyzedDocuments';
import { outlineDocument } from './documentSymbols';

/** Queries and `let`s of the open documents whose names have the letters of the text in order. */
export function findSymbols(documents: readonly AnalyzedDocument[], text: string): WorkspaceSymbol[] {
  return documents.flatMap((analyzed) =>
    outlineDocument(analyzed)
      .flatMap((symbol) => [symbol, ...(symbol.children ?? [])])
      .filter(({ name }) => hasLetters(name, text))
      .map((symbol) => toWorkspaceSymbol(symbol, analyzed.document.uri)),
  );
}

function toWorkspaceSymbol({ name, kind, selectionRange }: DocumentSymbol, uri: string): WorkspaceSymbol {
  return { name, kind, location: { uri, range: selectionRange } };
}

function hasLetters(name: string, text: string): boolean {
  let from = 0;
  const lower = name.toLowerCase();
  return Array.from(text.toLowerCase()).every((letter) => {
    from = lower.indexOf(letter, from) + 1;
    return from > 0;
  });
}
