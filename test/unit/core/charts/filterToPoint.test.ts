import { describe, expect, it } from 'vitest';
import { chartOf } from '../../../../src/core/charts/chartOf';
import type { ChartSpec } from '../../../../src/core/charts/chartSpec';
import { filterToPoint } from '../../../../src/core/charts/filterToPoint';
import { filterRows } from '../../../../src/core/results/filtering/filterRows';
import { parseFilterText } from '../../../../src/core/results/filtering/filterText';
import type { ResultTable } from '../../../../src/core/results/resultTable';
import { viewResult } from '../../../../src/core/results/resultView';
import { tableOf } from '../../../fixtures/tableOf';

const events = tableOf(
  [
    ['Timestamp', 'datetime'],
    ['Account', 'string'],
    ['Size', 'long'],
    ['Score', 'real'],
  ],
  [
    ['"2026-01-31T00:00:00Z"', '"a"', '1', '0.5'],
    ['"2026-01-31T00:59:59.9999999Z"', '"A"', '9', '1'],
    ['"2026-01-31T01:00:00Z"', '"a"', '10', '1.5'],
    ['"2026-01-31T01:30:00Z"', 'null', '11', '2'],
  ],
);

/** The rows that the grid shows after a click on each point, series by series. */
function rowsBehind(table: ResultTable, spec: ChartSpec): number[][] {
  const chart = chartOf(viewResult(table), spec);
  if (chart.type !== 'series') throw new Error('nothing is drawn');
  return chart.series.flatMap((series) =>
    series.xs.map((_, point) => {
      const conditions = filterToPoint(chart, series, point, table.columns).flatMap(({ column, text, sameAsRow }) => {
        const condition =
          sameAsRow === undefined
            ? parseFilterText(text, table.columns[column]?.type ?? 'string')
            : { kind: 'same' as const, row: sameAsRow };
        return condition === undefined ? [] : [{ column, condition }];
      });
      return [...filterRows(table, { text: '', conditions })];
    }),
  );
}

describe('a click on a point', () => {
  it('leaves the rows of its step, to the last tick', () => {
    expect(rowsBehind(events, { kind: 'timechart', aggregation: 'count', bin: '1h', series: [] })).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  it('leaves the rows of its series, exactly, null included', () => {
    expect(rowsBehind(events, { kind: 'timechart', aggregation: 'count', bin: '1d', series: [1] })).toEqual([
      [0, 2],
      [1],
      [3],
    ]);
  });

  it('leaves the row of a value that stands for itself', () => {
    expect(rowsBehind(events, { kind: 'timechart', y: [2], series: [] })).toEqual([[0], [1], [2], [3]]);
    expect(rowsBehind(events, { kind: 'columnchart', x: 1, y: [2], series: [] })).toEqual([[0, 2], [1], [3]]);
  });

  it('leaves the rows of a bar of a histogram', () => {
    expect(rowsBehind(events, { kind: 'columnchart', x: 2, aggregation: 'count', bin: '10', series: [] })).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect(rowsBehind(events, { kind: 'columnchart', x: 3, aggregation: 'count', bin: '1', series: [] })).toEqual([
      [0],
      [1, 2],
      [3],
    ]);
  });

  it('filters by the series alone where a place is an item of an array', () => {
    const series = tableOf(
      [
        ['Account', 'string'],
        ['n', 'dynamic'],
        ['Timestamp', 'dynamic'],
      ],
      [
        ['"a"', '[1,2]', '["2026-01-31T00:00:00Z","2026-01-31T01:00:00Z"]'],
        ['"b"', '[3]', '["2026-01-31T00:00:00Z"]'],
      ],
    );
    expect(rowsBehind(series, { kind: 'timechart' })).toEqual([[0], [0], [1]]);
  });
});
