import { fail, succeed, type HuntError, type Outcome } from '../../errors';
import { canBeBetween, canHave, type Pivot } from '../../kql/pivots';
import { writeBetween, writeHasCondition, writeRowsCondition, type PivotedRows } from '../../kql/whereClause';
import { noOrder, noSuchValue, noWords, tooManyValues } from '../errors';
import type { Column, ResultTable } from '../resultTable';
import { tableRows, type ResultView, type ViewSelection } from '../resultView';

/** More distinct values than this make a condition that nobody reads and that the service may refuse. */
export const MOST_VALUES = 1000;

/** The KQL condition for the values that some shown rows have in some columns. */
export function conditionOn(view: ResultView, pivot: Pivot, selection: ViewSelection): Outcome<string> {
  const { table } = view;
  const places = selection.columns.filter((column) => column < table.columns.length);
  const rows = tableRows(view, selection.rows);
  switch (pivot) {
    case 'include':
    case 'exclude':
      return writeWith(table, rows, places, noSuchValue(), (values) => writeRowsCondition(values, pivot === 'include'));
    case 'has':
    case 'notHas':
      if (!columnsOf(table, places).every(canHave)) return fail(noWords());
      return writeWith(table, rows, places, noWords(), (values) => writeHasCondition(values, pivot === 'has'));
    case 'between':
      return writeRanges(table, rows, places);
  }
}

function writeWith(
  table: ResultTable,
  rows: Uint32Array,
  places: readonly number[],
  error: HuntError,
  write: (values: PivotedRows) => string | undefined,
): Outcome<string> {
  const distinct = new Map<string, readonly (string | null)[]>();
  for (const row of rows) {
    const values = places.map((column) => (table.isNull(row, column) ? null : table.text(row, column)));
    distinct.set(JSON.stringify(values), values);
    if (distinct.size > MOST_VALUES) return fail(tooManyValues(MOST_VALUES));
  }
  const condition = write({ columns: columnsOf(table, places), rows: [...distinct.values()] });
  return condition === undefined ? fail(error) : succeed(condition);
}

function writeRanges(table: ResultTable, rows: Uint32Array, places: readonly number[]): Outcome<string> {
  const ranges = places.map((place) => writeRange(table, rows, place));
  if (ranges.length === 0 || ranges.some((range) => range === undefined)) return fail(noOrder());
  return succeed(ranges.join(' and '));
}

function writeRange(table: ResultTable, rows: Uint32Array, place: number): string | undefined {
  const column = table.columns[place];
  if (column === undefined || !canBeBetween(column)) return undefined;
  let least: number | undefined;
  let greatest: number | undefined;
  for (const row of rows) {
    if (table.isNull(row, place) || table.text(row, place) === 'NaN') continue;
    if (least === undefined || table.compare(place, row, least) < 0) least = row;
    if (greatest === undefined || table.compare(place, row, greatest) > 0) greatest = row;
  }
  if (least === undefined || greatest === undefined) return undefined;
  return writeBetween(column, table.text(least, place), table.text(greatest, place));
}

function columnsOf(table: ResultTable, places: readonly number[]): readonly Column[] {
  return places.flatMap((place) => table.columns[place] ?? []);
}
