import { describe, expect, it } from 'vitest';
import {
  guessCharacters,
  readWindow,
  selectAllFromView,
  selectFromView,
  sortView,
  viewResult,
} from '../../../../src/core/results/resultView';
import { tableOf } from '../../../fixtures/tableOf';

const table = tableOf(
  [
    ['Name', 'string'],
    ['Size', 'long'],
  ],
  [
    ['"b"', '10'],
    ['"a"', '9'],
    ['"c"', 'null'],
    ['"a"', '100'],
  ],
);
const whole = { firstRow: 0, rowCount: 10, columns: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] };

describe('a view of a result', () => {
  it('shows the rows as they came', () => {
    expect(readWindow(viewResult(table), whole)).toEqual([
      ['b', '10'],
      ['a', '9'],
      ['c', null],
      ['a', '100'],
    ]);
  });

  it('reads only the window asked for, clipped to the table', () => {
    const view = viewResult(table);
    expect(readWindow(view, { firstRow: 1, rowCount: 2, columns: [1] })).toEqual([['9'], [null]]);
    expect(readWindow(view, { firstRow: 3, rowCount: 99, columns: [0] })).toEqual([['a']]);
    expect(readWindow(view, { firstRow: 4, rowCount: 1, columns: [0] })).toEqual([]);
  });

  it('reads the columns that are asked for, in their order, and leaves out those that do not exist', () => {
    const window = { firstRow: 0, rowCount: 2, columns: [1, 0, 9] };
    expect(readWindow(viewResult(table), window)).toEqual([
      ['10', 'b'],
      ['9', 'a'],
    ]);
  });

  it('sorts by type: numbers by value, nulls first', () => {
    const view = sortView(viewResult(table), [{ column: 1, direction: 'ascending' }]);
    expect(readWindow(view, whole).map(([, size]) => size)).toEqual([null, '9', '10', '100']);
  });

  it('sorts by several columns, the first deciding first', () => {
    const view = sortView(viewResult(table), [
      { column: 0, direction: 'ascending' },
      { column: 1, direction: 'descending' },
    ]);
    expect(readWindow(view, whole)).toEqual([
      ['a', '100'],
      ['a', '9'],
      ['b', '10'],
      ['c', null],
    ]);
  });

  it('goes back to the order received, and ignores columns that do not exist', () => {
    const sorted = sortView(viewResult(table), [{ column: 1, direction: 'descending' }]);
    expect(sortView(sorted, [])).toEqual(viewResult(table));
    expect(sortView(sorted, [{ column: 7, direction: 'ascending' }])).toEqual(viewResult(table));
  });

  it("gives a selection as the table's rows, in the order shown", () => {
    const view = sortView(viewResult(table), [{ column: 1, direction: 'descending' }]);
    const selected = selectFromView(view, { rows: [{ first: 0, count: 2 }], columns: [1, 9] });
    expect([...Array.from(selected.rows ?? [])]).toEqual([3, 0]);
    expect(selected.columns).toEqual([1]);
    expect(selectFromView(view, { rows: [{ first: 9, count: 5 }], columns: [0] }).rows).toHaveLength(0);
  });

  it('gives all rows in the order shown', () => {
    const view = sortView(viewResult(table), [{ column: 1, direction: 'descending' }]);
    expect([...Array.from(selectAllFromView(view).rows ?? [])]).toEqual([3, 0, 1, 2]);
    expect(selectAllFromView(viewResult(table)).rows).toBeUndefined();
  });
});

describe('the first width of a column', () => {
  it('fits its header and its first values, up to a limit', () => {
    const sample = tableOf(
      [
        ['LongHeader', 'string'],
        ['When', 'datetime'],
        ['Text', 'string'],
      ],
      [['"a"', '"2026-01-01T00:00:00Z"', JSON.stringify('x'.repeat(500))]],
    );
    expect([0, 1, 2].map((column) => guessCharacters(sample, column))).toEqual([10, 28, 60]);
  });
});
