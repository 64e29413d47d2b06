import { breathless, type Breathe } from '../longWork';
import { displayValue } from '../display/displayCell';
import { NULL_VALUE, numberValues, type DistinctValues } from '../statistics/distinctValues';
import { compareAverages, compareTotals, formatAverage, formatTotal, type Total } from '../statistics/exactTotal';
import type { ResultTable } from '../resultTable';
import { isSummable, prepareSums, type RangeSum } from '../statistics/sumColumn';
import type { GroupAggregate } from './grouping';

/** Neighbouring rows of some. */
export interface RowStretch {
  readonly start: number;
  readonly count: number;
}

/**
 * An aggregate of some values: a count, a sum, or the number of a value in its column's order. Undefined where there is
 * none, as of the greatest of nothing, or of numbers among which is a word.
 */
export type Figure = number | Total | undefined;

/** Tells aggregates over stretches of rows. What a column needs for it is made ready once, with the first question. */
export interface GroupFigures {
  figureOf(aggregate: GroupAggregate, rows: RowStretch): Figure;
  /** As it is shown; empty where there is none. */
  textOf(aggregate: GroupAggregate, rows: RowStretch): string;
}

/** Texts of figures that are remembered while a window is read again and again. */
const MOST_TEXTS = 10_000;

/**
 * @param rows of the table, of which stretches are asked for
 * @param breathe for figures that are asked for in the middle of longer work
 */
export function createGroupFigures(table: ResultTable, rows: Uint32Array, breathe: Breathe = breathless): GroupFigures {
  const values = new Map<number, DistinctValues>();
  const sums = new Map<number, RangeSum>();
  const met = new Map<number, Uint32Array>();
  let asked = 0;

  const valuesOf = (column: number): DistinctValues =>
    rememberIn(values, column, () => numberValues(table, column, rows, breathe));
  const sumOf = (column: number): RangeSum => rememberIn(sums, column, () => prepareSums(table, column, rows));

  const sumWithin = (column: number, start: number, end: number): Total | undefined => {
    if (!isSummable(table.columns[column]?.type ?? 'string')) return undefined;
    const total = sumOf(column)(start, end);
    return total?.count === 0 ? undefined : total;
  };

  const figureOf = ({ column, function: name }: GroupAggregate, { start, count }: RowStretch): Figure => {
    const end = start + count;
    switch (name) {
      case 'nulls':
        return countNulls(table, column, rows.subarray(start, end));
      case 'count':
        return count - countNulls(table, column, rows.subarray(start, end));
      case 'sum':
      case 'average':
        return sumWithin(column, start, end);
      case 'min':
      case 'max':
        return boundOf(valuesOf(column).numbers.subarray(start, end), name === 'min');
      case 'distinct': {
        asked += 1;
        const { numbers, counts } = valuesOf(column);
        const marks = rememberIn(met, column, () => new Uint32Array(counts.length));
        return countDistinct(numbers.subarray(start, end), marks, asked);
      }
    }
  };

  const texts = new Map<string, string>();

  const writeText = (aggregate: GroupAggregate, stretch: RowStretch): string => {
    const figure = figureOf(aggregate, stretch);
    if (figure === undefined) return '';
    const { type } = table.columns[aggregate.column] ?? { type: 'string' };
    if (typeof figure === 'object') {
      const isTimespan = type === 'timespan';
      return aggregate.function === 'average'
        ? (formatAverage(figure, isTimespan) ?? '')
        : formatTotal(figure, isTimespan);
    }
    if (aggregate.function !== 'min' && aggregate.function !== 'max') return String(figure);
    return displayValue(type, table.text(valuesOf(aggregate.column).firstRows[figure] ?? 0, aggregate.column));
  };

  const textOf = (aggregate: GroupAggregate, stretch: RowStretch): string => {
    if (texts.size > MOST_TEXTS) texts.clear();
    const key = `${aggregate.function} ${aggregate.column} ${stretch.start} ${stretch.count}`;
    return rememberIn(texts, key, () => writeText(aggregate, stretch));
  };

  return { figureOf, textOf };
}

/** Orders two figures of one aggregate, those that there are not first. */
export function compareFigures({ function: name }: GroupAggregate, a: Figure, b: Figure): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  if (typeof a === 'number' || typeof b === 'number') return Number(a) - Number(b);
  return name === 'average' ? compareAverages(a, b) : compareTotals(a, b);
}

function rememberIn<Key, Value>(known: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}

function countNulls(table: ResultTable, column: number, rows: Uint32Array): number {
  let count = 0;
  for (const row of rows) {
    if (table.isNull(row, column)) count += 1;
  }
  return count;
}

/** The least or the greatest number of a value but null. */
function boundOf(numbers: Uint32Array, isLeast: boolean): number | undefined {
  let bound: number | undefined;
  for (const number of numbers) {
    if (number === NULL_VALUE) continue;
    if (bound === undefined || (isLeast ? number < bound : number > bound)) bound = number;
  }
  return bound;
}

/** @param mark another one for each count: what bears it was met in this one */
function countDistinct(numbers: Uint32Array, marks: Uint32Array, mark: number): number {
  let count = 0;
  for (const number of numbers) {
    if (number === NULL_VALUE || marks[number] === mark) continue;
    marks[number] = mark;
    count += 1;
  }
  return count;
}
