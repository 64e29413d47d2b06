import { countNumbers, tellApart, type CountedValues } from './countedValues';
import { shownValue } from '../display/timeDisplay';
import type { TimeZone } from '../display/timeZone';
import { hasDistances, histogramOf, numbersOf } from './histogram';
import { breathless, type Breathe } from '../longWork';
import type { ResultTable } from '../resultTable';

/** What the values of one column are like, over some rows; texts as the grid shows them. */
export interface ColumnStatistics {
  readonly rowCount: number;
  readonly nullCount: number;
  readonly distinctCount: number;
  /** By the column's type; absent where all are null. */
  readonly least?: string;
  readonly greatest?: string;
  /** How many values lie in each of some equal steps from the least to the greatest, of numbers and times. */
  readonly histogram?: readonly number[];
}

/** Describes a column of a table over the given rows. @param zone of datetimes; UTC where left out */
export function describeColumn(
  table: ResultTable,
  column: number,
  rows: Uint32Array<ArrayBuffer>,
  breathe: Breathe = breathless,
  zone?: TimeZone,
): ColumnStatistics {
  breathe();
  const { type } = table.columns[column] ?? { type: 'string' };
  const held = table.heldRows(column, rows);
  const values = countNumbers(tellApart(table, column, held, breathe));
  breathe();
  const firstRows = values.firstPlaces.map((place) => held[place] ?? 0);
  const ends = endsOf(values, (valueA, valueB) =>
    table.compare(column, firstRows[valueA] ?? 0, firstRows[valueB] ?? 0),
  );
  breathe();
  const histogram = hasDistances(type)
    ? histogramOf(type, { numbers: numbersOf(table, column, firstRows), counts: values.counts })
    : undefined;
  const textAt = (place: number): string => shownValue(type, table.text(held[place] ?? 0, column), zone);
  return {
    rowCount: rows.length,
    nullCount: rows.length - held.length,
    distinctCount: values.counts.length,
    ...(ends === undefined ? {} : { least: textAt(ends.least), greatest: textAt(ends.greatest) }),
    ...(histogram === undefined ? {} : { histogram }),
  };
}

/**
 * The places of the first row with the least value, and of the last one with the greatest: equal values may be written
 * differently, and an order has these at its ends.
 * @returns undefined where there is no value
 */
function endsOf(
  { numbers, firstPlaces }: CountedValues,
  compare: (valueA: number, valueB: number) => number,
): { readonly least: number; readonly greatest: number } | undefined {
  if (firstPlaces.length === 0) return undefined;
  let least = 0;
  let greatest = 0;
  for (let value = 1; value < firstPlaces.length; value++) {
    if (compare(value, greatest) > 0) greatest = value;
    else if (compare(value, least) < 0) least = value;
  }
  return { least: firstPlaces[least] ?? 0, greatest: numbers.lastIndexOf(greatest) };
}
