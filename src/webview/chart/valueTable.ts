import type { DrawnChart } from '../../core/charts/chartData';
import { kindName } from '../../core/charts/kindName';
import { xTextOf, yTextOf } from '../../core/charts/pointTexts';
import { countOf, formatCount } from '../../core/formatCount';
import { showInvisibles } from '../../core/visibleText';
import { createButton, createElement } from '../createElement';
import type { PointedPoint } from './pointedPoints';

/** A table of more rows than this is no help beside the grid. */
const MOST_ROWS = 300;

/** The points of a chart as an ordinary table; the button of a row does what a click on its point does. */
export function createValueTable(chart: DrawnChart, onChoose: (point: PointedPoint) => void): HTMLElement {
  const { x, series, spec } = chart;
  const points = pointsByPlace(chart);
  const shown = points.slice(0, MOST_ROWS);
  const hasSeries = series.length > 1;
  const count =
    points.length > MOST_ROWS
      ? `the first ${formatCount(MOST_ROWS)} of ${countOf(points.length, 'point')}`
      : countOf(points.length, 'point');
  const headers = [x.name, ...(hasSeries ? ['Series'] : []), hasSeries ? 'Value' : (series[0]?.name ?? 'Value')];
  const rows = shown.map((pointed) => {
    const own = series[pointed.series];
    if (own === undefined) return createElement('tr');
    const value = yTextOf(chart, own, pointed.point);
    const isAnomaly = own.anomalies?.includes(pointed.point) === true;
    const button = createButton(xTextOf(x, own, pointed.point), () => onChoose(pointed), 'chart-value');
    button.title = 'Show the rows behind it only';
    return createElement(
      'tr',
      {},
      createElement('th', { attributes: { scope: 'row' } }, button),
      ...(hasSeries ? [createElement('td', { text: own.name })] : []),
      createElement('td', { className: 'is-number', text: `${value ?? 'null'}${isAnomaly ? ' (anomaly)' : ''}` }),
    );
  });
  return createElement(
    'table',
    { className: 'chart-values' },
    createElement('caption', { text: `${showInvisibles(spec.title ?? kindName(spec.kind))}: ${count}` }),
    createElement(
      'thead',
      {},
      createElement(
        'tr',
        {},
        ...headers.map((text, at) =>
          createElement('th', {
            ...(at === headers.length - 1 && { className: 'is-number' }),
            text,
            attributes: { scope: 'col' },
          }),
        ),
      ),
    ),
    createElement('tbody', {}, ...rows),
  );
}

/** In the order of the x axis, the series of a place in their own order. */
function pointsByPlace({ series, spec }: DrawnChart): readonly PointedPoint[] {
  const points = series.flatMap(({ xs }, at) => xs.map((x, point) => ({ series: at, point, x })));
  return spec.kind === 'scatterchart' ? points : points.sort((a, b) => a.x - b.x || a.series - b.series);
}
