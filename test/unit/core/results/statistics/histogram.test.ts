import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasDistances, histogramOf, numbersOf } from '../../../../../src/core/results/statistics/histogram';
import type { ScalarType } from '../../../../../src/core/results/scalarType';
import { tableOf } from '../../../../fixtures/tableOf';

const histogram = (type: ScalarType, cells: readonly string[]) => {
  const table = tableOf([['Value', type]], cells.map((cell) => [cell]));
  const held = Uint32Array.from(cells.keys()).filter((row) => !table.isNull(row, 0));
  if (!hasDistances(type)) return undefined;
  return histogramOf(type, { numbers: numbersOf(table, 0, held), counts: new Uint32Array(held.length).fill(1) });
}; // prettier-ignore

describe('a histogram', () => {
  it('has a step for each of few whole numbers', () => {
    expect(histogram('long', ['1', '3', '3', 'null', '4'])).toEqual([1, 0, 2, 1]);
  });

  it('has 24 equal steps from the least to the greatest otherwise', () => {
    expect(histogram('real', ['-12', '-11.5', '0', '12.0', '"NaN"', '"Infinity"'])).toEqual(
      Array.from({ length: 24 }, (_, step) => ({ 0: 2, 12: 1, 23: 1 })[step] ?? 0),
    );
    const days = histogram('datetime', ['"2026-01-01T00:00:00Z"', '"2026-01-01T12:00:00Z"', '"2026-01-02T00:00:00Z"']);
    expect(days?.flatMap((count, step) => (count > 0 ? [step] : []))).toEqual([0, 12, 23]);
    expect(histogram('decimal', ['"0.5"', '"1.5"'])?.[0]).toBe(1);
    expect(histogram('timespan', ['"-1.00:00:00"', '"1.00:00:00"'])?.at(-1)).toBe(1);
  });

  it('is none where values have no distances, or are all the same, or where there is none', () => {
    expect(histogram('string', ['"1"', '"2"'])).toBeUndefined();
    expect(histogram('long', ['7', '7'])).toBeUndefined();
    expect(histogram('long', ['null'])).toBeUndefined();
  });

  it('counts every value once, the greatest 64-bit ones too', () => {
    const long = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    fc.assert(
      fc.property(fc.uniqueArray(long, { minLength: 2 }), (values) => {
        const counts = histogram('long', values.map(String)) ?? [values.length];
        expect(counts.reduce((sum, count) => sum + count)).toBe(values.length);
      }),
    );
  });
});
