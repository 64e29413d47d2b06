import { numberValues } from '../statistics/distinctValues';
import { countUp } from '../sorting/radixSort';
import type { ResultTable } from '../resultTable';
import { readSortWords } from '../sorting/sortWords';
import type { GroupLevel } from './grouping';
import { numberWords } from '../statistics/numberWords';
import { numberBins } from './timeBins';

/** The groups of one level over all rows of a table, each known by a number that no sorting or filtering changes. */
export interface KeyLevel {
  readonly column: number;
  readonly bin: GroupLevel['bin'];
  readonly count: number;
  /** By the table's row: its group. */
  readonly groups: Uint32Array;
  /** By group: the first row of the table in it, and the group of the level before in which it lies. */
  readonly firstRows: Uint32Array;
  readonly parents: Uint32Array;
}

/** Which of a column's values each row has, null as one of them. */
interface NumberedRows {
  readonly numbers: Uint32Array;
  /** Above all numbers. */
  readonly end: number;
}

/**
 * Numbers the groups of each level.
 * @param known levels of the same table: those from the first on that are the same again are not looked at anew
 * @yields after each level, where the caller may stop or let others work
 */
export function* numberGroups(
  table: ResultTable,
  levels: readonly GroupLevel[],
  known: readonly KeyLevel[] = [],
): Generator<undefined, readonly KeyLevel[]> {
  const keys: KeyLevel[] = [];
  for (const { column, bin } of levels) {
    const before = keys.at(-1);
    const same = known[keys.length];
    const isKnown = same?.column === column && same.bin === bin && known[keys.length - 1] === before;
    if (isKnown) keys.push(same);
    else {
      const numbered = numberRows(table, column, bin);
      keys.push({ column, bin, ...(before === undefined ? numberFirst(numbered) : numberWithin(before, numbered)) });
      yield;
    }
  }
  return keys;
}

function numberRows(table: ResultTable, column: number, bin: GroupLevel['bin']): NumberedRows {
  const held = heldRows(table, column);
  const numbersHeld = new Uint32Array(held.length);
  const end =
    bin === undefined
      ? (table.groupValues(column, held, numbersHeld) ?? numberByWords(table, column, held, numbersHeld))
      : numberBins(table, column, bin, held, numbersHeld);
  if (end === undefined) {
    const { numbers, counts } = numberValues(table, column, countUp(table.rowCount));
    return { numbers, end: counts.length };
  }
  if (held.length === table.rowCount) return { numbers: numbersHeld, end };
  const numbers = new Uint32Array(table.rowCount).fill(end);
  for (let place = 0; place < held.length; place++) numbers[held[place] ?? 0] = numbersHeld[place] ?? 0;
  return { numbers, end: end + 1 };
}

/** @returns undefined where the column has values that have no words, or too many whose words look alike */
function numberByWords(
  table: ResultTable,
  column: number,
  rows: Uint32Array,
  numbers: Uint32Array,
): number | undefined {
  const words = readSortWords(table, column, rows);
  return words && numberWords(words, numbers);
}

/** The rows without a null. */
function heldRows(table: ResultTable, column: number): Uint32Array {
  const rows = new Uint32Array(table.rowCount);
  let count = 0;
  for (let row = 0; row < rows.length; row++) {
    if (!table.isNull(row, column)) rows[count++] = row;
  }
  return rows.subarray(0, count);
}

/** Numbers groups in the order in which they first come, leaving none out. */
function numberFirst({ numbers, end }: NumberedRows): Omit<KeyLevel, 'column' | 'bin'> {
  const groupOf = new Uint32Array(end);
  const groups = new Uint32Array(numbers.length);
  const firstRows = new Uint32Array(Math.min(end, numbers.length));
  let count = 0;
  for (let row = 0; row < numbers.length; row++) {
    const number = numbers[row] ?? 0;
    let group = groupOf[number] ?? 0;
    if (group === 0) {
      firstRows[count] = row;
      group = ++count;
      groupOf[number] = group;
    }
    groups[row] = group - 1;
  }
  return { count, groups, firstRows: firstRows.subarray(0, count), parents: new Uint32Array(count) };
}

/** The same for pairs of a group of the level before and a value. */
function numberWithin(before: KeyLevel, { numbers, end }: NumberedRows): Omit<KeyLevel, 'column' | 'bin'> {
  const byNumber = sortByCounting(countUp(numbers.length), numbers, end);
  const sorted = sortByCounting(byNumber, before.groups, before.count);
  const pairs = new Uint32Array(numbers.length);
  let pairCount = 0;
  let previous = -1;
  for (const row of sorted) {
    const isSame =
      previous >= 0 && numbers[row] === numbers[previous] && before.groups[row] === before.groups[previous];
    if (!isSame) pairCount++;
    pairs[row] = pairCount - 1;
    previous = row;
  }
  const level = numberFirst({ numbers: pairs, end: pairCount });
  return { ...level, parents: level.firstRows.map((row) => before.groups[row] ?? 0) };
}

/** Sorts rows by a number of theirs that lies below `end`; those with the same keep their order. */
export function sortByCounting(rows: Uint32Array, numbers: Uint32Array, end: number): Uint32Array<ArrayBuffer> {
  const starts = new Uint32Array(end + 1);
  for (const row of rows) {
    const next = (numbers[row] ?? 0) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  }
  for (let number = 1; number <= end; number++) starts[number] = (starts[number] ?? 0) + (starts[number - 1] ?? 0);
  const sorted = new Uint32Array(rows.length);
  for (const row of rows) {
    const number = numbers[row] ?? 0;
    const at = starts[number] ?? 0;
    sorted[at] = row;
    starts[number] = at + 1;
  }
  return sorted;
}
