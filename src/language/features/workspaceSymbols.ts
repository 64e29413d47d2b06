import type { DocumentSymbol, WorkspaceSymbol } from 'vscode-languageserver';
import type { AnalyzedDocument } from '../analyzedDocuments';
import { outlineDocument } from './documentSymbols';

/** The queries and `let`s of a document, as a workspace lists them. */
export function listSymbols(analyzed: AnalyzedDocument): WorkspaceSymbol[] {
  return outlineDocument(analyzed)
    .flatMap((symbol) => [symbol, ...(symbol.children ?? [])])
    .map((symbol) => toWorkspaceSymbol(symbol, analyzed.document.uri));
}

/** The symbols whose names have the letters of a text in order, whatever their case. */
export function filterSymbols(symbols: readonly WorkspaceSymbol[], text: string): WorkspaceSymbol[] {
  return symbols.filter(({ name }) => hasLetters(name, text));
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
