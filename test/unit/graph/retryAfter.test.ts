import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRetryAfter } from '../../../src/graph/retryAfter';
import { repeatDelay } from '../../../src/graph/transport';

const NOW = Date.parse('2026-03-01T10:00:00Z');

describe('how long a service asks to wait', () => {
  it.each([
    ['0', '', 0],
    [' 7 ', '', 7000],
    ['Sun, 01 Mar 2026 10:00:05 GMT', '', 5000],
    ['Sun, 01 Mar 2026 09:00:00 GMT', '', 0],
    ['soon', '', undefined],
    ['-5', '', undefined],
    [null, 'You can send requests again in 8 seconds.', 8000],
    [null, 'maximum allowed 45 per 00:01:00', undefined],
    ['3', 'You can send requests again in 8 seconds.', 3000],
  ])('Retry-After %j with "%s"', (header, message, expected) => {
    expect(readRetryAfter(header, message, NOW)).toBe(expected);
  });

  it('is never negative or endless, whatever is sent', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (header, message) => {
        const waitMs = readRetryAfter(header, message, NOW);
        expect(waitMs === undefined || (Number.isFinite(waitMs) && waitMs >= 0)).toBe(true);
      }),
    );
  });
});

describe('the wait before a repeat', () => {
  it('doubles up to 30 seconds, less a random part of up to half', () => {
    expect([0, 1, 2, 10].map((attempt) => repeatDelay(attempt, undefined, 1))).toEqual([1000, 2000, 4000, 30_000]);
    expect(repeatDelay(0, undefined, 0)).toBe(500);
  });

  it('is never shorter than asked for', () => {
    expect(repeatDelay(3, 5000, 0)).toBe(5000);
    expect(repeatDelay(3, 5000, 1)).toBe(6000);
  });
});
