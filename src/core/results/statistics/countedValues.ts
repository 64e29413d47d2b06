import { numberValues } from './distinctValues';
import type { ResultTable } from '../resultTable';

/** The distinct values that some rows have in a column, null left out, each known by a number. */
export interface CountedValues {
  readonly distinctCount: number;
  /** By a value's number: how many rows have it, and the first of them. A number whose count is 0 is no value's. */
  readonly counts: Uint32Array;
  readonly firstRows: Uint32Array;
  /** Orders two values, by their numbers, as the column does. */
  readonly compare: (valueA: number, valueB: number) => number;
}

/** Counts values; those of a column that can tell them apart without ordering them are not ordered. */
export function countValues(table: ResultTable, column: number, rows: Uint32Array<ArrayBuffer>): CountedValues {
  return countGroups(table, column, rows) ?? countOrdered(table, column, rows);
}

function countGroups(table: ResultTable, column: number, rows: Uint32Array<ArrayBuffer>): CountedValues | undefined {
  const groups = new Uint32Array(rows.length);
  const groupCount = table.groupValues(column, rows, groups);
  if (groupCount === undefined) return undefined;
  const counts = new Uint32Array(groupCount);
  const firstRows = new Uint32Array(groupCount);
  let distinctCount = 0;
  for (let place = 0; place < rows.length; place++) {
    const group = groups[place] ?? 0;
    const count = counts[group] ?? 0;
    counts[group] = count + 1;
    if (count > 0) continue;
    firstRows[group] = rows[place] ?? 0;
    distinctCount++;
  }
  const compare = (groupA: number, groupB: number): number =>
    table.compare(column, firstRows[groupA] ?? 0, firstRows[groupB] ?? 0);
  return { distinctCount, counts, firstRows, compare };
}

function countOrdered(table: ResultTable, column: number, rows: Uint32Array): CountedValues {
  const { counts, firstRows } = numberValues(table, column, rows);
  return { distinctCount: counts.length - 1, counts, firstRows, compare: (valueA, valueB) => valueA - valueB };
}

/** The numbers of the least and the greatest value; undefined where there is none. */
export function boundsOf({ counts, compare }: CountedValues): { least: number; greatest: number } | undefined {
  const first = counts.findIndex((count) => count > 0);
  if (first < 0) return undefined;
  const bounds = { least: first, greatest: first };
  for (let value = first + 1; value < counts.length; value++) {
    if (counts[value] === 0) continue;
    if (compare(value, bounds.greatest) > 0) bounds.greatest = value;
    else if (compare(value, bounds.least) < 0) bounds.least = value;
  }
  return bounds;
}
