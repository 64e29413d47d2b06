import type { DrawnChart } from '../../core/charts/chartData';
import type { ChartSpec } from '../../core/charts/chartSpec';

type DrawnValue = number | null | [number, number | null];

/** Whether values stand on one another. */
export function isStacked({ stacking }: ChartSpec): boolean {
  return stacking === 'stacked' || stacking === 'stacked100';
}

/**
 * The values of one series as they are drawn: by place on a category axis, as pairs on others. Series that stand on one
 * another all have the same places, nothing counting as 0; parts of a whole are percents.
 */
export function drawnValues({ spec, x, series }: DrawnChart, at: number): DrawnValue[] {
  const { xs = [], ys = [] } = series[at] ?? {};
  const isHorizontal = spec.kind === 'barchart';
  const pair = (place: number, value: number | null): DrawnValue =>
    isHorizontal ? ([value, place] as [number, number]) : [place, value];
  const allowed = (value: number | null | undefined): number | null =>
    value === undefined || value === null || (spec.yScale === 'log' && value <= 0) ? null : value;

  if (x.type !== 'category' && !isStacked(spec)) return xs.map((place, point) => pair(place, allowed(ys[point])));
  const own = new Map(xs.map((place, point) => [place, ys[point] ?? null]));
  const places = x.type === 'category' ? x.labels.map((_, place) => place) : sharedPlaces(series);
  const wholes = spec.stacking === 'stacked100' ? wholesOf(series) : undefined;
  return places.map((place) => {
    const value = own.get(place) ?? (isStacked(spec) && x.type !== 'category' ? 0 : null);
    const whole = wholes?.get(place);
    const drawn = value === null || whole === undefined ? value : whole === 0 ? 0 : (100 * value) / whole;
    return x.type === 'category' ? allowed(drawn) : pair(place, allowed(drawn));
  });
}

function sharedPlaces(series: DrawnChart['series']): readonly number[] {
  return [...new Set(series.flatMap(({ xs }) => xs))].sort((a, b) => a - b);
}

function wholesOf(series: DrawnChart['series']): ReadonlyMap<number, number> {
  const wholes = new Map<number, number>();
  for (const { xs, ys } of series) {
    xs.forEach((place, point) => wholes.set(place, (wholes.get(place) ?? 0) + Math.abs(ys[point] ?? 0)));
  }
  return wholes;
}
