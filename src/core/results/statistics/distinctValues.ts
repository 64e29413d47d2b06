import { breathless, ROWS_A_BREATH, type Breathe } from '../longWork';
import { mergeSort } from '../sorting/mergeSort';
import { countUp, radixSort } from '../sorting/radixSort';
import type { ResultTable } from '../resultTable';
import { readSortWords } from '../sorting/sortWords';

/** The number of null among a column's values; the others are numbered from 1, in the column's order. */
export const NULL_VALUE = 0;

/** Which of its column's values each of some rows has. */
export interface DistinctValues {
  /** For `rows[n]` the number of its value. */
  readonly numbers: Uint32Array<ArrayBuffer>;
  /** By a value's number: the first of the rows that has it, and how many have it. */
  readonly firstRows: Uint32Array;
  readonly counts: Uint32Array;
}

/** Numbers the distinct values that some rows of a table have in a column. */
export function numberValues(
  table: ResultTable,
  column: number,
  rows: Uint32Array,
  breathe: Breathe = breathless,
): DistinctValues {
  breathe();
  const places = placesOfValues(table, column, rows);
  const numbers = new Uint32Array(rows.length);
  const count =
    numberByWords(table, column, rows, places, numbers, breathe) ??
    numberByTexts(table, column, rows, places, numbers, breathe);
  breathe();
  const firstRows = new Uint32Array(count + 1);
  const counts = new Uint32Array(count + 1);
  for (let place = 0; place < rows.length; place++) {
    const value = numbers[place] ?? NULL_VALUE;
    if (counts[value] === 0) firstRows[value] = rows[place] ?? 0;
    counts[value] = (counts[value] ?? 0) + 1;
  }
  return { numbers, firstRows, counts };
}

/** How many values there are, null left out. */
export function distinctCount({ counts }: DistinctValues): number {
  return counts.length - 1;
}

function placesOfValues(table: ResultTable, column: number, rows: Uint32Array): Uint32Array<ArrayBuffer> {
  const places = new Uint32Array(rows.length);
  let count = 0;
  for (let place = 0; place < rows.length; place++) {
    if (!table.isNull(rows[place] ?? 0, column)) places[count++] = place;
  }
  return places.subarray(0, count);
}

/** @returns how many values there are, or undefined where the column has no words */
function numberByWords(
  table: ResultTable,
  column: number,
  rows: Uint32Array,
  places: Uint32Array<ArrayBuffer>,
  numbers: Uint32Array,
  breathe: Breathe,
): number | undefined {
  const valueRows = places.map((place) => rows[place] ?? 0);
  const words = readSortWords(table, column, valueRows, breathe);
  if (words === undefined) return undefined;
  const { low, high } = words;
  const sorted = radixSort(countUp(places.length), words, breathe);
  breathe();
  let count = 0;
  let before = -1;
  for (let rank = 0; rank < sorted.length; rank++) {
    const at = sorted[rank] ?? 0;
    if (before < 0 || low[at] !== low[before] || high[at] !== high[before]) count++;
    numbers[places[at] ?? 0] = count;
    before = at;
  }
  return count;
}

/** Texts are told apart first, so that only those that differ are compared. */
function numberByTexts(
  table: ResultTable,
  column: number,
  rows: Uint32Array,
  places: Uint32Array,
  numbers: Uint32Array,
  breathe: Breathe,
): number {
  const groups = new Map<string, number>();
  const rowOfGroup: number[] = [];
  for (let at = 0; at < places.length; at++) {
    if (at % ROWS_A_BREATH === 0) breathe();
    const place = places[at] ?? 0;
    const row = rows[place] ?? 0;
    const text = table.text(row, column);
    const known = groups.get(text);
    if (known === undefined) {
      groups.set(text, rowOfGroup.length);
      rowOfGroup.push(row);
    }
    numbers[place] = known ?? rowOfGroup.length - 1;
  }
  const compare = (groupA: number, groupB: number): number =>
    table.compare(column, rowOfGroup[groupA] ?? 0, rowOfGroup[groupB] ?? 0);
  const sorted = mergeSort(countUp(rowOfGroup.length), compare, breathe);
  const numberOfGroup = new Uint32Array(rowOfGroup.length);
  let count = 0;
  let before = -1;
  for (let at = 0; at < sorted.length; at++) {
    if (at % ROWS_A_BREATH === 0) breathe();
    const group = sorted[at] ?? 0;
    if (before < 0 || compare(before, group) !== 0) count++;
    numberOfGroup[group] = count;
    before = group;
  }
  for (let at = 0; at < places.length; at++) {
    const place = places[at] ?? 0;
    numbers[place] = numberOfGroup[numbers[place] ?? 0] ?? 0;
  }
  return count;
}
