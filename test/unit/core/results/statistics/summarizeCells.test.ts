import { describe, expect, it } from 'vitest';
import { sortView, viewResult, type ViewSelection } from '../../../../../src/core/results/resultView';
import { summarizeCells } from '../../../../../src/core/results/statistics/summarizeCells';
import type { ScalarType } from '../../../../../src/core/results/scalarType';
import { tableOf } from '../../../../fixtures/tableOf';

const columnOf = (type: ScalarType, values: readonly string[]) =>
  viewResult(
    tableOf(
      [['Value', type]],
      values.map((value) => [value]),
    ),
  );
const whole = (columns: readonly number[]): ViewSelection => ({ rows: [{ first: 0, count: 1000 }], columns });
const summaryOf = (type: ScalarType, values: readonly string[]) => summarizeCells(columnOf(type, values), [whole([0])]);

describe('a summary of selected cells', () => {
  it('counts cells, nulls and distinct values', () => {
    expect(summaryOf('string', ['"a"', '"b"', 'null', '"a"', '""'])).toEqual({
      cellCount: 5,
      nullCount: 1,
      distinctCount: 3,
    });
  });

  it('sums longs past 64 bits exactly', () => {
    expect(summaryOf('long', ['9223372036854775807', '9223372036854775807', '-1', 'null'])).toEqual({
      cellCount: 4,
      nullCount: 1,
      distinctCount: 2,
      sum: '18446744073709551613',
      average: '6148914691236517204.333333',
      least: '-1',
      greatest: '9223372036854775807',
    });
  });

  it('sums negative longs exactly', () => {
    const summary = summaryOf('long', ['-9223372036854775808', '-9223372036854775808', '4294967296']);
    expect(summary).toMatchObject({ sum: '-18446744069414584320', least: '-9223372036854775808' });
  });

  it('sums decimals digit by digit', () => {
    const summary = summaryOf('decimal', ['"0.1"', '"0.2"', '"1e3"', '"-12345678901234567890.123456789"']);
    expect(summary).toMatchObject({
      sum: '-12345678901234566889.823456789',
      least: '-12345678901234567890.123456789',
      greatest: '1e3',
    });
  });

  it('rounds an average of decimals half away from zero and drops zeros at its end', () => {
    expect(summaryOf('decimal', ['"1"', '"2"', '"2"']).average).toBe('1.666667');
    expect(summaryOf('decimal', ['"-1"', '"-2"', '"-2"']).average).toBe('-1.666667');
    expect(summaryOf('int', ['1', '2']).average).toBe('1.5');
    expect(summaryOf('int', ['100', '100']).average).toBe('100');
  });

  it('sums reals, with their special values', () => {
    expect(summaryOf('real', ['1.5', '2.25'])).toMatchObject({ sum: '3.75', average: '1.875' });
    expect(summaryOf('real', ['1.5', '"NaN"'])).toMatchObject({ sum: 'NaN' });
    expect(summaryOf('real', ['1.5', '"Infinity"'])).toMatchObject({ sum: 'Infinity', greatest: 'Infinity' });
  });

  it('sums timespans and tells their bounds to the tick', () => {
    expect(summaryOf('timespan', ['"00:00:00.0000001"', '"-1.00:00:00"', '"00:00:00.0000002"'])).toEqual({
      cellCount: 3,
      nullCount: 0,
      distinctCount: 3,
      sum: '-23:59:59.9999997',
      average: '-07:59:59.9999999',
      least: '-1.00:00:00',
      greatest: '00:00:00.0000002',
    });
  });

  it('tells the bounds of datetimes, which have no sum', () => {
    const summary = summaryOf('datetime', ['"2026-01-31T23:59:59Z"', '"2026-01-31T23:59:59.0000001Z"']);
    expect(summary).toEqual({
      cellCount: 2,
      nullCount: 0,
      distinctCount: 2,
      least: '2026-01-31T23:59:59.0000000Z',
      greatest: '2026-01-31T23:59:59.0000001Z',
    });
  });

  it('tells no sum where a value is no number, and none of nothing but nulls', () => {
    expect(summaryOf('long', ['1', '"many"'])).not.toHaveProperty('sum');
    expect(summaryOf('long', ['null', 'null'])).toEqual({ cellCount: 2, nullCount: 2, distinctCount: 0 });
    expect(summaryOf('decimal', ['"1e999999999"'])).not.toHaveProperty('sum');
  });

  it('sums columns of numbers together, and tells only counts of columns of other kinds', () => {
    const view = viewResult(
      tableOf(
        [
          ['A', 'long'],
          ['B', 'decimal'],
          ['C', 'string'],
        ],
        [
          ['1', '"0.5"', '"1"'],
          ['2', '"10"', '"x"'],
        ],
      ),
    );
    expect(summarizeCells(view, [whole([0, 1])])).toEqual({
      cellCount: 4,
      nullCount: 0,
      distinctCount: 4,
      sum: '13.5',
      average: '3.375',
      least: '0.5',
      greatest: '10',
    });
    expect(summarizeCells(view, [whole([0, 2])])).toEqual({ cellCount: 4, nullCount: 0, distinctCount: 3 });
  });

  it('reads the rows shown at the places selected, clipped to the view', () => {
    const view = sortView(columnOf('long', ['3', '1', '2']), [{ column: 0, direction: 'ascending' }]);
    const areas = [{ rows: [{ first: 0, count: 1 }, { first: 2, count: 9 }], columns: [0] }]; // prettier-ignore
    expect(summarizeCells(view, areas)).toMatchObject({ cellCount: 2, sum: '4' });
    expect(summarizeCells(view, [{ rows: [{ first: 0, count: 1 }], columns: [7] }])).toMatchObject({ cellCount: 0 });
  });
});
