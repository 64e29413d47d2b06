import { boundsOf, countValues } from './countedValues';
import { displayValue } from './displayCell';
import { histogramOf } from './histogram';
import type { ResultTable } from './resultTable';

/** What the values of one column are like, over some rows; texts as the grid shows them. */
export interface ColumnStatistics {
  readonly rowCount: number;
  readonly nullCount: number;
  readonly distinctCount: number;
  /** By the column's type; absent where all are null. */
  readonly least?: string;
  readonly greatest?: string;
  /** How many values lie in each of some equal steps from the least to the greatest, of numbers and times. */
  readonly histogram?: readonly number[];
}

/** Describes a column of a table over the given rows. */
export function describeColumn(table: ResultTable, column: number, rows: Uint32Array<ArrayBuffer>): ColumnStatistics {
  const held = rows.filter((row) => !table.isNull(row, column));
  const values = countValues(table, column, held);
  const bounds = boundsOf(values);
  const { type } = table.columns[column] ?? { type: 'string' };
  const rowOf = (value: number): number => values.firstRows[value] ?? 0;
  const textOf = (row: number): string => displayValue(type, table.text(row, column));
  // Equal values may be written differently: an order has the last of the greatest at its end.
  const lastRowOf = (value: number): number =>
    held.findLast((row) => table.compare(column, row, rowOf(value)) === 0) ?? rowOf(value);
  const histogram = histogramOf(table, column, held);
  return {
    rowCount: rows.length,
    nullCount: rows.length - held.length,
    distinctCount: values.distinctCount,
    ...(bounds === undefined
      ? {}
      : { least: textOf(rowOf(bounds.least)), greatest: textOf(lastRowOf(bounds.greatest)) }),
    ...(histogram === undefined ? {} : { histogram }),
  };
}
