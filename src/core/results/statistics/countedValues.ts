import { numberValues } from './distinctValues';
import { breathless, type Breathe } from '../longWork';
import { numberWords } from './numberWords';
import type { ResultTable } from '../resultTable';
import { readSortWords } from '../sorting/sortWords';

/** Which of a column's values each of some rows has: equal values have the same number, in no order. */
export interface ValueNumbers {
  /** By place: the number of the row's value. */
  readonly numbers: Uint32Array<ArrayBuffer>;
  /** Above all numbers, some of which may be no value's. */
  readonly end: number;
}

/** The same, numbered as they first come, none left out. */
export interface CountedValues {
  /** By place. */
  readonly numbers: Uint32Array<ArrayBuffer>;
  /** By number: the place of the first row with the value, and how many rows have it. */
  readonly firstPlaces: Uint32Array;
  readonly counts: Uint32Array;
}

/**
 * Tells the values of rows apart, without ordering them where the column can do so.
 * @param rows without a null
 */
export function tellApart(
  table: ResultTable,
  column: number,
  rows: Uint32Array<ArrayBuffer>,
  breathe: Breathe = breathless,
): ValueNumbers {
  breathe();
  const numbers = new Uint32Array(rows.length);
  const end = table.groupValues(column, rows, numbers, breathe) ?? numberByWords(table, column, rows, numbers, breathe);
  breathe();
  if (end !== undefined) return { numbers, end };
  const ordered = numberValues(table, column, rows, breathe);
  return { numbers: ordered.numbers, end: ordered.counts.length };
}

/** @returns undefined where the column has values that have no words, or too many whose words look alike */
function numberByWords(
  table: ResultTable,
  column: number,
  rows: Uint32Array,
  numbers: Uint32Array,
  breathe: Breathe,
): number | undefined {
  const words = readSortWords(table, column, rows, breathe);
  breathe();
  return words && numberWords(words, numbers);
}

/** Numbers values anew in the order in which they first come, and counts them. */
export function countNumbers({ numbers, end }: ValueNumbers): CountedValues {
  // By the number given: the new one + 1, or 0 while it did not come.
  const known = new Uint32Array(end);
  const most = Math.min(end, numbers.length);
  const renumbered = new Uint32Array(numbers.length);
  const firstPlaces = new Uint32Array(most);
  const counts = new Uint32Array(most);
  let count = 0;
  for (let place = 0; place < numbers.length; place++) {
    const given = numbers[place] ?? 0;
    let value = known[given] ?? 0;
    if (value === 0) {
      firstPlaces[count] = place;
      value = ++count;
      known[given] = value;
    }
    renumbered[place] = value - 1;
    counts[value - 1] = (counts[value - 1] ?? 0) + 1;
  }
  return { numbers: renumbered, firstPlaces: firstPlaces.subarray(0, count), counts: counts.subarray(0, count) };
}
