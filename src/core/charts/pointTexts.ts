import type { ScalarType } from '../results/scalarType';
import type { ChartSeries, DrawnChart, XAxisType } from './chartData';
import { textOfNumber } from './pointValues';

const TYPES: Readonly<Record<Exclude<XAxisType, 'category'>, ScalarType>> = {
  time: 'datetime',
  timespan: 'timespan',
  number: 'real',
};

/** Where a point stands on the x axis, exactly. */
export function xTextOf({ type, labels }: DrawnChart['x'], { xs, xTexts }: ChartSeries, point: number): string {
  const place = xs[point] ?? 0;
  if (type === 'category') return labels[place] ?? '';
  return orNumber(xTexts?.[point], TYPES[type], place);
}

/** A point's value, exactly; undefined for a gap. */
export function yTextOf({ yTypes }: DrawnChart, { y, ys, yTexts }: ChartSeries, point: number): string | undefined {
  const value = ys[point] ?? undefined;
  return value === undefined
    ? undefined
    : orNumber(yTexts?.[point], yTypes[y] === 'timespan' ? 'timespan' : 'real', value);
}

function orNumber(text: string | undefined, type: ScalarType, number: number): string {
  return text === undefined || text === '' ? textOfNumber(type, number) : text;
}
