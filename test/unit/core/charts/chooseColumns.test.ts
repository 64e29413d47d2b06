import { describe, expect, it } from 'vitest';
import type { ChartSpec } from '../../../../src/core/charts/chartSpec';
import { chooseColumns } from '../../../../src/core/charts/chooseColumns';
import type { ScalarType } from '../../../../src/core/results/scalarType';

function choose(types: readonly ScalarType[], spec: ChartSpec) {
  const chosen = chooseColumns(
    types.map((type) => ({ type, isArray: false })),
    spec,
  );
  if (!chosen.ok) return chosen.error.code;
  const { x, y, series } = chosen.value;
  return { x, y, series };
}

describe('the columns of a chart that names none', () => {
  it.each<[ChartSpec['kind'], ScalarType[], unknown]>([
    ['timechart', ['string', 'datetime', 'long'], { x: 1, y: [2], series: [0] }],
    ['timechart', ['long', 'real', 'datetime', 'timespan'], { x: 2, y: [0, 1], series: [] }],
    ['timechart', ['datetime', 'timespan'], { x: 0, y: [1], series: [] }],
    ['timechart', ['string', 'string'], 'NoXColumn'],
    ['timechart', ['datetime', 'string'], 'NoYColumn'],
    ['linechart', ['long', 'real', 'string'], { x: 0, y: [1], series: [2] }],
    ['linechart', ['string', 'long'], { x: 0, y: [1], series: [] }],
    ['linechart', ['string', 'long', 'long'], { x: 0, y: [1, 2], series: [] }],
    ['areachart', ['string', 'datetime', 'long'], { x: 1, y: [2], series: [0] }],
    ['scatterchart', ['string', 'real', 'real'], { x: 1, y: [2], series: [0] }],
    ['columnchart', ['string', 'long', 'decimal'], { x: 0, y: [1, 2], series: [] }],
    ['columnchart', ['int', 'string', 'long'], { x: 0, y: [2], series: [1] }],
    ['columnchart', ['long', 'string'], { x: 1, y: [0], series: [] }],
    ['columnchart', ['string', 'bool'], { x: 0, y: [1], series: [] }],
    ['barchart', ['datetime', 'guid', 'long'], { x: 0, y: [2], series: [1] }],
    ['piechart', ['string', 'long', 'long', 'string'], { x: 0, y: [1], series: [] }],
  ])('%s over %j', (kind, types, expected) => {
    expect(choose(types, { kind })).toEqual(expected);
  });

  it('leaves alone what is named', () => {
    expect(choose(['datetime', 'long', 'string', 'string'], { kind: 'timechart', series: [3] })).toEqual({
      x: 0,
      y: [1],
      series: [3],
    });
    expect(choose(['datetime', 'long', 'string'], { kind: 'timechart', x: 1, y: [1] })).toMatchObject({ x: 1, y: [1] });
    expect(choose(['datetime', 'long', 'string'], { kind: 'timechart', series: [] })).toMatchObject({ series: [] });
  });

  it('does not draw the column of anomalies as a series', () => {
    expect(choose(['datetime', 'long', 'long'], { kind: 'anomalychart', anomalies: [2] })).toMatchObject({ y: [1] });
  });

  it('counts rows without a y column', () => {
    expect(choose(['datetime', 'long'], { kind: 'timechart', aggregation: 'count' })).toMatchObject({ y: [] });
  });

  it('ignores columns that are not there', () => {
    expect(choose(['datetime', 'long'], { kind: 'timechart', x: 9, y: [1, 7] })).toEqual({ x: 0, y: [1], series: [] });
  });
});
