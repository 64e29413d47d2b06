import { ROWS_A_BREATH, type Breathe } from '../results/longWork';
import type { ScalarType } from '../results/scalarType';
import { createAggregate, type Aggregate } from './aggregateValues';
import { isBarLike } from './chooseColumns';
import type { Aggregation, ChartSpec } from './chartSpec';
import type { RawPoint, RawSeries } from './gatherPoints';
import { numberOf } from './pointValues';
import { sortByNumber } from './sortByNumber';
import type { XAxis } from './xAxis';

/** A point that has its place in a drawing. */
export interface PlacedPoint {
  readonly x: number;
  /** Null is a gap. */
  readonly y: number | null;
  /** A row of the table that it stands for. */
  readonly row: number;
  /** The values that its numbers stand for; absent where they are no value of a row. */
  readonly xText?: string | undefined;
  readonly yText?: string | undefined;
  readonly isAnomaly: boolean;
}

export interface PlacedSeries extends Omit<RawSeries, 'points'> {
  readonly points: readonly PlacedPoint[];
}

export interface PlacedChart {
  readonly series: readonly PlacedSeries[];
  /** The type of the values of each y column, once they are aggregated. */
  readonly yTypes: readonly ScalarType[];
  /** How many points have no place on the axis. */
  readonly unplaced: number;
  /** How many points were added to another one of the same bar or slice. */
  readonly merged: number;
}

/** Gives the points of series their places, puts together what shares one where the chart asks for it, and sorts them. */
export function placeSeries(
  spec: ChartSpec,
  axis: XAxis,
  series: readonly RawSeries[],
  types: readonly ScalarType[],
  breathe: Breathe,
): PlacedChart {
  const aggregation = spec.aggregation ?? (isBarLike(spec.kind) ? 'sum' : undefined);
  const sourceTypes = types.length === 0 ? (['long'] as const) : types;
  const yTypes = sourceTypes.map((type) => typeOfAggregated(aggregation, type));
  let unplaced = 0;
  let merged = 0;
  const placed = series.map(({ names, yIndex, points }): PlacedSeries => {
    const found = placePoints(points, axis, sourceTypes[yIndex] ?? 'real', breathe);
    unplaced += points.length - found.length;
    const type = sourceTypes[yIndex] ?? 'real';
    const put = aggregation === undefined ? found : aggregatePoints(found, axis, aggregation, type, breathe);
    merged += found.length - put.length;
    const sorted = spec.kind === 'scatterchart' ? put : sortByNumber(put, ({ x }) => x, breathe);
    const isSummed = spec.accumulate === true;
    return { names, yIndex, points: isSummed ? accumulate(sorted, yTypes[yIndex] ?? 'real') : sorted };
  });
  return { series: placed, yTypes, unplaced, merged: spec.aggregation === undefined ? merged : 0 };
}

function typeOfAggregated(aggregation: Aggregation | undefined, type: ScalarType): ScalarType {
  if (aggregation === 'count' || aggregation === 'dcount') return 'long';
  if (aggregation === 'avg' && type !== 'timespan') return 'real';
  return type;
}

function placePoints(
  points: readonly RawPoint[],
  axis: XAxis,
  type: ScalarType,
  breathe: Breathe,
): readonly PlacedPoint[] {
  return points.flatMap(({ row, x, y, isAnomaly }, at): PlacedPoint[] => {
    if (at % ROWS_A_BREATH === 0) breathe();
    const place = axis.placeOf(x);
    if (place === undefined) return [];
    const number = y === undefined ? undefined : numberOf(type, y);
    return [{ x: place, y: number ?? null, row, xText: x, yText: y, isAnomaly }];
  });
}

/** One point for each place, in the order in which the places are met; steps have no value of a row on the axis. */
function aggregatePoints(
  points: readonly PlacedPoint[],
  axis: XAxis,
  aggregation: Aggregation,
  type: ScalarType,
  breathe: Breathe,
): readonly PlacedPoint[] {
  const groups = new Map<number, { readonly first: PlacedPoint; readonly values: Aggregate; isAnomaly: boolean }>();
  for (const [at, point] of points.entries()) {
    if (at % ROWS_A_BREATH === 0) breathe();
    let group = groups.get(point.x);
    if (group === undefined) {
      group = { first: point, values: createAggregate(aggregation, type), isAnomaly: false };
      groups.set(point.x, group);
    }
    group.values.add(point.yText);
    group.isAnomaly ||= point.isAnomaly;
  }
  return [...groups.values()].map(({ first, values, isAnomaly }) => {
    const { number, text } = values.value();
    const xText = axis.step === undefined ? first.xText : undefined;
    return { x: first.x, y: number, row: first.row, xText, yText: text, isAnomaly };
  });
}

function accumulate(points: readonly PlacedPoint[], type: ScalarType): readonly PlacedPoint[] {
  const sum = createAggregate('sum', type);
  return points.map((point) => {
    sum.add(point.yText ?? (point.y === null ? undefined : String(point.y)));
    const { number, text } = sum.value();
    return { ...point, y: number, yText: text };
  });
}
