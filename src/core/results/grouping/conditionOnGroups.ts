import { fail, succeed, type Outcome } from '../../errors';
import { writeColumn } from '../../kql/columnReference';
import { joinConditions, writeValueTest, type Condition } from '../../kql/valueCondition';
import { writeLiteral } from '../../kql/valueLiteral';
import { writeRowsCondition } from '../../kql/whereClause';
import { MOST_VALUES } from '../filtering/conditionOn';
import { noSuchValue, tooManyValues } from '../errors';
import type { RowSpan } from '../resultView';
import { keyOf, lineAt, type GroupLines, type GroupPlace } from './groupLines';
import type { GroupedRows } from './groupRows';
import { binAround, type TimeBin } from './timeBins';

/** The groups that lines show; undefined where one of the lines shows a row, or there is none. */
export function groupsIn(lines: GroupLines, spans: readonly RowSpan[]): readonly GroupPlace[] | undefined {
  const groups: GroupPlace[] = [];
  for (const { first, count } of spans) {
    for (let line = first; line < Math.min(first + count, lines.lineCount); line++) {
      const found = lineAt(lines, line);
      if (found?.kind !== 'group') return undefined;
      groups.push(found);
      // More than this make no condition anyhow.
      if (groups.length > MOST_VALUES) return groups;
    }
  }
  return groups.length === 0 ? undefined : groups;
}

/** The KQL condition that a row is in one of some groups, or in none of them: the values of all their levels. */
export function conditionOnGroups(
  grouped: GroupedRows,
  groups: readonly GroupPlace[],
  isIncluded: boolean,
): Outcome<string> {
  if (groups.length > MOST_VALUES) return fail(tooManyValues(MOST_VALUES));
  const isPlain = groups.every(({ depth }) => depth === groups[0]?.depth) && hasNoBins(grouped, groups);
  if (isPlain) return writeValues(grouped, groups, isIncluded);
  const conditions: Condition[] = [];
  for (const group of groups) {
    const condition = writeGroup(grouped, group, isIncluded);
    if (condition === undefined) return fail(noSuchValue());
    conditions.push(condition);
  }
  const { text } = joinConditions(conditions, 'or');
  return succeed(isIncluded ? text : `not(${text})`);
}

function hasNoBins({ keyLevels }: GroupedRows, [first]: readonly GroupPlace[]): boolean {
  return keyLevels.slice(0, (first?.depth ?? 0) + 1).every(({ bin }) => bin === undefined);
}

/** Of groups of one level, as of rows with their values. */
function writeValues(grouped: GroupedRows, groups: readonly GroupPlace[], isIncluded: boolean): Outcome<string> {
  const { table } = grouped;
  const places = grouped.keyLevels.slice(0, (groups[0]?.depth ?? 0) + 1).map(({ column }) => column);
  const rows = groups.map((group) => {
    const { row } = keyOf(grouped, group);
    return places.map((column) => (table.isNull(row, column) ? null : table.text(row, column)));
  });
  const columns = places.flatMap((column) => table.columns[column] ?? []);
  const condition = writeRowsCondition({ columns, rows }, isIncluded);
  return condition === undefined ? fail(noSuchValue()) : succeed(condition);
}

function writeGroup(grouped: GroupedRows, place: GroupPlace, isIncluded: boolean): Condition | undefined {
  const tests: Condition[] = [];
  const row = keyOf(grouped, place).row;
  for (const level of grouped.keyLevels.slice(0, place.depth + 1)) {
    const { table } = grouped;
    const column = table.columns[level.column];
    if (column === undefined) return undefined;
    const text = table.isNull(row, level.column) ? null : table.text(row, level.column);
    const test =
      level.bin === undefined || text === null
        ? writeValueTest(column, [text])?.included
        : writeBin(column.name, text, level.bin, isIncluded);
    if (test === undefined) return undefined;
    tests.push(test);
  }
  return joinConditions(tests, 'and');
}

/** A range finds its rows by the index; but `not` of one would leave out rows without a time, which are in no bin. */
function writeBin(name: string, text: string, bin: TimeBin, isIncluded: boolean): Condition | undefined {
  const bounds = binAround(text, bin);
  const start = bounds === undefined ? undefined : writeLiteral('datetime', bounds.start);
  if (bounds === undefined || start === undefined) return undefined;
  const column = writeColumn(name);
  if (!isIncluded) return { text: `bin(${column}, ${bin}) == ${start}` };
  if (bounds.end === undefined) return { text: `${column} >= ${start}` };
  return { text: `${column} >= ${start} and ${column} < ${writeLiteral('datetime', bounds.end) ?? ''}`, joiner: 'and' };
}
