import { breathless, type Breathe } from '../longWork';
import type { SortWords } from './radixSort';
import type { ResultTable } from '../resultTable';

/** Room for the words of so many values. */
export function createSortWords(length: number): SortWords {
  return { low: new Uint32Array(length), high: new Uint32Array(length) };
}

/**
 * The words that order some rows; those of a null mean nothing.
 * @returns undefined where values of an unusual form are among the column's
 */
export function readSortWords(
  table: ResultTable,
  column: number,
  rows: Uint32Array,
  breathe: Breathe = breathless,
): SortWords | undefined {
  breathe();
  const words = createSortWords(rows.length);
  return table.writeSortWords(column, rows, words, breathe) ? words : undefined;
}
