import type { SortWords } from '../sorting/radixSort';
import type { ResultTable } from '../resultTable';
import { isNumeric, type ScalarType } from '../scalarType';
import { readSortWords } from '../sorting/sortWords';

const MOST_STEPS = 24;
const SIGN = 0x8000_0000;
const WORD = 2 ** 32;

/** Whether values of a type have a distance from one another: numbers and times. */
export function hasDistances(type: ScalarType): boolean {
  return isNumeric(type) || type === 'datetime' || type === 'timespan';
}

/** Values, and how many there are of each. */
export interface CountedNumbers {
  readonly numbers: Float64Array;
  readonly counts: Uint32Array;
}

/**
 * How many values lie in each of some equal steps from the least to the greatest. Values that are no finite number are
 * in none of them.
 * @returns undefined where all values are the same
 */
export function histogramOf(
  type: ScalarType,
  { numbers, counts: countOf }: CountedNumbers,
): readonly number[] | undefined {
  let least = Infinity;
  let greatest = -Infinity;
  for (const number of numbers) {
    if (!Number.isFinite(number)) continue;
    if (number < least) least = number;
    if (number > greatest) greatest = number;
  }
  const extent = greatest - least;
  if (!(extent > 0) || !Number.isFinite(extent)) return undefined;
  const steps = isWhole(type) ? Math.min(MOST_STEPS, extent + 1) : MOST_STEPS;
  const counts = new Uint32Array(steps);
  for (let value = 0; value < numbers.length; value++) {
    const number = numbers[value] ?? Number.NaN;
    if (!Number.isFinite(number)) continue;
    const step = Math.min(steps - 1, Math.floor(((number - least) / extent) * steps));
    counts[step] = (counts[step] ?? 0) + (countOf[value] ?? 0);
  }
  return [...counts];
}

function isWhole(type: ScalarType): boolean {
  return type === 'int' || type === 'long';
}

/** The values of a column of a type with distances, as near as doubles are to them: enough to tell steps apart. */
export function numbersOf(table: ResultTable, column: number, rows: Uint32Array): Float64Array {
  const numbers = new Float64Array(rows.length);
  const type = table.columns[column]?.type ?? 'string';
  const words = readSortWords(table, column, rows);
  for (let place = 0; place < rows.length; place++) {
    numbers[place] =
      words === undefined ? Number(table.text(rows[place] ?? 0, column)) : wordNumber(type, words, place);
  }
  return numbers;
}

const double = new DataView(new ArrayBuffer(8));

/** Undoes what `writeSortWords` does to a value's bits. */
function wordNumber(type: ScalarType, { low, high }: SortWords, place: number): number {
  const lowWord = low[place] ?? 0;
  const highWord = high[place] ?? 0;
  if (type !== 'real') return (highWord - SIGN) * WORD + lowWord;
  const isPositive = highWord >= SIGN;
  double.setUint32(0, isPositive ? highWord - SIGN : ~highWord);
  double.setUint32(4, isPositive ? lowWord : ~lowWord);
  return double.getFloat64(0);
}
