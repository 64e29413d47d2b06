import { describe, expect, it } from 'vitest';
import { countOf, durationInWords, formatElapsed } from '../../../src/core/formatCount';

describe('counts and times', () => {
  it.each([
    [0, '0 rows'],
    [1, '1 row'],
    [999, '999 rows'],
    [1000, '1,000 rows'],
    [100_000, '100,000 rows'],
    [-1_234_567, '-1,234,567 rows'],
    [Number.MAX_SAFE_INTEGER, '9,007,199,254,740,991 rows'],
  ])('%i is %s', (count, text) => expect(countOf(count, 'row')).toBe(text));

  it.each([
    [3_600_000, '1 hour'],
    [180_000, '3 minutes'],
    [90_000, '90 seconds'],
    [1_234_567, '1,234.567 seconds'],
  ])('%i ms are %s in words', (milliseconds, text) => expect(durationInWords(milliseconds)).toBe(text));

  it.each([
    [12.4, '12 ms'],
    [534, '0.53 s'],
    [12_345, '12.3 s'],
    [65_000, '1 min 5 s'],
  ])('%d ms is %s', (milliseconds, text) => expect(formatElapsed(milliseconds)).toBe(text));
});
