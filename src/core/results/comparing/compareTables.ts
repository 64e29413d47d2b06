import { fail, succeed, type Outcome } from '../../errors';
import { ResultTableBuilder } from '../columns/columnStore';
import { comparableText } from './comparableText';
import { noSuchKey } from '../errors';
import type { Column, ResultTable } from '../resultTable';
import { setCell } from '../columns/setCell';

/** How many rows went which way. */
export interface ComparisonCounts {
  readonly added: number;
  readonly gone: number;
  readonly changed: number;
  readonly same: number;
}

/**
 * What differs between two results. The table's rows are those that are new, gone or changed: what happened in `Change`,
 * the keys, what changed in `Differences` (`{"Column":{"before":…,"after":…}}`), then all other columns, with the later
 * result's values where it has the row.
 */
export interface TableComparison extends ComparisonCounts {
  readonly table: ResultTable;
}

/** A column as one of the two tables, or both, have it. */
interface SharedColumn extends Column {
  readonly before: number | undefined;
  readonly after: number | undefined;
}

/** A row of the comparison: a row of either table, or of both where it was found again. */
interface ComparedRow {
  readonly before: number | undefined;
  readonly after: number | undefined;
  readonly differences: readonly SharedColumn[];
}

const CHANGE: Column = { name: 'Change', type: 'string' };
const DIFFERENCES: Column = { name: 'Differences', type: 'dynamic' };

/**
 * Compares two results row by row. Rows are the same row where all keys are equal; of several rows with equal keys the
 * first is compared with the first, and so on. Columns are matched by name.
 * @param keys names of columns that both tables have
 * @returns an error where one of the tables has no such key
 */
export function compareTables(
  before: ResultTable,
  after: ResultTable,
  keys: readonly string[],
): Outcome<TableComparison> {
  const columns = shareColumns(before, after);
  const keyColumns = keys.flatMap((key) => columns.filter(({ name }) => name === key).slice(0, 1));
  const missing = keys.find((key) => !keyColumns.some((column) => column.name === key && isShared(column)));
  if (missing !== undefined || keys.length === 0) return fail(noSuchKey(missing ?? ''));
  const others = columns.filter((column) => !keyColumns.includes(column));
  const { rows, same } = pairRows(before, after, keyColumns, others);
  const table = writeRows(before, after, rows, keyColumns, others);
  const gone = rows.filter((row) => row.after === undefined).length;
  const added = rows.filter((row) => row.before === undefined).length;
  return succeed({ table, added, gone, changed: rows.length - added - gone, same });
}

/** The later table's columns, then those that only the earlier one has. */
function shareColumns(before: ResultTable, after: ResultTable): readonly SharedColumn[] {
  const left = before.columns.map((column, index) => ({ ...column, index }));
  const shared = after.columns.map(({ name, type }, index): SharedColumn => {
    const at = left.findIndex((column) => column.name === name);
    const [found] = at === -1 ? [] : left.splice(at, 1);
    return { name, type, before: found?.index, after: index };
  });
  return [...shared, ...left.map(({ name, type, index }) => ({ name, type, before: index, after: undefined }))];
}

function isShared({ before, after }: SharedColumn): boolean {
  return before !== undefined && after !== undefined;
}

function pairRows(
  before: ResultTable,
  after: ResultTable,
  keys: readonly SharedColumn[],
  others: readonly SharedColumn[],
): { readonly rows: readonly ComparedRow[]; readonly same: number } {
  const waiting = new Map<string, number[]>();
  for (let row = before.rowCount - 1; row >= 0; row--) {
    const key = keyOf(before, row, keys, (column) => column.before);
    const found = waiting.get(key);
    if (found === undefined) waiting.set(key, [row]);
    else found.push(row);
  }
  const rows: ComparedRow[] = [];
  const met = new Uint8Array(before.rowCount);
  let same = 0;
  for (let row = 0; row < after.rowCount; row++) {
    const earlier = waiting.get(keyOf(after, row, keys, (column) => column.after))?.pop();
    if (earlier !== undefined) met[earlier] = 1;
    const differences =
      earlier === undefined ? [] : others.filter((column) => differs(before, earlier, after, row, column));
    if (earlier !== undefined && differences.length === 0) same++;
    else rows.push({ before: earlier, after: row, differences });
  }
  met.forEach((isMet, row) => {
    if (isMet === 0) rows.push({ before: row, after: undefined, differences: [] });
  });
  return { rows, same };
}

function keyOf(
  table: ResultTable,
  row: number,
  keys: readonly SharedColumn[],
  place: (column: SharedColumn) => number | undefined,
): string {
  return JSON.stringify(
    keys.map((key) => {
      const column = place(key);
      return column === undefined ? null : valueOf(table, row, column);
    }),
  );
}

function valueOf(table: ResultTable, row: number, column: number): string | null {
  if (table.isNull(row, column)) return null;
  return comparableText(table.columns[column]?.type ?? 'string', table.text(row, column));
}

/** A column that only one of the tables has tells nothing of the row. */
function differs(
  before: ResultTable,
  earlier: number,
  after: ResultTable,
  later: number,
  column: SharedColumn,
): boolean {
  if (column.before === undefined || column.after === undefined) return false;
  const [isNullBefore, isNullAfter] = [before.isNull(earlier, column.before), after.isNull(later, column.after)];
  if (isNullBefore || isNullAfter) return isNullBefore !== isNullAfter;
  if (before.text(earlier, column.before) === after.text(later, column.after)) return false;
  return valueOf(before, earlier, column.before) !== valueOf(after, later, column.after);
}

function writeRows(
  before: ResultTable,
  after: ResultTable,
  rows: readonly ComparedRow[],
  keys: readonly SharedColumn[],
  others: readonly SharedColumn[],
): ResultTable {
  const values = [...keys, ...others];
  const columns = [CHANGE, ...keys, DIFFERENCES, ...others];
  const builder = new ResultTableBuilder(columns.map(({ name, type }) => ({ name, type })));
  const jsonOf = (row: ComparedRow, column: SharedColumn): string =>
    jsonAt(after, row.after, column.after) ?? jsonAt(before, row.before, column.before) ?? 'null';
  for (const row of rows) {
    const target = builder.beginRow();
    const cells = values.map((column) => jsonOf(row, column));
    const differences = row.differences.length === 0 ? 'null' : describeDifferences(before, after, row);
    cells.splice(keys.length, 0, differences);
    cells.unshift(JSON.stringify(changeOf(row)));
    cells.forEach((json, column) => {
      const cell = builder.builders[column];
      if (cell !== undefined) setCell(cell, target, json);
    });
    builder.endRow();
  }
  return builder.finish();
}

function jsonAt(table: ResultTable, row: number | undefined, column: number | undefined): string | undefined {
  return row === undefined || column === undefined ? undefined : table.json(row, column);
}

function changeOf({ before, after }: ComparedRow): string {
  if (before === undefined) return 'new';
  return after === undefined ? 'gone' : 'changed';
}

function describeDifferences(before: ResultTable, after: ResultTable, row: ComparedRow): string {
  const members = row.differences.map(({ name, before: left, after: right }) => {
    const [was, is] = [jsonAt(before, row.before, left) ?? 'null', jsonAt(after, row.after, right) ?? 'null'];
    return `${JSON.stringify(name)}:{"before":${was},"after":${is}}`;
  });
  return `{${members.join(',')}}`;
}
