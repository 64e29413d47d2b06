import { countOf, formatCount } from '../formatCount';
import type { ChartKind, ChartSpec } from './chartSpec';
import { isBarLike } from './chooseColumns';
import type { PlacedPoint, PlacedSeries } from './placeSeries';
import { thinCloud, thinLine, thinStack } from './thinPoints';

/** A chart has at most so many points, whatever the rows. */
const MOST_POINTS = 10_000;
const FEWEST_POINTS_OF_SERIES = 100;
const MOST_SERIES = 40;
const MOST_BARS = 200;
const MOST_SLICES = 24;

type KeptPlaces = Pick<LimitedChart, 'series' | 'notes'>;

export interface LimitedChart {
  readonly series: readonly PlacedSeries[];
  /** Which of a category axis' labels are left, in order; absent where all are. */
  readonly places?: readonly number[];
  readonly notes: readonly string[];
}

/** Leaves what a person can read and a screen can show, and says what is left out. */
export function limitChart(spec: ChartSpec, series: readonly PlacedSeries[], labelCount: number): LimitedChart {
  const largest = keepLargest(series);
  const bars = spec.kind === 'piechart' ? keepSlices(largest, labelCount) : keepBars(spec.kind, largest, labelCount);
  const thinned = thin(spec, bars.series);
  const before = countPoints(bars.series);
  const after = countPoints(thinned);
  const notes = [
    ...(largest.length < series.length
      ? [`Only the ${MOST_SERIES} largest of ${formatCount(series.length)} series are drawn.`]
      : []),
    ...bars.notes,
    ...(after < before ? [`${formatCount(after)} of ${countOf(before, 'point')} are drawn: ${howThinned(spec)}.`] : []),
  ];
  return { ...withUsedLabels(thinned, labelCount), notes };
}

/** A category axis has the labels that points are left at. */
function withUsedLabels(series: readonly PlacedSeries[], labelCount: number): Omit<LimitedChart, 'notes'> {
  const places = [...new Set(series.flatMap(({ points }) => points.map(({ x }) => x)))].sort((a, b) => a - b);
  if (labelCount === 0 || places.length === labelCount) return { series };
  const moved = new Map(places.map((place, at) => [place, at]));
  return {
    series: series.map((one) => ({
      ...one,
      points: one.points.map((point) => ({ ...point, x: moved.get(point.x) ?? 0 })),
    })),
    places,
  };
}

function keepLargest(series: readonly PlacedSeries[]): readonly PlacedSeries[] {
  if (series.length <= MOST_SERIES) return series;
  const sizes = new Map(series.map((one) => [one, sizeOf(one.points)]));
  const sorted = series.toSorted(
    (a, b) => (sizes.get(b) ?? 0) - (sizes.get(a) ?? 0) || b.points.length - a.points.length,
  );
  const kept = new Set(sorted.slice(0, MOST_SERIES));
  return series.filter((one) => kept.has(one));
}

/** A category axis ends where nobody can tell bars apart; the order of the rows decides which come first. */
function keepBars(kind: ChartKind, series: readonly PlacedSeries[], labelCount: number): KeptPlaces {
  const most = isBarLike(kind) ? MOST_BARS : MOST_POINTS;
  if (labelCount <= most) return { series, notes: [] };
  return {
    series: series.map((one) => ({ ...one, points: one.points.filter(({ x }) => x < most) })),
    notes: [
      `Only the first ${formatCount(most)} of ${countOf(labelCount, 'value')} of the x axis are drawn: sort or filter the rows to see others.`,
    ],
  };
}

function keepSlices(series: readonly PlacedSeries[], labelCount: number): KeptPlaces {
  const [pie] = series;
  if (pie === undefined || pie.points.length <= MOST_SLICES) return { series: series.slice(0, 1), notes: [] };
  const sorted = pie.points.toSorted((a, b) => (b.y ?? 0) - (a.y ?? 0)).slice(0, MOST_SLICES);
  const kept = new Set(sorted);
  const points = pie.points.filter((point) => kept.has(point));
  const rest = pie.points.filter((point) => !kept.has(point)).reduce((sum, { y }) => sum + (y ?? 0), 0);
  return {
    series: [{ ...pie, points }],
    notes: [
      `Only the ${MOST_SLICES} largest of ${countOf(labelCount, 'slice')} are drawn; the others add up to ${formatRest(rest)}.`,
    ],
  };
}

function formatRest(rest: number): string {
  return Number.isSafeInteger(rest) ? formatCount(rest) : String(rest);
}

function thin({ kind, stacking }: ChartSpec, series: readonly PlacedSeries[]): readonly PlacedSeries[] {
  const share = Math.max(FEWEST_POINTS_OF_SERIES, Math.floor(MOST_POINTS / Math.max(1, series.length)));
  const lists = series.map(({ points }) => points);
  return withPoints(series, thinLists());

  function thinLists(): readonly (readonly PlacedPoint[])[] {
    if (kind === 'scatterchart') return lists.map((points) => thinCloud(points, share));
    const isStack = isBarLike(kind) || (stacking ?? 'unstacked') !== 'unstacked';
    return isStack ? thinStack(lists, MOST_POINTS) : lists.map((points) => thinLine(points, share));
  }
}

function withPoints(
  series: readonly PlacedSeries[],
  lists: readonly (readonly PlacedPoint[])[],
): readonly PlacedSeries[] {
  return series.map((one, at) => ({ ...one, points: lists[at] ?? [] }));
}

function howThinned({ kind, stacking }: ChartSpec): string {
  if (kind === 'scatterchart') return 'the others lie on them';
  const isStack = isBarLike(kind) || (stacking ?? 'unstacked') !== 'unstacked';
  return isStack ? 'the highest of each stretch' : 'the first, least, greatest and last of each stretch';
}

function sizeOf(points: readonly PlacedPoint[]): number {
  return points.reduce((sum, { y }) => sum + Math.abs(y ?? 0), 0);
}

function countPoints(series: readonly PlacedSeries[]): number {
  return series.reduce((sum, { points }) => sum + points.length, 0);
}
