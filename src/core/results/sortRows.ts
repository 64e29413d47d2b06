import type { ResultTable } from './resultTable';

/** One column of an order. Nulls come first ascending, last descending. */
export interface SortKey {
  readonly column: number;
  readonly direction: 'ascending' | 'descending';
}

/** Runs of this length are sorted by insertion before they are merged. */
const RUN = 16;

/**
 * Orders rows by columns, the first key deciding first; equal rows keep the order in which they stand in `rows`.
 * @param rows the rows to order, all of the table's where not given; left as it is
 * @returns row indexes, first to last
 */
export function sortRows(
  table: ResultTable,
  keys: readonly SortKey[],
  rows = allRows(table),
): Uint32Array<ArrayBuffer> {
  const compare = (rowA: number, rowB: number): number => {
    for (const { column, direction } of keys) {
      const order = table.compare(column, rowA, rowB);
      if (order !== 0) return direction === 'descending' ? -order : order;
    }
    return 0;
  };
  return mergeSort(rows.slice(), compare);
}

/** The indexes of all rows in the order in which they came. */
export function allRows(table: ResultTable): Uint32Array<ArrayBuffer> {
  return Uint32Array.from({ length: table.rowCount }, (_, row) => row);
}

/** A bottom-up merge sort: twice as fast on typed arrays as their own `sort` with a comparison. */
function mergeSort(
  rows: Uint32Array<ArrayBuffer>,
  compare: (rowA: number, rowB: number) => number,
): Uint32Array<ArrayBuffer> {
  let from = rows;
  let to = new Uint32Array(rows.length);
  for (let start = 0; start < from.length; start += RUN) {
    insertionSort(from, start, Math.min(start + RUN, from.length), compare);
  }
  for (let width = RUN; width < from.length; width *= 2) {
    for (let start = 0; start < from.length; start += 2 * width) {
      merge(from, to, start, Math.min(start + width, from.length), Math.min(start + 2 * width, from.length), compare);
    }
    [from, to] = [to, from];
  }
  return from;
}

function insertionSort(
  rows: Uint32Array,
  start: number,
  end: number,
  compare: (rowA: number, rowB: number) => number,
): void {
  for (let next = start + 1; next < end; next++) {
    const row = rows[next] ?? 0;
    let hole = next;
    while (hole > start && compare(rows[hole - 1] ?? 0, row) > 0) {
      rows[hole] = rows[hole - 1] ?? 0;
      hole--;
    }
    rows[hole] = row;
  }
}

function merge(
  from: Uint32Array,
  to: Uint32Array,
  start: number,
  middle: number,
  end: number,
  compare: (rowA: number, rowB: number) => number,
): void {
  let left = start;
  let right = middle;
  for (let next = start; next < end; next++) {
    const takesLeft = right >= end || (left < middle && compare(from[left] ?? 0, from[right] ?? 0) <= 0);
    to[next] = (takesLeft ? from[left++] : from[right++]) ?? 0;
  }
}
