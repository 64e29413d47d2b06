import { describe, expect, it } from 'vitest';
import { addLocalOffsets } from '../../../../../src/core/results/filtering/typedTimes';

/** An hour ahead of UTC, two from 2026-03-29T01:00Z on. */
const berlin = (milliseconds: number): number => (milliseconds < Date.UTC(2026, 2, 29, 1) ? 60 : 120);

describe('times typed as local ones', () => {
  it.each([
    ['2026-01-31', '2026-01-31+01:00'],
    ['>= 2026-01-31 23:59', '>= 2026-01-31 23:59+01:00'],
    ['2026-03-29 01:59:59.5..2026-03-29T03:00', '2026-03-29 01:59:59.5+01:00..2026-03-29T03:00+02:00'],
    ['2026-03-01..2026-04-01', '2026-03-01+01:00..2026-04-01+02:00'],
    ['2026-01-31..', '2026-01-31+01:00..'],
    ['> 2026-01-31T23:59:59.1234567', '> 2026-01-31T23:59:59.1234567+01:00'],
    ['2026-01-31T23:59Z', '2026-01-31T23:59Z'],
    ['2026-01-31 23:59-05:00', '2026-01-31 23:59-05:00'],
    ['2026-01', '2026-01'],
    ['2026-99-99', '2026-99-99'],
    ['null', 'null'],
  ])('get their offset: %s', (typed, expected) => {
    expect(addLocalOffsets(typed, berlin)).toBe(expected);
  });

  it('get an offset of less than an hour or behind UTC', () => {
    expect(addLocalOffsets('2026-01-31', () => -210)).toBe('2026-01-31-03:30');
  });
});
