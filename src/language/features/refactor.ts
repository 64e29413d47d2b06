import { CodeActionKind, type CodeAction, type Range } from 'vscode-languageserver';
import { refactoringsAt, type Refactoring } from '../../kusto/refactorings';
import { blockAt, rangeIn, type AnalyzedDocument, type DocumentBlock } from '../analyzedDocuments';

/** What can be changed about the selected part of a query without changing what it finds. */
export function offerRefactorings(analyzed: AnalyzedDocument, range: Range): CodeAction[] {
  const { document } = analyzed;
  const block = blockAt(analyzed, document.offsetAt(range.start));
  if (block?.hasCode !== true) return [];
  const end = Math.min(document.offsetAt(range.end) - block.start, block.query.text.length);
  return refactoringsAt(block.query, document.offsetAt(range.start) - block.start, end).map((refactoring) => ({
    title: refactoring.title,
    kind: /extract/i.test(refactoring.title) ? CodeActionKind.RefactorExtract : CodeActionKind.RefactorRewrite,
    edit: { changes: { [document.uri]: [smallestEdit(analyzed, block, refactoring)] } },
  }));
}

/** Only what differs is replaced, so that the cursor and the marks elsewhere stay. */
function smallestEdit({ document }: AnalyzedDocument, block: DocumentBlock, { text: after }: Refactoring) {
  const before = block.query.text;
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let tail = 0;
  const most = Math.min(before.length, after.length) - start;
  while (tail < most && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const range = rangeIn(document, block, start, before.length - tail);
  return { range, newText: after.slice(start, after.length - tail) };
}
