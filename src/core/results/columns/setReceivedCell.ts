import { ILL_FORMED, MISSING, NULL, REWRITTEN, STRING, type CellBatch } from './cellBatch';
import type { ColumnBuilder } from './storedColumn';

/** Sets each cell of a batch's column; for columns of which there are few. */
export function setEachCell(builder: ColumnBuilder, firstRow: number, batch: CellBatch, column: number): void {
  for (let at = 0; at < batch.rowCount; at++)
    setReceivedCell(builder, firstRow + at, batch, at * batch.columnCount + column);
}

/** Sets a cell, of whatever kind. Columns set the kind that is theirs on their own. */
export function setReceivedCell(builder: ColumnBuilder, row: number, batch: CellBatch, cell: number): void {
  const kind = batch.kinds[cell] ?? MISSING;
  const start = batch.starts[cell] ?? 0;
  const end = batch.ends[cell] ?? 0;
  const source = (kind & REWRITTEN) === 0 ? batch.bytes : batch.rewritten;
  if (kind <= NULL) return;
  if (kind === ILL_FORMED) builder.setIllFormedString(row, batch.illFormed[start] ?? '');
  else if ((kind & ~REWRITTEN) === STRING) builder.setString(row, source, start, end);
  else builder.setJson(row, source, start, end);
}
