import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textsHolding } from '../../../../../src/core/results/searching/textsHolding';

const ENCODER = new TextEncoder();

function holding(texts: readonly string[], needle: string): boolean[] {
  const bytes = ENCODER.encode(texts.join(''));
  let end = 0;
  const ends = Uint32Array.from(texts, (text) => (end += ENCODER.encode(text).length));
  return [...textsHolding({ bytes, ends }, ENCODER.encode(needle.toLowerCase()))].map((mark) => mark === 1);
}

describe('the texts that hold a needle', () => {
  it('are found whatever the case, wherever in a text', () => {
    expect(holding(['xAb1', 'aB1', 'ab', '1', '', 'zzab1zzab1'], 'AB1')).toEqual([
      true,
      true,
      false,
      false,
      false,
      true,
    ]);
  });

  it('do not hold what stands in two of them', () => {
    expect(holding(['aa', 'ab', 'b'], 'aab')).toEqual([false, false, false]);
    expect(holding(['ab', 'ab'], 'bab')).toEqual([false, false]);
  });

  it('are those that hold it, for any texts of few letters', () => {
    const text = fc.string({ maxLength: 12, unit: fc.constantFrom('a', 'A', 'b', 'é') });
    const needle = fc.string({ minLength: 1, maxLength: 4, unit: fc.constantFrom('a', 'b', 'B') });
    fc.assert(
      fc.property(fc.array(text), needle, (texts, wanted) => {
        expect(holding(texts, wanted)).toEqual(texts.map((one) => one.toLowerCase().includes(wanted.toLowerCase())));
      }),
      { numRuns: 500 },
    );
  });
});
