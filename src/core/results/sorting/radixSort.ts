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
    const varying = varyingBits(half);
    if (varying === 0) continue;
    const starts = startsOfDigits(half);
    for (const [digit, shift] of SHIFTS.entries()) {
      if (((varying >>> shift) & LAST_DIGIT) === 0) continue;
      breathe();
      sortByDigit(places, spare, half, shift, starts.subarray(digit * DIGITS));
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

/** The bits in which some words differ. */
function varyingBits(words: Uint32Array): number {
  const first = words[0] ?? 0;
  let varying = 0;
  for (let place = 0; place < words.length; place++) varying |= (words[place] ?? 0) ^ first;
  return varying;
}

/** For each of the three digits, and each value of it: how many words have a smaller one there. */
function startsOfDigits(words: Uint32Array): Uint32Array {
  const starts = new Uint32Array(SHIFTS.length * DIGITS);
  for (let place = 0; place < words.length; place++) {
    const word = words[place] ?? 0;
    const low = word & LAST_DIGIT;
    const middle = DIGITS + ((word >>> DIGIT_BITS) & LAST_DIGIT);
    const high = 2 * DIGITS + (word >>> (2 * DIGIT_BITS));
    starts[low] = (starts[low] ?? 0) + 1;
    starts[middle] = (starts[middle] ?? 0) + 1;
    starts[high] = (starts[high] ?? 0) + 1;
  }
  for (let first = 0; first < starts.length; first += DIGITS) {
    let start = 0;
    for (let at = first; at < first + DIGITS; at++) {
      const count = starts[at] ?? 0;
      starts[at] = start;
      start += count;
    }
  }
  return starts;
}

function sortByDigit(from: Uint32Array, to: Uint32Array, words: Uint32Array, shift: number, starts: Uint32Array): void {
  for (let at = 0; at < from.length; at++) {
    const place = from[at] ?? 0;
    const digit = ((words[place] ?? 0) >>> shift) & LAST_DIGIT;
    const start = starts[digit] ?? 0;
    to[start] = place;
    starts[digit] = start + 1;
  }
}
