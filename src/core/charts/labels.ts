import type { Column } from '../results/resultTable';
import { nameOfText } from '../nameOfText';
import { cutText, displayValue } from '../results/display/displayCell';
import type { ScalarType } from '../results/scalarType';
import { showInvisibles } from '../visibleText';
import type { ChosenColumns } from './chooseColumns';
import type { Aggregation } from './chartSpec';
import type { RawSeries } from './gatherPoints';

/** Of a value or a name, a drawing shows this much. */
const LABEL_CHARACTERS = 200;

/** A value as a drawing shows it: invisible characters marked, long ones cut; undefined is null. */
export function labelOf(text: string | undefined, type: ScalarType = 'string'): string {
  if (text === undefined) return '(null)';
  const shown = nameOfText(displayValue(type, text));
  return showInvisibles(shown.length > LABEL_CHARACTERS ? `${cutText(shown, LABEL_CHARACTERS)}…` : shown);
}

/** What the y axis or a series of a column is called once its values are put together. */
export function measureName(column: Column | undefined, aggregation: Aggregation | undefined): string {
  if (column === undefined || aggregation === 'count') return 'count_';
  const name = labelOf(column.name);
  return aggregation === undefined ? name : `${aggregation}_${name}`;
}

/** The values that tell a series from others. */
export function seriesLabels(
  { names }: Pick<RawSeries, 'names'>,
  columns: readonly Column[],
  chosen: ChosenColumns,
): readonly string[] {
  return names.map((name, at) => labelOf(name, columns[chosen.series[at] ?? -1]?.type));
}

/**
 * The name of a series: the values that tell them apart, with the column where there are several y columns, or the
 * column alone.
 */
export function seriesName(
  series: Pick<RawSeries, 'names' | 'yIndex'>,
  columns: readonly Column[],
  chosen: ChosenColumns,
  aggregation: Aggregation | undefined,
): string {
  const measure = measureName(columns[chosen.y[series.yIndex] ?? -1], aggregation);
  if (series.names.length === 0) return measure;
  const values = seriesLabels(series, columns, chosen).join(', ');
  return chosen.y.length > 1 ? `${values}: ${measure}` : values;
}
