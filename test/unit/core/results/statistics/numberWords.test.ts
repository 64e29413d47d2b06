import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberWords } from '../../../../../src/core/results/statistics/numberWords';

const anyWord = fc.oneof(fc.constantFrom(0, 1, 0x80000000, 0xffffffff), fc.nat(3));

describe('values numbered by their words', () => {
  it('have the same number exactly where both words are the same, in the order in which they first come', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyWord, anyWord)), (pairs) => {
        const numbers = new Uint32Array(pairs.length);
        const words = {
          low: Uint32Array.from(pairs, ([low]) => low),
          high: Uint32Array.from(pairs, ([, high]) => high),
        };
        const different = [...new Set(pairs.map(String))];
        expect(numberWords(words, numbers)).toBe(different.length);
        expect([...numbers]).toEqual(pairs.map((pair) => different.indexOf(String(pair))));
      }),
    );
  });

  it('are numbered among a hundred thousand that differ in single bits', () => {
    const length = 100_000;
    const low = Uint32Array.from({ length }, (_, at) => Math.imul(at, 0x10000));
    const high = Uint32Array.from({ length }, (_, at) => at >>> 16);
    expect(numberWords({ low, high }, new Uint32Array(length))).toBe(length);
  });
});
