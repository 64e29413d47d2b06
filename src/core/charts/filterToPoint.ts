import type { ColumnFilterText } from '../protocol/gridMessages';
import type { ScalarType } from '../results/scalarType';
import type { ChartSeries, DrawnChart } from './chartData';
import { numberOf, textBefore, textOfNumber } from './pointValues';
import { xTextOf } from './pointTexts';

/**
 * The conditions over columns that leave the rows behind one point: its place on the x axis, and the values that tell
 * its series from others. Empty where none leads there, as to an item of an array.
 */
export function filterToPoint(
  { spec, x }: DrawnChart,
  series: ChartSeries,
  point: number,
  columns: readonly { readonly type: ScalarType }[],
): readonly ColumnFilterText[] {
  const row = series.rows[point];
  const place = series.xs[point];
  if (row === undefined || place === undefined) return [];
  const same = (column: number, label: string): ColumnFilterText => ({ column, text: `= ${label}`, sameAsRow: row });
  const names = (spec.series ?? []).map((column, at) => same(column, series.labels[at] ?? ''));
  if (!x.canFilter || spec.x === undefined) return names;
  if (x.step === undefined) return [same(spec.x, xTextOf(x, series, point)), ...names];
  const type = columns[spec.x]?.type ?? 'string';
  const start = x.type === 'category' ? numberOf(type, x.labels[place] ?? '') : place;
  return start === undefined ? names : [{ column: spec.x, text: stepText(type, start, x.step) }, ...names];
}

/** A step as it is typed over a column; both ends belong to it. */
function stepText(type: ScalarType, start: number, step: number): string {
  const end = start + step;
  if (type === 'datetime' || type === 'timespan') return `${textOfNumber(type, start)}..${textBefore(type, end)}`;
  const last = type === 'int' || type === 'long' ? Math.ceil(end) - 1 : end - Math.abs(end) * Number.EPSILON;
  return `${start}..${last}`;
}
