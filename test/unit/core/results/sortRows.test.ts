import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortRows } from '../../../../src/core/results/sortRows';
import { tableOf } from '../../../fixtures/tableOf';

describe('sorting rows', () => {
  const table = tableOf(
    [
      ['Name', 'string'],
      ['Count', 'long'],
    ],
    [
      ['"b"', '2'],
      ['"a"', 'null'],
      ['"b"', '10'],
      ['"a"', '3'],
    ],
  );

  it('puts nulls first ascending and last descending', () => {
    expect([...sortRows(table, [{ column: 1, direction: 'ascending' }])]).toEqual([1, 0, 3, 2]);
    expect([...sortRows(table, [{ column: 1, direction: 'descending' }])]).toEqual([2, 3, 0, 1]);
  });

  it('lets the first key decide, then the second', () => {
    const keys = [
      { column: 0, direction: 'descending' },
      { column: 1, direction: 'ascending' },
    ] as const;
    expect([...sortRows(table, keys)]).toEqual([0, 2, 1, 3]);
  });

  it('keeps the order of equal rows in both directions', () => {
    expect([...sortRows(table, [{ column: 0, direction: 'ascending' }])]).toEqual([1, 3, 0, 2]);
    expect([...sortRows(table, [{ column: 0, direction: 'descending' }])]).toEqual([0, 2, 1, 3]);
  });

  it('sorts only the rows it is given and leaves their list as it is', () => {
    const rows = Uint32Array.of(2, 0);
    expect([...sortRows(table, [{ column: 1, direction: 'ascending' }], rows)]).toEqual([0, 2]);
    expect([...rows]).toEqual([2, 0]);
  });

  it('sorts nothing into nothing', () => {
    expect([...sortRows(tableOf([['A', 'long']], []), [{ column: 0, direction: 'ascending' }])]).toEqual([]);
  });

  it('gives the stable order of any numbers, however many', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -20, max: 20 }), { maxLength: 400 }), (values) => {
        const numbers = tableOf(
          [['N', 'int']],
          values.map((value) => [String(value)]),
        );
        const expected = [...values.keys()].sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
        expect([...sortRows(numbers, [{ column: 0, direction: 'ascending' }])]).toEqual(expected);
      }),
    );
  });
});
