import { breathless, ROWS_A_BREATH, type Breathe } from '../longWork';

/** Runs of this length are sorted by insertion before they are merged. */
const RUN = 16;

/**
 * A stable, bottom-up merge sort: twice as fast on typed arrays as their own `sort` with a comparison.
 * @param rows is used as working space
 */
export function mergeSort(
  rows: Uint32Array<ArrayBuffer>,
  compare: (rowA: number, rowB: number) => number,
  breathe: Breathe = breathless,
): Uint32Array<ArrayBuffer> {
  let from = rows;
  let to = new Uint32Array(rows.length);
  for (let start = 0; start < from.length; start += RUN) {
    if (start % ROWS_A_BREATH === 0) breathe();
    insertionSort(from, start, Math.min(start + RUN, from.length), compare);
  }
  for (let width = RUN; width < from.length; width *= 2) {
    for (let start = 0; start < from.length; start += 2 * width) {
      merge(
        from,
        to,
        start,
        Math.min(start + width, from.length),
        Math.min(start + 2 * width, from.length),
        compare,
        breathe,
      );
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
  breathe: Breathe,
): void {
  let left = start;
  let right = middle;
  for (let next = start; next < end; next++) {
    if (next % ROWS_A_BREATH === 0) breathe();
    const takesLeft = right >= end || (left < middle && compare(from[left] ?? 0, from[right] ?? 0) <= 0);
    to[next] = (takesLeft ? from[left++] : from[right++]) ?? 0;
  }
}
