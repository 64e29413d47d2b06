import { addTotals, NO_TOTAL, readExact, type Total } from './exactTotal';
import type { SortWords } from '../sorting/radixSort';
import type { ResultTable } from '../resultTable';
import { isNumeric, type ScalarType } from '../scalarType';
import { parseServiceTimespan } from '../values/ticks';
import { readSortWords } from '../sorting/sortWords';

const SIGN = 0x80000000;
/** So many products of a 32-bit word with one are added exactly in a double. */
const EXACT_ADDITIONS = 1 << 20;

/** Sums the values of `rows[start]` up to `rows[end]`, null left out; undefined where one of them is no number. */
export type RangeSum = (start: number, end: number) => Total | undefined;

/** Whether a column of the type can be summed. */
export function isSummable(type: ScalarType): boolean {
  return isNumeric(type) || type === 'timespan';
}

/** Prepares to sum parts of some rows of a column that `isSummable`. */
export function prepareSums(table: ResultTable, column: number, rows: Uint32Array): RangeSum {
  const type = table.columns[column]?.type ?? 'string';
  const hasIntegerWords = type === 'int' || type === 'long' || type === 'timespan';
  const words = hasIntegerWords ? readSortWords(table, column, rows) : undefined;
  if (words !== undefined) {
    return (start, end) => sumWords(words, (place) => table.isNull(rows[place] ?? 0, column), start, end);
  }
  const parse = parserOf(type);
  return (start, end) => {
    let total = NO_TOTAL;
    for (let place = start; place < end; place++) {
      const row = rows[place] ?? 0;
      if (table.isNull(row, column)) continue;
      const value = parse(table.text(row, column));
      if (value === undefined) return undefined;
      total = addTotals(total, value);
    }
    return total;
  };
}

/** The words of a 64-bit integer are its own, the sign turned over: they are summed apart, without a bigint a cell. */
function sumWords({ low, high }: SortWords, isNull: (place: number) => boolean, start: number, end: number): Total {
  let count = 0;
  let units = 0n;
  for (let from = start; from < end; from += EXACT_ADDITIONS) {
    let highSum = 0;
    let lowSum = 0;
    for (let place = from; place < Math.min(end, from + EXACT_ADDITIONS); place++) {
      if (isNull(place)) continue;
      count++;
      highSum += ((high[place] ?? 0) ^ SIGN) | 0;
      lowSum += low[place] ?? 0;
    }
    units += (BigInt(highSum) << 32n) + BigInt(lowSum);
  }
  return { count, units, scale: 0 };
}

function parserOf(type: ScalarType): (text: string) => Total | undefined {
  if (type === 'real') {
    return (text) => {
      const double = Number(text);
      return text.trim() === '' || (Number.isNaN(double) && text !== 'NaN')
        ? undefined
        : { ...NO_TOTAL, count: 1, double };
    };
  }
  if (type === 'timespan') {
    return (text) => {
      const units = parseServiceTimespan(text);
      return units === undefined ? undefined : { count: 1, units, scale: 0 };
    };
  }
  return (text) => {
    const value = readExact(text);
    return value === undefined ? undefined : { count: 1, ...value };
  };
}
