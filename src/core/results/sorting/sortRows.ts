import { breathless, type Breathe } from '../longWork';
import { mergeSort } from './mergeSort';
import { countUp, radixSort } from './radixSort';
import type { ResultTable } from '../resultTable';
import { readSortWords } from './sortWords';

/** One column of an order. Nulls come first ascending, last descending. */
export interface SortKey {
  readonly column: number;
  readonly direction: 'ascending' | 'descending';
}

/**
 * Orders rows by columns, the first key deciding first; equal rows keep the order in which they stand in `rows`.
 * @param rows the rows to order, all of the table's where not given; left as it is
 * @returns row indexes, first to last
 */
export function sortRows(
  table: ResultTable,
  keys: readonly SortKey[],
  rows = allRows(table),
  breathe: Breathe = breathless,
): Uint32Array<ArrayBuffer> {
  return keys.reduceRight((order, key) => sortByKey(table, key, order, breathe), rows.slice());
}

const NO_ROWS = new Uint32Array(0);

/** The indexes of all rows in the order in which they came. */
export function allRows(table: ResultTable): Uint32Array<ArrayBuffer> {
  return countUp(table.rowCount);
}

function sortByKey(
  table: ResultTable,
  key: SortKey,
  rows: Uint32Array<ArrayBuffer>,
  breathe: Breathe,
): Uint32Array<ArrayBuffer> {
  breathe();
  const { column } = key;
  const isDescending = key.direction === 'descending';
  const { nulls, values } = splitNulls(table, column, rows);
  const sorted =
    sortByWords(table, column, values, isDescending, breathe) ??
    sortByComparing(table, column, values, isDescending, breathe);
  if (nulls.length === 0) return sorted;
  const order = new Uint32Array(rows.length);
  order.set(nulls, isDescending ? sorted.length : 0);
  order.set(sorted, isDescending ? 0 : nulls.length);
  return order;
}

function splitNulls(
  table: ResultTable,
  column: number,
  rows: Uint32Array<ArrayBuffer>,
): { readonly nulls: Uint32Array<ArrayBuffer>; readonly values: Uint32Array<ArrayBuffer> } {
  const values = table.heldRows(column, rows);
  const nulls = values.length === rows.length ? NO_ROWS : rows.filter((row) => table.isNull(row, column));
  return { nulls, values };
}

function sortByWords(
  table: ResultTable,
  column: number,
  rows: Uint32Array<ArrayBuffer>,
  isDescending: boolean,
  breathe: Breathe,
): Uint32Array<ArrayBuffer> | undefined {
  const words = readSortWords(table, column, rows, breathe);
  if (words === undefined) return undefined;
  if (isDescending) [words.low, words.high].forEach(invert);
  return radixSort(rows, words, breathe);
}

function sortByComparing(
  table: ResultTable,
  column: number,
  rows: Uint32Array<ArrayBuffer>,
  isDescending: boolean,
  breathe: Breathe,
): Uint32Array<ArrayBuffer> {
  const sign = isDescending ? -1 : 1;
  return mergeSort(rows.slice(), (rowA, rowB) => sign * table.compare(column, rowA, rowB), breathe);
}

function invert(words: Uint32Array): void {
  for (let index = 0; index < words.length; index++) words[index] = ~(words[index] ?? 0);
}
