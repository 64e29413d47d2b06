import { describe, expect, it } from 'vitest';
import { chartOfRender } from '../../../../src/core/charts/renderedChart';
import { undrawnNotes } from '../../../../src/core/charts/undrawnNotes';

const COLUMNS = [{ name: 'Timestamp' }, { name: 'n' }, { name: 'N' }, { name: 'Kind' }];

describe('chartOfRender', () => {
  it('finds the columns that a render names, to the letter', () => {
    expect(
      chartOfRender(
        {
          visualization: 'timechart',
          xColumn: 'Timestamp',
          yColumns: ['N', 'n'],
          series: ['Kind'],
          kind: 'stacked',
          title: 't',
          legend: 'hidden',
          xAxis: 'log',
          yMin: 0,
        },
        COLUMNS,
      ),
    ).toEqual({
      spec: {
        kind: 'timechart',
        x: 0,
        y: [2, 1],
        series: [3],
        stacking: 'stacked',
        title: 't',
        isLegendHidden: true,
        xScale: 'log',
        yMin: 0,
      },
      notes: [],
    });
  });

  it('says which of them the result does not have', () => {
    expect(chartOfRender({ visualization: 'piechart', xColumn: 'kind', yColumns: ['n', 'm'] }, COLUMNS)).toEqual({
      spec: { kind: 'piechart', y: [1] },
      notes: [
        "The result has no column kind, which the query's render names.",
        "The result has no column m, which the query's render names.",
      ],
    });
  });

  it('draws a stackedareachart as an area chart that is stacked', () => {
    expect(chartOfRender({ visualization: 'stackedareachart' }, COLUMNS).spec).toEqual({
      kind: 'areachart',
      stacking: 'stacked',
    });
    expect(chartOfRender({ visualization: 'areachart', kind: 'default' }, COLUMNS).spec).toEqual({ kind: 'areachart' });
  });
});

describe('undrawnNotes', () => {
  it.each(['ladderchart', 'pivotchart', 'treemap', 'timepivot', 'sunburst'])('says that a %s is not drawn', (name) => {
    expect(undrawnNotes({ visualization: name })[0]).toContain(`The query asks for a ${name}, which is not drawn`);
    expect(chartOfRender({ visualization: name }, COLUMNS).spec).toBeUndefined();
  });

  it('says nothing of tables and of what is drawn', () => {
    expect(undrawnNotes(undefined)).toEqual([]);
    expect(undrawnNotes({ visualization: 'table' })).toEqual([]);
    expect(undrawnNotes({ visualization: 'card' })).toEqual([]);
  });
});
