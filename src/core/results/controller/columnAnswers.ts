import type { FilterTexts } from '../../protocol/gridMessages';
import { showInvisibles } from '../../visibleText';
import type { TimeZone } from '../display/timeZone';
import type { ColumnStatistics } from '../statistics/columnStatistics';
import { listValues, type ColumnValues } from '../statistics/columnValues';
import type { SelectionSummary } from '../statistics/summarizeCells';
import { cutText } from '../display/displayCell';
import { filterRows, type RowFilter } from '../filtering/filterRows';
import { parseFilterText } from '../filtering/filterText';
import type { Breathe } from '../longWork';
import type { ResultTable } from '../resultTable';
import type { ShownResult } from './shownResult';

/** Of a value that statistics tell, this much is shown. */
const STATISTICS_CHARACTERS = 200;
/** The same of one that a line of figures tells. */
const SUMMARY_CHARACTERS = 100;

/** Which values of a column are wanted: those that hold a text, at most so many. */
export interface ValuesRequest {
  readonly column: number;
  readonly text: string;
  readonly most: number;
}

/** The filter that a user's texts and choices mean, where datetimes are shown in a zone or in UTC. */
export function readFilter(table: ResultTable, { text, columns }: FilterTexts, zone: TimeZone | undefined): RowFilter {
  const conditions = columns.flatMap(({ column, text: typed, sameAsRow, anyOfRows }) => {
    if (anyOfRows !== undefined) return [{ column, condition: { kind: 'anyOf', rows: anyOfRows } as const }];
    if (sameAsRow !== undefined) return [{ column, condition: { kind: 'same', row: sameAsRow } as const }];
    const condition = parseFilterText(typed, table.columns[column]?.type ?? 'string');
    return condition === undefined ? [] : [{ column, condition }];
  });
  return { text, conditions, ...(zone && { zone }) };
}

/** The values of a column in the rows that the filters of the other columns let through. */
export function valuesToChoose(
  { arranged, filterTexts, zone }: ShownResult,
  { column, text, most }: ValuesRequest,
  breathe: Breathe,
): ColumnValues {
  const { table } = arranged.view;
  const own = filterTexts.columns.find((item) => item.column === column);
  const others = { ...filterTexts, columns: filterTexts.columns.filter((item) => item !== own) };
  const chosenRows = own?.anyOfRows ?? (own?.sameAsRow === undefined ? [] : [own.sameAsRow]);
  const rows = filterRows(table, readFilter(table, others, zone), breathe);
  const search = { rows, chosenRows, text, most, ...(zone && { zone }) };
  const { values, ...counts } = listValues(table, column, search, breathe);
  return { ...counts, values: values.map((value) => ({ ...value, text: showShort(value.text) })) };
}

/** Statistics as a page shows them: long values cut, invisible characters marked. */
export function showStatistics({ least, greatest, ...counts }: ColumnStatistics): ColumnStatistics {
  return {
    ...counts,
    ...(least === undefined ? {} : { least: showShort(least) }),
    ...(greatest === undefined ? {} : { greatest: showShort(greatest) }),
  };
}

/** A summary as a page shows it: texts of a column of numbers may be anything. */
export function showSummary({ least, greatest, ...figures }: SelectionSummary): SelectionSummary {
  return {
    ...figures,
    ...(least === undefined ? {} : { least: showShort(least, SUMMARY_CHARACTERS) }),
    ...(greatest === undefined ? {} : { greatest: showShort(greatest, SUMMARY_CHARACTERS) }),
  };
}

function showShort(text: string, most = STATISTICS_CHARACTERS): string {
  return showInvisibles(text.length > most ? `${cutText(text, most)}…` : text);
}
