import { describe, expect, it } from 'vitest';
import { countOf, formatElapsed } from '../../../src/core/formatCount';

describe('counts and times', () => {
  it.each([
    [0, '0 rows'],
    [1, '1 row'],
    [100_000, '100,000 rows'],
  ])('%i is %s', (count, text) => expect(countOf(count, 'row')).toBe(text));

  it.each([
    [12.4, '12 ms'],
    [534, '0.53 s'],
    [12_345, '12.3 s'],
    [65_000, '1 min 5 s'],
  ])('%d ms is %s', (milliseconds, text) => expect(formatElapsed(milliseconds)).toBe(text));
});
