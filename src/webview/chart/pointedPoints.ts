import type { ChartSeries, DrawnChart } from '../../core/charts/chartData';
import { isStacked } from './drawnValues';
import type { Drawing, DrawingPlace } from './drawing';
import { panelsOf } from './panels';

/** A point of a chart: its series, and its place in the series' lists. */
export interface PointedPoint {
  readonly series: number;
  readonly point: number;
}

/** A click this many pixels beside a line still means it. */
const REACH = 14;

/** The points at one place of the x axis, those of every series of the panel that is pointed at. */
export function pointsAt(chart: DrawnChart, drawing: Drawing, place: DrawingPlace): readonly PointedPoint[] {
  const panels = panelsOf(chart);
  for (let panel = 0; panel < panels.panelCount; panel++) {
    const values = drawing.valuesAt(place, panel);
    const x = values?.[chart.spec.kind === 'barchart' ? 1 : 0];
    if (x === undefined) continue;
    const nearest = nearestPlace(chart, x);
    return chart.series.flatMap(({ xs }, series) => {
      const point = panels.panelOf(series) === panel ? xs.indexOf(nearest) : -1;
      return point < 0 ? [] : [{ series, point }];
    });
  }
  return [];
}

/** The point of a line that is nearest to a place, if one is near. */
export function nearestPoint(chart: DrawnChart, drawing: Drawing, place: DrawingPlace): PointedPoint | undefined {
  const panels = panelsOf(chart);
  const distances = pointsAt(chart, drawing, place).map((pointed) => {
    const { xs, ys } = seriesAt(chart, pointed);
    const value = ys[pointed.point];
    const at = drawing.placeOf([xs[pointed.point] ?? 0, value ?? 0], panels.panelOf(pointed.series));
    return { pointed, distance: at === undefined || value === null ? Infinity : Math.abs(at.y - place.y) };
  });
  const [nearest] = distances.sort((a, b) => a.distance - b.distance);
  // Where series stand on one another, a line is higher than its value.
  const isNear = nearest !== undefined && (nearest.distance <= REACH || isStacked(chart.spec));
  return isNear ? nearest.pointed : undefined;
}

/** The point behind an item of the drawing library: its places are those of the axis, and anomalies have a series more. */
export function pointOfItem(chart: DrawnChart, series: number, item: number): PointedPoint | undefined {
  const xs = chart.series[series]?.xs ?? [];
  const isByPlace = chart.x.type === 'category' && chart.spec.kind !== 'piechart';
  const point = isByPlace ? xs.indexOf(item) : item;
  return point < 0 || point >= xs.length ? undefined : { series, point };
}

export function seriesAt({ series }: DrawnChart, { series: at }: PointedPoint): ChartSeries {
  const found = series[at];
  if (found === undefined) throw new RangeError(`The chart has no series ${at}.`);
  return found;
}

function nearestPlace({ series, x: axis }: DrawnChart, x: number): number {
  if (axis.type === 'category') return Math.round(x);
  let nearest = NaN;
  for (const { xs } of series) {
    for (const place of xs) if (!(Math.abs(place - x) >= Math.abs(nearest - x))) nearest = place;
  }
  return nearest;
}
