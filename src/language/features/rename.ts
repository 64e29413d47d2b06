import {
  LSPErrorCodes,
  ResponseError,
  type Position,
  type Range,
  type TextEdit as LspEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { AnalyzedQuery } from '../../kusto/analyzedQuery';
import { relatedPlaces } from '../../kusto/relatedPlaces';
import { applyEdits } from '../../kusto/textEdit';
import { blockAt, type AnalyzedDocument } from '../analyzedDocuments';
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
  const edits = findPlaces(analyzed, position).map(({ range }) => ({ range, newText }));
  if (!keepsMeaning(analyzed, position, edits)) {
    throw refusal(
      `${name} would mean something else somewhere in the query, or the old name is needed where tables meet: rename it by hand.`,
    );
  }
  return { changes: { [analyzed.document.uri]: edits } };
}

/** True where after the change the same places mean one thing, and nothing is unknown that was known. */
function keepsMeaning(analyzed: AnalyzedDocument, position: Position, edits: readonly LspEdit[]): boolean {
  const block = blockAt(analyzed, analyzed.document.offsetAt(position));
  const [first] = edits;
  if (block === undefined || first === undefined) return false;
  const { document } = analyzed;
  const inQuery = edits
    .map(({ range, newText }) => ({
      start: document.offsetAt(range.start) - block.start,
      end: document.offsetAt(range.end) - block.start,
      newText,
    }))
    .sort((a, b) => a.start - b.start);
  let shift = 0;
  const starts = inQuery.map(({ start, end, newText }) => {
    const moved = start + shift;
    shift += newText.length - (end - start);
    return moved;
  });
  const renamed = new AnalyzedQuery(applyEdits(block.query.text, inQuery), block.query.scope);
  const places = relatedPlaces(renamed, starts[0] ?? 0).map(({ start }) => start);
  return places.join() === starts.join() && countFaults(renamed) <= countFaults(block.query);
}

function countFaults({ bound }: AnalyzedQuery): number {
  return bound?.diagnostics.filter(({ severity }) => severity === 'error').length ?? 0;
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
