import type { DrawnChart } from '../../core/charts/chartData';
import { xTextOf, yTextOf } from '../../core/charts/pointTexts';
import { countOf } from '../../core/formatCount';
import { createElement } from '../createElement';
import type { DrawingPlace } from './drawing';
import { seriesAt, type PointedPoint } from './pointedPoints';

/** A small box beside the pointer with the exact values of some points: text, never markup. */
export interface ChartTip {
  readonly element: HTMLElement;
  show(chart: DrawnChart, points: readonly PointedPoint[], place: DrawingPlace): void;
  hide(): void;
}

const MOST_LINES = 16;
const DISTANCE = 14;

export function createChartTip(): ChartTip {
  // What is read out is the description and the table of values.
  const element = createElement('div', { className: 'chart-tip', attributes: { 'aria-hidden': 'true' } });
  element.hidden = true;
  return {
    element,
    show: (chart, points, place) => {
      element.replaceChildren(...linesFor(chart, points));
      element.hidden = false;
      placeBeside(element, place);
    },
    hide: () => {
      element.hidden = true;
    },
  };
}

function linesFor(chart: DrawnChart, points: readonly PointedPoint[]): readonly HTMLElement[] {
  const [first] = points;
  if (first === undefined) return [];
  const sorted = points.toSorted((a, b) => valueAt(chart, b) - valueAt(chart, a));
  const lines = sorted.slice(0, MOST_LINES).map((pointed) => {
    const series = seriesAt(chart, pointed);
    const isAnomaly = series.anomalies?.includes(pointed.point) === true;
    return createElement(
      'div',
      { className: 'chart-tip-line' },
      createElement('span', { className: 'chart-tip-name', text: series.name }),
      createElement('span', {
        text: `${yTextOf(chart, series, pointed.point) ?? 'null'}${isAnomaly ? ' (anomaly)' : ''}`,
      }),
    );
  });
  const more = points.length - lines.length;
  return [
    createElement('div', { className: 'chart-tip-title', text: xTextOf(chart.x, seriesAt(chart, first), first.point) }),
    ...lines,
    ...(more > 0 ? [createElement('div', { text: `and ${countOf(more, 'other')}` })] : []),
  ];
}

function valueAt(chart: DrawnChart, pointed: PointedPoint): number {
  return seriesAt(chart, pointed).ys[pointed.point] ?? -Infinity;
}

/** To the right and below of the pointer, or where there is room. */
function placeBeside(element: HTMLElement, { x, y }: DrawingPlace): void {
  const { clientWidth: width = 0, clientHeight: height = 0 } = element.parentElement ?? {};
  const isRight = x + DISTANCE + element.offsetWidth <= width;
  const left = isRight ? x + DISTANCE : Math.max(0, x - DISTANCE - element.offsetWidth);
  const top = Math.max(0, Math.min(y + DISTANCE, height - element.offsetHeight));
  element.style.left = `${left}px`;
  element.style.top = `${top}px`;
}
