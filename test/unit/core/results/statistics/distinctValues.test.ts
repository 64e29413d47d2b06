import { describe, expect, it } from 'vitest';
import { distinctCount, numberValues } from '../../../../../src/core/results/statistics/distinctValues';
import type { ScalarType } from '../../../../../src/core/results/scalarType';
import { tableOf } from '../../../../fixtures/tableOf';

function valuesOf(type: ScalarType, cells: readonly string[]) {
  const table = tableOf([['Value', type]], cells.map((cell) => [cell])); // prettier-ignore
  const values = numberValues(table, 0, Uint32Array.from(cells.keys()));
  return { ...values, numbers: [...values.numbers], count: distinctCount(values) };
}

describe('the distinct values of a column', () => {
  it('are numbered in the order of the type, null apart', () => {
    const { numbers, counts, firstRows, count } = valuesOf('long', ['10', '9', 'null', '10', '-1']);
    expect(numbers).toEqual([3, 2, 0, 3, 1]);
    expect([...counts]).toEqual([1, 1, 1, 2]);
    expect([...firstRows]).toEqual([2, 4, 1, 0]);
    expect(count).toBe(3);
  });

  it('are equal by value where one is written in several ways', () => {
    expect(valuesOf('decimal', ['"1.0"', '"1"', '"10e-1"', '"2"']).numbers).toEqual([1, 1, 1, 2]);
    expect(valuesOf('datetime', ['"2026-01-01T00:00:00Z"', '"2026-01-01T00:00:00.0Z"']).numbers).toEqual([1, 1]);
  });

  it('of texts tell letters of another case apart', () => {
    expect(valuesOf('string', ['"b"', '"B"', '"b"', '"\\ud800"']).numbers).toEqual([2, 1, 2, 3]);
  });

  it('are none of no rows', () => expect(valuesOf('string', []).count).toBe(0));
});
