import { breathless, type Breathe } from '../longWork';

const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;
const LAST_DIGIT = DIGITS - 1;
const SHIFTS = [0, DIGIT_BITS, 2 * DIGIT_BITS];

/** Values as unsigned numbers of 64 bits, the place of each telling which row it belongs to. */
export interface SortWords {
  readonly low: Uint32Array;
  readonly high: Uint32Array;
}

/** Orders rows by their words, least first; rows with equal words keep their order. @returns a new list of rows */
export function radixSort(
  rows: Uint32Array,
  words: SortWords,
  breathe: Breathe = breathless,
): Uint32Array<ArrayBuffer> {
  let places = countUp(rows.length);
  let spare = new Uint32Array(rows.length);
  for (const half of [words.low, words.high]) {
    for (const shift of SHIFTS) {
      breathe();
      if (!sortByDigit(places, spare, half, shift)) continue;
      [places, spare] = [spare, places];
    }
  }
  for (let at = 0; at < places.length; at++) spare[at] = rows[places[at] ?? 0] ?? 0;
  return spare;
}

/** 0, 1, 2, … */
export function countUp(length: number): Uint32Array<ArrayBuffer> {
  const numbers = new Uint32Array(length);
  for (let index = 0; index < length; index++) numbers[index] = index;
  return numbers;
}

/** @returns false, with nothing done, where all have the same digit. */
function sortByDigit(from: Uint32Array, to: Uint32Array, words: Uint32Array, shift: number): boolean {
  const starts = new Uint32Array(DIGITS);
  for (const word of words) {
    const digit = (word >>> shift) & LAST_DIGIT;
    starts[digit] = (starts[digit] ?? 0) + 1;
  }
  if (starts[((words[0] ?? 0) >>> shift) & LAST_DIGIT] === words.length) return false;
  let start = 0;
  for (let digit = 0; digit < DIGITS; digit++) {
    const count = starts[digit] ?? 0;
    starts[digit] = start;
    start += count;
  }
  for (const place of from) {
    const digit = ((words[place] ?? 0) >>> shift) & LAST_DIGIT;
    const at = starts[digit] ?? 0;
    to[at] = place;
    starts[digit] = at + 1;
  }
  return true;
}
