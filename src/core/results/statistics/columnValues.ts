import { shownValue } from '../display/timeDisplay';
import type { TimeZone } from '../display/timeZone';
import { NULL_VALUE, numberValues } from './distinctValues';
import { breathless, ROWS_A_BREATH, type Breathe } from '../longWork';
import { radixSort } from '../sorting/radixSort';
import { foldFor } from '../searching/foldText';
import type { ResultTable } from '../resultTable';
import { allRows } from '../sorting/sortRows';

/** One of a column's values, null among them, to be chosen from. */
export interface ChoosableValue {
  /** As it is shown; empty for null. */
  readonly text: string;
  readonly isNull: boolean;
  readonly count: number;
  /** A row of the table that holds it. */
  readonly row: number;
  readonly isChosen: boolean;
}

export interface ColumnValues {
  /** How many rows were looked at, and how many values that differ were found in them. */
  readonly rowCount: number;
  readonly valueCount: number;
  /** Those chosen first, then the commonest. */
  readonly values: readonly ChoosableValue[];
}

export interface ValueSearch {
  /** Rows whose values are counted. */
  readonly rows: Uint32Array;
  /** The values of these rows are chosen. */
  readonly chosenRows: readonly number[];
  /** A text that values hold, whatever the case of its letters; all where empty. */
  readonly text: string;
  readonly most: number;
  /** Datetimes are told as this zone shows them, in UTC where it is left out. */
  readonly zone?: TimeZone;
}

/** Lists the distinct values that some rows have in a column. */
export function listValues(
  table: ResultTable,
  column: number,
  search: ValueSearch,
  breathe: Breathe = breathless,
): ColumnValues {
  const { numbers, firstRows, counts: all } = numberValues(table, column, allRows(table), breathe);
  const counts = new Uint32Array(all.length);
  for (const row of search.rows) counts[numbers[row] ?? 0] = (counts[numbers[row] ?? 0] ?? 0) + 1;
  const chosen = new Set(search.chosenRows.map((row) => numbers[row]));
  const type = table.columns[column]?.type ?? 'string';
  const fold = foldFor(search.text);
  const wanted = fold(search.text);
  const textOf = (value: number): string => shownValue(type, table.text(firstRows[value] ?? 0, column), search.zone);
  const writeValue = (value: number): string => (value === NULL_VALUE ? 'null' : textOf(value));
  const found: number[] = [];
  let valueCount = 0;
  counts.forEach((count, value) => {
    if (value % ROWS_A_BREATH === 0) breathe();
    if (count === 0 && !chosen.has(value)) return;
    valueCount += 1;
    if (wanted === '' || fold(writeValue(value)).includes(wanted)) found.push(value);
  });
  const first = commonestFirst(Uint32Array.from(found), counts, chosen, breathe).subarray(0, search.most);
  return {
    rowCount: search.rows.length,
    valueCount,
    values: Array.from(first, (value) => ({
      text: value === NULL_VALUE ? '' : textOf(value),
      isNull: value === NULL_VALUE,
      count: counts[value] ?? 0,
      row: firstRows[value] ?? 0,
      isChosen: chosen.has(value),
    })),
  };
}

/** Those chosen first, then the commonest; equally common ones in the column's order. */
function commonestFirst(
  values: Uint32Array,
  counts: Uint32Array,
  chosen: ReadonlySet<number | undefined>,
  breathe: Breathe,
): Uint32Array {
  const low = values.map((value) => (chosen.has(value) ? 0 : ~(counts[value] ?? 0)));
  return radixSort(values, { low, high: new Uint32Array(values.length) }, breathe);
}
