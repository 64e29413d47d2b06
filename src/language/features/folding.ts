import { FoldingRangeKind, type FoldingRange } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { listQueries } from './queries';

const REGION_START = /^\s*\/\/\s*#?region\b/;
const REGION_END = /^\s*\/\/\s*#?endregion\b/;

/** What folds in a document: each query of several lines, and each `// region` with its `// endregion`. */
export function findFoldingRanges(document: TextDocument): FoldingRange[] {
  return [...foldQueries(document), ...foldRegions(document)];
}

function foldQueries(document: TextDocument): FoldingRange[] {
  return listQueries(document)
    .map(({ range }) => ({ startLine: range.start.line, endLine: range.end.line }))
    .filter(({ startLine, endLine }) => endLine > startLine);
}

function foldRegions(document: TextDocument): FoldingRange[] {
  const ranges: FoldingRange[] = [];
  const open: number[] = [];
  document
    .getText()
    .split(/\r\n|\r|\n/)
    .forEach((text, line) => {
      if (REGION_START.test(text)) open.push(line);
      else if (REGION_END.test(text)) {
        const startLine = open.pop();
        if (startLine !== undefined) ranges.push({ startLine, endLine: line, kind: FoldingRangeKind.Region });
      }
    });
  return ranges;
}
