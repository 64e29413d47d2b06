import { describe, expect, it } from 'vitest';
import type { ChartData, DrawnChart } from '../../../../src/core/charts/chartData';
import { chartOf } from '../../../../src/core/charts/chartOf';
import type { ChartSpec } from '../../../../src/core/charts/chartSpec';
import type { ResultTable } from '../../../../src/core/results/resultTable';
import { filterView, sortView, viewResult } from '../../../../src/core/results/resultView';
import { tableOf } from '../../../fixtures/tableOf';

const LARGE = Number('12345678901234567890.5');
const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 31);

const signIns = tableOf(
  [
    ['Account', 'string'],
    ['Timestamp', 'datetime'],
    ['count_', 'long'],
  ],
  [
    ['"bob"', '"2026-01-31T01:00:00Z"', '7'],
    ['"alice"', '"2026-01-31T00:00:00Z"', '9007199254740993'],
    ['"bob"', '"2026-01-31T00:00:00.1234567Z"', 'null'],
    ['null', 'null', '5'],
  ],
);

function drawn(table: ResultTable, spec: ChartSpec): DrawnChart {
  return seriesOf(chartOf(viewResult(table), spec));
}

function seriesOf(chart: ChartData): DrawnChart {
  if (chart.type !== 'series') throw new Error(`nothing is drawn: ${JSON.stringify(chart)}`);
  return chart;
}

/** The points of each series, by its name. */
function points(chart: DrawnChart): Record<string, (readonly [number, number | null])[]> {
  return Object.fromEntries(
    chart.series.map(({ name, xs, ys }) => [name, xs.map((x, at): [number, number | null] => [x, ys[at] ?? null])]),
  );
}

describe('a chart over time', () => {
  it('has one series for each value of the first text column, in the order of time, with nulls as gaps', () => {
    const chart = drawn(signIns, { kind: 'timechart' });
    expect(chart.spec).toMatchObject({ x: 1, y: [2], series: [0] });
    expect(chart.x).toMatchObject({ name: 'Timestamp', type: 'time', canFilter: true });
    expect(points(chart)).toEqual({
      bob: [
        [START + 123.4567, null],
        [START + HOUR, 7],
      ],
      alice: [[START, 9_007_199_254_740_992]],
    });
    expect(chart.notes).toEqual(['Left out: 1 point without a value on the x axis.']);
  });

  it('gives the exact values where a number does not hold them', () => {
    const [bob, alice] = drawn(signIns, { kind: 'timechart' }).series;
    expect(alice?.yTexts).toEqual(['9007199254740993']);
    expect(alice?.xTexts).toBeUndefined();
    expect(bob?.xTexts).toEqual(['2026-01-31T00:00:00.1234567Z', '']);
    expect(bob?.yTexts).toBeUndefined();
  });

  it('tells for each point a row that it stands for', () => {
    expect(drawn(signIns, { kind: 'timechart' }).series.map(({ rows }) => rows)).toEqual([[2, 0], [1]]);
  });

  it('draws what a filter lets through', () => {
    const view = filterView(viewResult(signIns), { text: 'alice', conditions: [] });
    expect(Object.keys(points(seriesOf(chartOf(view, { kind: 'timechart' }))))).toEqual(['alice']);
  });

  it('takes the arrays of make-series apart, digits and gaps kept', () => {
    const series = tableOf(
      [
        ['Device', 'string'],
        ['count_', 'dynamic'],
        ['Timestamp', 'dynamic'],
      ],
      [
        [
          '"ws1"',
          '[9007199254740993,null,3.5]',
          '["2026-01-31T00:00:00.0000000Z","2026-01-31T01:00:00.0000000Z","2026-01-31T02:00:00.0000000Z"]',
        ],
        ['"ws2"', '[1]', '["2026-01-31T00:00:00.0000000Z"]'],
      ],
    );
    const chart = drawn(series, { kind: 'timechart' });
    expect(points(chart)).toEqual({
      ws1: [
        [START, 9_007_199_254_740_992],
        [START + HOUR, null],
        [START + 2 * HOUR, 3.5],
      ],
      ws2: [[START, 1]],
    });
    expect(chart.series[0]?.yTexts).toEqual(['9007199254740993', '', '']);
    expect(chart.x.canFilter).toBe(false);
  });

  it('marks the anomalies that a column of flags names', () => {
    const table = tableOf(
      [
        ['Timestamp', 'dynamic'],
        ['count_', 'dynamic'],
        ['flags', 'dynamic'],
      ],
      [['["2026-01-31T00:00:00Z","2026-01-31T01:00:00Z","2026-01-31T02:00:00Z"]', '[1,90,2]', '[0,1,-1]']],
    );
    const chart = drawn(table, { kind: 'anomalychart', y: [1], anomalies: [2] });
    expect(chart.series.map(({ anomalies }) => anomalies)).toEqual([[1, 2]]);
  });

  it('adds each value to those before it where the query accumulates', () => {
    const table = tableOf(
      [
        ['Timestamp', 'datetime'],
        ['n', 'long'],
      ],
      [
        ['"2026-01-31T01:00:00Z"', '2'],
        ['"2026-01-31T00:00:00Z"', '9007199254740993'],
      ],
    );
    const [series] = drawn(table, { kind: 'timechart', accumulate: true }).series;
    expect(series?.yTexts).toEqual(['9007199254740993', '9007199254740995']);
  });

  it('has an axis of timespans where values are timespans', () => {
    const table = tableOf(
      [
        ['Timestamp', 'datetime'],
        ['Duration', 'timespan'],
      ],
      [['"2026-01-31T00:00:00Z"', '"00:00:01.5000000"']],
    );
    const chart = drawn(table, { kind: 'timechart' });
    expect(chart.yTypes).toEqual(['timespan']);
    expect(chart.series[0]?.ys).toEqual([1500]);
  });
});

describe('a chart of steps', () => {
  const events = tableOf(
    [
      ['Timestamp', 'datetime'],
      ['Size', 'decimal'],
      ['Account', 'string'],
    ],
    [
      ['"2026-01-31T00:10:00Z"', '0.1', '"a"'],
      ['"2026-01-31T00:20:00Z"', '0.2', '"b"'],
      ['"2026-01-31T01:59:59.9999999Z"', '12345678901234567890.5', '"a"'],
      ['"2026-01-31T01:00:00Z"', 'null', '"a"'],
    ],
  );
  const steps = (aggregation: ChartSpec['aggregation']) =>
    drawn(events, { kind: 'timechart', bin: '1h', y: [1], series: [], ...(aggregation ? { aggregation } : {}) });

  it('counts rows, whatever their values', () => {
    expect(points(steps('count'))).toEqual({
      count_: [
        [START, 2],
        [START + HOUR, 2],
      ],
    });
  });

  it('sums decimals digit by digit', () => {
    const [series] = steps('sum').series;
    expect(series?.name).toBe('sum_Size');
    expect(series?.ys).toEqual([0.3, LARGE]);
    expect(series?.yTexts?.[1]).toBe('12345678901234567890.5');
  });

  it.each([
    ['avg', [0.15000000000000002, LARGE]],
    ['min', [0.1, LARGE]],
    ['max', [0.2, LARGE]],
    ['dcount', [2, 1]],
  ] as const)('takes the %s of a step', (aggregation, expected) => {
    expect(steps(aggregation).series[0]?.ys).toEqual(expected);
  });

  it('chooses a step that fits where none is given', () => {
    expect(drawn(events, { kind: 'timechart', aggregation: 'count', series: [] }).x.step).toBe(5 * 60_000);
  });

  it('begins steps where the bin function of Kusto does', () => {
    const chart = drawn(events, { kind: 'timechart', aggregation: 'count', bin: '7d', series: [] });
    expect(new Date(chart.series[0]?.xs[0] ?? 0).toISOString()).toBe('2026-01-26T00:00:00.000Z');
  });

  it('makes a histogram of numbers, one bar for each step in order', () => {
    const sizes = tableOf([['Size', 'long']], [['25'], ['3'], ['21'], ['-1']]);
    const chart = drawn(sizes, { kind: 'columnchart', x: 0, aggregation: 'count', bin: '10' });
    expect(chart.x.labels).toEqual(['-10', '0', '20']);
    expect(chart.series[0]?.ys).toEqual([1, 1, 2]);
  });

  it('refuses a step that is none', () => {
    expect(chartOf(viewResult(events), { kind: 'timechart', aggregation: 'count', bin: '5 apples' })).toMatchObject({
      type: 'none',
      message: '"5 apples" is no size of a step.',
    });
  });
});

describe('a chart of bars or slices', () => {
  const files = tableOf(
    [
      ['File', 'string'],
      ['Devices', 'long'],
      ['Bad', 'bool'],
    ],
    [
      ['"z.exe"', '3', 'true'],
      ['"a.exe"', '5', 'false'],
      ['null', '1', 'true'],
      ['""', '2', 'null'],
      ['"z.exe"', '4', 'true'],
    ],
  );

  it('keeps the order of the rows, and tells null from an empty text', () => {
    const chart = drawn(files, { kind: 'columnchart', series: [] });
    expect(chart.x.labels).toEqual(['z.exe', 'a.exe', '(null)', '(empty)']);
    expect(chart.series.map(({ ys }) => ys)).toEqual([[7, 5, 1, 2]]);
    expect(chart.notes).toContain('Several rows share a bar or slice: their values are added up.');
  });

  it('follows the sort of the grid', () => {
    const view = sortView(viewResult(files), [{ column: 0, direction: 'ascending' }]);
    expect(seriesOf(chartOf(view, { kind: 'columnchart', series: [] })).x.labels).toEqual([
      '(null)',
      '(empty)',
      'a.exe',
      'z.exe',
    ]);
  });

  it('leaves out small slices of many and says what they add up to', () => {
    const many = tableOf(
      [
        ['File', 'string'],
        ['Devices', 'long'],
      ],
      Array.from({ length: 30 }, (_, at) => [`"f${at}"`, String(at + 1)]),
    );
    const chart = drawn(many, { kind: 'piechart' });
    expect(chart.x.labels).toHaveLength(24);
    expect(chart.x.labels[0]).toBe('f6');
    expect(chart.notes).toEqual(['Only the 24 largest of 30 slices are drawn; the others add up to 21.']);
  });

  it('ends where nobody can tell bars apart', () => {
    const many = tableOf(
      [
        ['File', 'string'],
        ['Devices', 'long'],
      ],
      Array.from({ length: 300 }, (_, at) => [`"f${at}"`, '1']),
    );
    const chart = drawn(many, { kind: 'barchart' });
    expect(chart.x.labels).toHaveLength(200);
    expect(chart.notes[0]).toContain('Only the first 200 of 300 values');
  });

  it('shows the first row as a card', () => {
    expect(chartOf(viewResult(files), { kind: 'card' })).toMatchObject({
      type: 'card',
      entries: [
        { name: 'File', text: 'z.exe' },
        { name: 'Devices', text: '3' },
        { name: 'Bad', text: 'true' },
      ],
      notes: ['A card shows the first row only.'],
    });
  });
});

describe('what a chart cannot show', () => {
  it('is said, with the next step', () => {
    const names = tableOf([['Name', 'string']], [['"a"']]);
    expect(chartOf(viewResult(names), { kind: 'timechart' })).toMatchObject({
      type: 'none',
      message: 'A time chart needs a column of times or numbers for its x axis.',
    });
    expect(chartOf(viewResult(names), { kind: 'anomalychart' })).toMatchObject({
      message: 'An anomaly chart needs a column of times or numbers for its x axis.',
    });
    expect(chartOf(viewResult(names), { kind: 'columnchart' })).toMatchObject({
      type: 'none',
      message: 'No column holds numbers that could be drawn.',
    });
  });

  it('tells rows that a filter keeps back from rows that did not come', () => {
    const filtered = filterView(viewResult(tableOf([['n', 'long']], [['1']])), { text: 'other', conditions: [] });
    expect(chartOf(filtered, { kind: 'columnchart' })).toMatchObject({
      type: 'none',
      message: 'There are no rows to draw.',
      hint: 'Clear the filters, or run another query.',
    });
    expect(chartOf(viewResult(tableOf([['n', 'long']], [])), { kind: 'columnchart' })).toMatchObject({
      type: 'none',
      message: 'The query returned no rows.',
      hint: 'Choose a longer timespan, or run another query.',
    });
  });

  it('marks invisible characters and cuts long texts', () => {
    const hostile = tableOf(
      [
        ['Name\u202E', 'string'],
        ['n', 'long'],
      ],
      [
        ['"a\\u202Eb"', '1'],
        [JSON.stringify('x'.repeat(5000)), '2'],
      ],
    );
    const chart = drawn(hostile, { kind: 'columnchart' });
    expect(chart.x.name).toBe('Name‹U+202E›');
    expect(chart.x.labels[0]).toBe('a‹U+202E›b');
    expect(chart.x.labels[1]).toHaveLength(201);
  });

  it('keeps apart values that are names of what every object has', () => {
    const names = ['__proto__', 'constructor', 'toString', '__proto__'];
    const table = tableOf(
      [
        ['Name', 'string'],
        ['n', 'long'],
        ['Kind', 'string'],
      ],
      names.map((name) => [`"${name}"`, '1', `"${name}"`]),
    );
    const chart = drawn(table, { kind: 'columnchart', series: [2] });
    expect(chart.x.labels).toEqual(['__proto__', 'constructor', 'toString']);
    expect(chart.series.map(({ name }) => name)).toEqual(['__proto__', 'constructor', 'toString']);
  });
});

describe('a chart of many points', () => {
  const many = tableOf(
    [
      ['Timestamp', 'datetime'],
      ['n', 'long'],
    ],
    Array.from({ length: 50_000 }, (_, at) => [
      `"${new Date(START + at * 1000).toISOString()}"`,
      at === 31_337 ? '1000000' : String(at % 7),
    ]),
  );

  it('draws a few thousand of them without losing a peak, and says so', () => {
    const chart = drawn(many, { kind: 'timechart' });
    const [series] = chart.series;
    expect(series?.xs.length).toBeLessThanOrEqual(10_000);
    expect(Math.max(...(series?.ys ?? []).map((y) => y ?? 0))).toBe(1_000_000);
    expect(series?.xs).toEqual(series?.xs.toSorted((a, b) => a - b));
    expect(chart.notes[0]).toMatch(/^[\d,]+ of 50,000 points are drawn: the first, least, greatest and last/);
  });

  it('draws a cloud with at most as many dots', () => {
    const chart = drawn(many, { kind: 'scatterchart' });
    expect(chart.series[0]?.xs.length).toBeLessThanOrEqual(10_000);
    expect(Math.max(...(chart.series[0]?.ys ?? []).map((y) => y ?? 0))).toBe(1_000_000);
  });

  it('keeps the same places of all series that stand on one another', () => {
    const stacked = tableOf(
      [
        ['Timestamp', 'datetime'],
        ['n', 'long'],
        ['Kind', 'string'],
      ],
      Array.from({ length: 30_000 }, (_, at) => [
        `"${new Date(START + Math.floor(at / 2) * 1000).toISOString()}"`,
        at === 9000 ? '999' : '1',
        at % 2 === 0 ? '"a"' : '"b"',
      ]),
    );
    const [a, b] = drawn(stacked, { kind: 'areachart', stacking: 'stacked' }).series;
    expect(a?.xs).toEqual(b?.xs);
    expect(a?.xs.length).toBeLessThanOrEqual(5000);
    expect(a?.ys).toContain(999);
  });

  it('draws the largest of many series', () => {
    const wide = tableOf(
      [
        ['Timestamp', 'datetime'],
        ['Device', 'string'],
        ['n', 'long'],
      ],
      Array.from({ length: 60 }, (_, at) => ['"2026-01-31T00:00:00Z"', `"d${at}"`, String(at)]),
    );
    const chart = drawn(wide, { kind: 'timechart' });
    expect(chart.series).toHaveLength(40);
    expect(chart.series[0]?.name).toBe('d20');
    expect(chart.notes).toEqual(['Only the 40 largest of 60 series are drawn.']);
  });
});
