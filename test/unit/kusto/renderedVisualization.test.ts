import { describe, expect, it } from 'vitest';
import { readRender } from '../../../src/kusto/renderedVisualization';

describe('readRender', () => {
  it('reads every property, wherever Kusto allows it to stand', () => {
    const query = `T | render TimeChart with (xcolumn=Timestamp, ycolumns=['my count'], Other, series=Device, Account,
      kind=stacked100, title="Sign-ins ""a""", xtitle='x', ytitle=@'C:\\', ymin=-0.5, ymax=10, xaxis=log, yaxis=linear,
      legend=hidden, accumulate=true, ysplit=panels, anomalycolumns=flag)`.replace('""a""', '\\"a\\"');
    expect(readRender(query)).toEqual({
      visualization: 'timechart',
      xColumn: 'Timestamp',
      yColumns: ['my count', 'Other'],
      series: ['Device', 'Account'],
      kind: 'stacked100',
      title: 'Sign-ins "a"',
      xTitle: 'x',
      yTitle: 'C:\\',
      yMin: -0.5,
      yMax: 10,
      xAxis: 'log',
      yAxis: 'linear',
      legend: 'hidden',
      accumulate: true,
      ySplit: 'panels',
      anomalyColumns: ['flag'],
    });
    expect(readRender("T | render columnchart kind=stacked title='a'")).toEqual({
      visualization: 'columnchart',
      kind: 'stacked',
      title: 'a',
    });
    expect(readRender('T | render barchart by X, Y')).toEqual({ visualization: 'barchart', series: ['X', 'Y'] });
  });

  it('reads the last statement only, also in brackets and before a semicolon or a comment', () => {
    expect(readRender('let f = 1;\n(T | render piechart); // render card')).toEqual({ visualization: 'piechart' });
    expect(readRender('T | render areachart\n// | take 1\n')).toEqual({ visualization: 'areachart' });
  });

  it('is not taken in by texts, comments and names', () => {
    expect(readRender('T | where a == "| render timechart"')).toBeUndefined();
    expect(readRender('T // | render timechart')).toBeUndefined();
    expect(readRender('render')).toBeUndefined();
    expect(readRender('T | where render == 1 | take 1')).toBeUndefined();
    expect(readRender('')).toBeUndefined();
  });

  it('keeps a visualization that Kusto does not know', () => {
    expect(readRender('T | render sunburst')).toEqual({ visualization: 'sunburst' });
  });

  it('leaves out a property with a value that it cannot have', () => {
    expect(readRender('T | render timechart with (ymin=low, xaxis=curved, legend=perhaps, title="t")')).toEqual({
      visualization: 'timechart',
      title: 't',
    });
  });
});
