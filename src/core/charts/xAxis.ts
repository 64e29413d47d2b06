import { fail, succeed, type Outcome } from '../errors';
import { ROWS_A_BREATH, type Breathe } from '../results/longWork';
import type { ScalarType } from '../results/scalarType';
import { startOfStep, stepOf } from './binSteps';
import { isBarLike } from './chooseColumns';
import type { XAxisType } from './chartData';
import type { ChartSpec } from './chartSpec';
import { isContinuous, isTime, type ColumnRole } from './columnRole';
import type { RawPoint, RawSeries } from './gatherPoints';
import { numberOf, textOfNumber } from './pointValues';
import { sortByNumber } from './sortByNumber';

/** Where values stand on the x axis of one chart. */
export interface XAxis {
  readonly type: XAxisType;
  /** The values of a category axis in order, exact; undefined for null. */
  readonly labels: readonly (string | undefined)[];
  /** How wide the steps are that an aggregation puts together; absent where values stand where they are. */
  readonly step?: number;
  /** @returns undefined for a value that has no place, such as null on an axis of times */
  placeOf(text: string | undefined): number | undefined;
}

/** Makes the axis for the values that a chart's series have; one of steps where the chart aggregates numbers or times. */
export function createXAxis(
  spec: ChartSpec,
  role: ColumnRole,
  series: readonly RawSeries[],
  breathe: Breathe,
): Outcome<XAxis> {
  const isSpaced = isContinuous(role) && (!isBarLike(spec.kind) || (isTime(role) && spec.kind !== 'piechart'));
  const isStepped = spec.aggregation !== undefined && isContinuous(role);
  if (!isStepped) return succeed(isSpaced ? createNumberAxis(role.type) : createCategoryAxis(series, breathe));

  const step = stepOf(spec.bin ?? '', isClock(role.type), extentOf(role.type, series, breathe));
  if (!step.ok) return fail(step.error);
  const startOf = (text: string | undefined) =>
    text === undefined ? undefined : startOfStep(role.type, text, step.value);
  if (isSpaced) return succeed({ type: axisTypeOf(role.type), labels: [], step: step.value, placeOf: startOf });
  return succeed(createStepAxis(role.type, step.value, startOf, series, breathe));
}

function createNumberAxis(type: ScalarType): XAxis {
  return {
    type: axisTypeOf(type),
    labels: [],
    placeOf: (text) => (text === undefined ? undefined : numberOf(type, text)),
  };
}

function createCategoryAxis(series: readonly RawSeries[], breathe: Breathe): XAxis {
  const places = new Map<string | undefined, number>();
  const rows = sortByNumber(
    series.flatMap(({ points }) => points),
    ({ order }) => order,
    breathe,
  );
  for (const { x } of rows) if (!places.has(x)) places.set(x, places.size);
  return { type: 'category', labels: [...places.keys()], placeOf: (text) => places.get(text) };
}

/** Steps of numbers under one bar or slice each, in order. */
function createStepAxis(
  type: ScalarType,
  step: number,
  startOf: (text: string | undefined) => number | undefined,
  series: readonly RawSeries[],
  breathe: Breathe,
): XAxis {
  const starts = new Set<number>();
  visitPoints(series, breathe, ({ x }) => {
    const start = startOf(x);
    if (start !== undefined) starts.add(start);
  });
  const sorted = sortByNumber([...starts], (start) => start, breathe);
  const places = new Map(sorted.map((start, place) => [start, place]));
  return {
    type: 'category',
    labels: sorted.map((start) => textOfNumber(type, start)),
    step,
    placeOf: (text) => {
      const start = startOf(text);
      return start === undefined ? undefined : places.get(start);
    },
  };
}

function extentOf(type: ScalarType, series: readonly RawSeries[], breathe: Breathe): number {
  let least = Infinity;
  let greatest = -Infinity;
  visitPoints(series, breathe, ({ x }) => {
    const number = x === undefined ? undefined : numberOf(type, x);
    if (number === undefined) return;
    least = Math.min(least, number);
    greatest = Math.max(greatest, number);
  });
  return greatest > least ? greatest - least : 0;
}

function visitPoints(series: readonly RawSeries[], breathe: Breathe, visit: (point: RawPoint) => void): void {
  for (const { points } of series) {
    for (const [at, point] of points.entries()) {
      if (at % ROWS_A_BREATH === 0) breathe();
      visit(point);
    }
  }
}

function isClock(type: ScalarType): boolean {
  return type === 'datetime' || type === 'timespan';
}

function axisTypeOf(type: ScalarType): XAxisType {
  if (type === 'datetime') return 'time';
  return type === 'timespan' ? 'timespan' : 'number';
}
