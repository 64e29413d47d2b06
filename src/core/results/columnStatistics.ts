import { displayValue } from './displayCell';
import type { ResultTable } from './resultTable';
import { sortRows } from './sortRows';

/** How many of the commonest values are told. */
const TOP_VALUES = 20;

/** A value as the grid shows it, and in how many rows it stands. */
export interface ValueCount {
  readonly text: string;
  readonly count: number;
  /** A row of the table that holds it. */
  readonly row: number;
}

/** What the values of one column are like, over some rows. */
export interface ColumnStatistics {
  readonly rowCount: number;
  readonly nullCount: number;
  readonly distinctCount: number;
  /** The commonest values, commonest first. */
  readonly top: readonly ValueCount[];
  /** By the column's type; absent where all are null. */
  readonly least?: string;
  readonly greatest?: string;
}

/** Describes a column of a table over the given rows. */
export function describeColumn(table: ResultTable, column: number, rows: Uint32Array<ArrayBuffer>): ColumnStatistics {
  const values = rows.filter((row) => !table.isNull(row, column));
  const nullCount = rows.length - values.length;
  const sorted = sortRows(table, [{ column, direction: 'ascending' }], values);
  const runs = findRuns(table, column, sorted);
  const { type } = table.columns[column] ?? { type: 'string' };
  const textOf = (row: number): string => displayValue(type, table.text(row, column));
  const top = runs.slice(0, TOP_VALUES).map(({ row, count }) => ({ text: textOf(row), count, row }));
  const [first] = sorted;
  const last = sorted.at(-1);
  return {
    rowCount: rows.length,
    nullCount,
    distinctCount: runs.length,
    top,
    ...(first === undefined || last === undefined ? {} : { least: textOf(first), greatest: textOf(last) }),
  };
}

/** The distinct values of rows in order of the column, the commonest first. */
function findRuns(table: ResultTable, column: number, sorted: Uint32Array): Omit<ValueCount, 'text'>[] {
  const runs: Omit<ValueCount, 'text'>[] = [];
  let start = 0;
  for (let place = 1; place <= sorted.length; place++) {
    const row = sorted[start] ?? 0;
    if (place < sorted.length && table.compare(column, row, sorted[place] ?? 0) === 0) continue;
    runs.push({ row, count: place - start });
    start = place;
  }
  return runs.sort((a, b) => b.count - a.count);
}
