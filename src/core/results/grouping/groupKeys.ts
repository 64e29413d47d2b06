import { countNumbers, tellApart, type ValueNumbers } from '../statistics/countedValues';
import { breathless, type Breathe } from '../longWork';
import { countUp } from '../sorting/radixSort';
import type { ResultTable } from '../resultTable';
import type { GroupLevel } from './grouping';
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

/**
 * Numbers the groups of each level.
 * @param known levels of the same table: those from the first on that are the same again are not looked at anew
 */
export function numberGroups(
  table: ResultTable,
  levels: readonly GroupLevel[],
  known: readonly KeyLevel[] = [],
  breathe: Breathe = breathless,
): readonly KeyLevel[] {
  const keys: KeyLevel[] = [];
  for (const { column, bin } of levels) {
    const before = keys.at(-1);
    const same = known[keys.length];
    const isKnown = same?.column === column && same.bin === bin && known[keys.length - 1] === before;
    if (isKnown) keys.push(same);
    else {
      const numbered = numberRows(table, column, bin, breathe);
      breathe();
      const groups = before === undefined ? numberFirst(numbered) : numberWithin(before, numbered, breathe);
      keys.push({ column, bin, ...groups });
    }
  }
  return keys;
}

/** Which of a column's values each row has, null as one of them. */
function numberRows(table: ResultTable, column: number, bin: GroupLevel['bin'], breathe: Breathe): ValueNumbers {
  breathe();
  const held = table.heldRows(column, countUp(table.rowCount));
  const ofHeld =
    bin === undefined ? tellApart(table, column, held, breathe) : numberBins(table, column, bin, held, breathe);
  if (held.length === table.rowCount) return ofHeld;
  const numbers = new Uint32Array(table.rowCount).fill(ofHeld.end);
  for (let place = 0; place < held.length; place++) numbers[held[place] ?? 0] = ofHeld.numbers[place] ?? 0;
  return { numbers, end: ofHeld.end + 1 };
}

/** Numbers groups in the order in which they first come, leaving none out. */
function numberFirst(numbered: ValueNumbers): Omit<KeyLevel, 'column' | 'bin'> {
  const { numbers, firstPlaces } = countNumbers(numbered);
  const count = firstPlaces.length;
  return { count, groups: numbers, firstRows: firstPlaces, parents: new Uint32Array(count) };
}

/** The same for pairs of a group of the level before and a value. */
function numberWithin(
  before: KeyLevel,
  { numbers, end }: ValueNumbers,
  breathe: Breathe,
): Omit<KeyLevel, 'column' | 'bin'> {
  const byNumber = sortByCounting(countUp(numbers.length), numbers, end);
  breathe();
  const sorted = sortByCounting(byNumber, before.groups, before.count);
  breathe();
  const pairs = new Uint32Array(numbers.length);
  let pairCount = 0;
  let previous = -1;
  for (let place = 0; place < sorted.length; place++) {
    const row = sorted[place] ?? 0;
    const isSame =
      previous >= 0 && numbers[row] === numbers[previous] && before.groups[row] === before.groups[previous];
    if (!isSame) pairCount++;
    pairs[row] = pairCount - 1;
    previous = row;
  }
  breathe();
  const level = numberFirst({ numbers: pairs, end: pairCount });
  return { ...level, parents: level.firstRows.map((row) => before.groups[row] ?? 0) };
}

/** Sorts rows by a number of theirs that lies below `end`; those with the same keep their order. */
export function sortByCounting(rows: Uint32Array, numbers: Uint32Array, end: number): Uint32Array<ArrayBuffer> {
  const starts = new Uint32Array(end + 1);
  for (let place = 0; place < rows.length; place++) {
    const next = (numbers[rows[place] ?? 0] ?? 0) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  }
  for (let number = 1; number <= end; number++) starts[number] = (starts[number] ?? 0) + (starts[number - 1] ?? 0);
  const sorted = new Uint32Array(rows.length);
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place] ?? 0;
    const number = numbers[row] ?? 0;
    const at = starts[number] ?? 0;
    sorted[at] = row;
    starts[number] = at + 1;
  }
  return sorted;
}
