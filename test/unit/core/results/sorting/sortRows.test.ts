import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScalarType } from '../../../../../src/core/results/scalarType';
import { sortRows } from '../../../../../src/core/results/sorting/sortRows';
import { tableOf } from '../../../../fixtures/tableOf';

const FIRST_DAY = new Date('0001-01-01T00:00:00Z');
const LAST_DAY = new Date('9999-12-31T23:59:59Z');

function realJson(value: number): string {
  return Number.isFinite(value) ? String(value) : `"${String(value)}"`;
}

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

  it.each<readonly [ScalarType, fc.Arbitrary<string>]>([
    ['bool', fc.constantFrom('0', '1', 'true', 'null', '"maybe"')],
    [
      'datetime',
      fc.date({ noInvalidDate: true, min: FIRST_DAY, max: LAST_DAY }).map((date) => `"${date.toISOString()}"`),
    ],
    ['dynamic', fc.json({ maxDepth: 1 })],
    ['long', fc.oneof(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String), fc.constantFrom('null', '0'))],
    ['real', fc.oneof(fc.double().map(realJson), fc.constantFrom('null', '0', '-0.0', '1e400', '"NaN"', '"Infinity"'))],
    [
      'string',
      fc
        .oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\uffff', '😀', '', 'a\u0000'))
        .map((text) => JSON.stringify(text)),
    ],
    ['timespan', fc.constantFrom('"00:00:01"', '"-00:00:01"', '"1.00:00:00"', '"00:00:00.0000001"', 'null', '"soon"')],
  ])('orders %s as comparing two of its values does', (type, cell) => {
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 80 }), fc.constantFrom(1, -1), (cells, sign) => {
        const values = tableOf(
          [['V', type]],
          cells.map((json) => [json]),
        );
        const expected = [...cells.keys()].sort((a, b) => sign * values.compare(0, a, b));
        const direction = sign === 1 ? 'ascending' : 'descending';
        expect([...sortRows(values, [{ column: 0, direction }])]).toEqual(expected);
      }),
    );
  });

  it('orders texts that begin alike, however long', () => {
    const texts = Array.from({ length: 300 }, (_, at) => `${'C:\\Windows\\'.repeat(50)}${(at * 7919) % 300}`);
    const values = tableOf(
      [['V', 'string']],
      texts.map((text) => [JSON.stringify(text)]),
    );
    const order = sortRows(values, [{ column: 0, direction: 'ascending' }]);
    expect([...order].map((row) => texts[row])).toEqual([...texts].sort());
  });
});
