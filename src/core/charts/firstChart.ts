import type { ScalarType } from '../results/scalarType';
import { isNumeric } from '../results/scalarType';
import type { ChartSpec } from './chartSpec';

/** A result with more columns than this holds events, not what was summarized of them. */
const MOST_SUMMARY_COLUMNS = 4;

/** The chart that a builder begins with where the query asks for none. */
export function firstChart(columns: readonly { readonly type: ScalarType }[]): ChartSpec {
  const isOverTime = columns.some(({ type }) => type === 'datetime');
  const isSummary = columns.length <= MOST_SUMMARY_COLUMNS && columns.some(({ type }) => isNumeric(type));
  const kind = isOverTime ? 'timechart' : 'columnchart';
  return isSummary && columns.length > 1 ? { kind } : { kind, aggregation: 'count', series: [] };
}
