import { ResponseError, LSPErrorCodes, type Position, type Range, type WorkspaceEdit } from 'vscode-languageserver';
import type { AnalyzedDocument } from '../analyzedDocuments';
import { findPlaces } from './navigation';

/** The name at a position, where the document itself declares it; tables and their columns are the service's. */
export function findRenamable(analyzed: AnalyzedDocument, position: Position): Range {
  const places = findPlaces(analyzed, position);
  const offset = analyzed.document.offsetAt(position);
  const range = places.map((place) => place.range).find((candidate) => isIn(analyzed, candidate, offset));
  if (range === undefined || !places.some(({ isDeclaration }) => isDeclaration)) {
    throw refusal('Only what the query itself names can be renamed: a let, a parameter, or a column that it makes.');
  }
  return range;
}

/** Writes another name wherever the one at a position stands; names that KQL cannot read bare are put in brackets. */
export function renameAt(analyzed: AnalyzedDocument, position: Position, newName: string): WorkspaceEdit {
  findRenamable(analyzed, position);
  const name = newName.trim();
  if (name === '') throw refusal('A name has at least one character.');
  const newText = asName(name);
  return {
    changes: { [analyzed.document.uri]: findPlaces(analyzed, position).map(({ range }) => ({ range, newText })) },
  };
}

function asName(name: string): string {
  if (/^[A-Za-z_]\w*$/.test(name) || /^\[(['"]).*\1\]$/.test(name)) return name;
  return `['${name.replace(/[\\']/g, '\\$&')}']`;
}

function isIn({ document }: AnalyzedDocument, range: Range, offset: number): boolean {
  return document.offsetAt(range.start) <= offset && offset <= document.offsetAt(range.end);
}

function refusal(message: string): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}
