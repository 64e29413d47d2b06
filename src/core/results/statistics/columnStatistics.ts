import { boundsOf, countValues } from './countedValues';
import { displayValue } from '../display/displayCell';
import { hasDistances, histogramOf, numbersOf } from './histogram';
import { numberWords } from './numberWords';
import type { SortWords } from '../sorting/radixSort';
import type { ResultTable } from '../resultTable';
import { readSortWords } from '../sorting/sortWords';

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
  const { type } = table.columns[column] ?? { type: 'string' };
  const words = hasDistances(type) ? readSortWords(table, column, held) : undefined;
  const { distinctCount, ends } = (words && tellWords(words)) ?? tellValues(table, column, held);
  const histogram = hasDistances(type) ? histogramOf(type, numbersOf(table, column, held, words)) : undefined;
  const textAt = (place: number): string => displayValue(type, table.text(held[place] ?? 0, column));
  return {
    rowCount: rows.length,
    nullCount: rows.length - held.length,
    distinctCount,
    ...(ends === undefined ? {} : { least: textAt(ends.least), greatest: textAt(ends.greatest) }),
    ...(histogram === undefined ? {} : { histogram }),
  };
}

/** What is told of rows without a null; the ends by their places among the rows. */
interface Told {
  readonly distinctCount: number;
  /**
   * The first row with the least value, and the last one with the greatest: equal values may be written differently, and
   * an order has these at its ends.
   */
  readonly ends: { readonly least: number; readonly greatest: number } | undefined;
}

/** @returns undefined where too many values share a hash */
function tellWords(words: SortWords): Told | undefined {
  const { low, high } = words;
  const distinctCount = numberWords(words, new Uint32Array(low.length));
  if (distinctCount === undefined) return undefined;
  let least = 0;
  let greatest = 0;
  for (let place = 1; place < low.length; place++) {
    if (compareWords(words, place, least) < 0) least = place;
    else if (compareWords(words, place, greatest) >= 0) greatest = place;
  }
  return { distinctCount, ends: high.length === 0 ? undefined : { least, greatest } };
}

function compareWords({ low, high }: SortWords, placeA: number, placeB: number): number {
  return (high[placeA] ?? 0) - (high[placeB] ?? 0) || (low[placeA] ?? 0) - (low[placeB] ?? 0);
}

function tellValues(table: ResultTable, column: number, held: Uint32Array<ArrayBuffer>): Told {
  const values = countValues(table, column, held);
  const bounds = boundsOf(values);
  if (bounds === undefined) return { distinctCount: 0, ends: undefined };
  const rowOf = (value: number): number => values.firstRows[value] ?? 0;
  const greatestRow = rowOf(bounds.greatest);
  return {
    distinctCount: values.distinctCount,
    ends: {
      least: held.indexOf(rowOf(bounds.least)),
      greatest: held.findLastIndex((row) => table.compare(column, row, greatestRow) === 0),
    },
  };
}
