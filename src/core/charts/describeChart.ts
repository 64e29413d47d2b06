import { countOf, formatCount } from '../formatCount';
import { showInvisibles } from '../visibleText';
import type { ChartData, ChartSeries, DrawnChart } from './chartData';
import { kindName } from './kindName';
import { xTextOf, yTextOf } from './pointTexts';

/** A few series are told by their names. */
const MOST_NAMES = 5;

/** A chart in a few sentences, for who does not see it. */
export function describeChart(chart: ChartData): string {
  const name = kindName(chart.spec.kind);
  if (chart.type === 'none') return chart.message;
  if (chart.type === 'card') return `${name} of ${countOf(chart.entries.length, 'value')}.`;
  const { spec, series, x } = chart;
  const points = series.reduce((sum, { xs }) => sum + xs.length, 0);
  const names = series.slice(0, MOST_NAMES).map((one) => one.name);
  const more = series.length > MOST_NAMES ? `, and ${countOf(series.length - MOST_NAMES, 'other')}` : '';
  const anomalies = series.reduce((sum, one) => sum + (one.anomalies?.length ?? 0), 0);
  return [
    `${name}${spec.title === undefined ? '' : ` "${showInvisibles(spec.title)}"`} over ${x.name}: ${formatCount(series.length)} series, ${countOf(points, 'point')}.`,
    `${names.join(', ')}${more}.`,
    ...(anomalies > 0 ? [`${countOf(anomalies, 'anomalous point')}.`] : []),
    ...extremesOf(chart),
  ].join(' ');
}

function extremesOf(chart: DrawnChart): readonly string[] {
  let least: Place | undefined;
  let greatest: Place | undefined;
  for (const series of chart.series) {
    series.ys.forEach((value, point) => {
      if (value === null) return;
      if (least === undefined || value < least.value) least = { series, point, value };
      if (greatest === undefined || value > greatest.value) greatest = { series, point, value };
    });
  }
  return [
    ...(least === undefined ? [] : [`Least: ${describePlace(chart, least)}.`]),
    ...(greatest === undefined ? [] : [`Greatest: ${describePlace(chart, greatest)}.`]),
  ];
}

interface Place {
  readonly series: ChartSeries;
  readonly point: number;
  readonly value: number;
}

function describePlace(chart: DrawnChart, { series, point }: Place): string {
  const value = yTextOf(chart, series, point) ?? '';
  const where = `at ${xTextOf(chart.x, series, point)}`;
  return chart.series.length > 1 ? `${value} ${where} (${series.name})` : `${value} ${where}`;
}
