import type { Position, SelectionRange } from 'vscode-languageserver';
import type { BoundNode } from '../../kusto/boundNode';
import { blockAt, rangeIn, type AnalyzedDocument } from '../analyzedDocuments';

/** What grows around a position as one widens the selection: a name, its expression, its operator, the query. */
export function widenSelection(analyzed: AnalyzedDocument, position: Position): SelectionRange {
  const nothing = { range: { start: position, end: position } };
  const offset = analyzed.document.offsetAt(position);
  const block = blockAt(analyzed, offset);
  const root = block?.query.bound?.root;
  if (block === undefined || root === undefined) return nothing;
  const ranges = nodesAround(root, offset - block.start).map(({ start, end }) =>
    rangeIn(analyzed.document, block, start, end),
  );
  return (
    ranges.reduceRight<SelectionRange | undefined>(
      (parent, range) => ({ range, ...(parent && { parent }) }),
      undefined,
    ) ?? nothing
  );
}

/** From the innermost outwards, each larger than the one before. */
function nodesAround(root: BoundNode, offset: number): BoundNode[] {
  const around: BoundNode[] = [];
  for (let node: BoundNode | undefined = root.at(offset); node !== undefined; node = node.parent) {
    const inner = around.at(-1);
    const isAround = node.start <= offset && offset <= node.end;
    const isLarger = inner === undefined || node.start < inner.start || node.end > inner.end;
    if (isAround && isLarger && node.end > node.start) around.push(node);
  }
  return around;
}
