import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatDateTime,
  formatTimespanTicks,
  MAX_DATETIME_TICKS,
  parseServiceDateTime,
  parseServiceTimespan,
} from '../../../../../src/core/results/values/ticks';

describe('datetimes in ticks', () => {
  test('come back digit by digit, from the year 1 to the year 9999', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: MAX_DATETIME_TICKS }), (ticks) => {
        return parseServiceDateTime(formatDateTime(ticks)) === ticks;
      }),
    );
  });

  test('may be written with fewer fraction digits or none', () => {
    expect(parseServiceDateTime('2026-01-31T00:00:00Z')).toBe(parseServiceDateTime('2026-01-31T00:00:00.0000000Z'));
    expect(parseServiceDateTime('2026-01-31T00:00:00.5Z')).toBe(parseServiceDateTime('2026-01-31T00:00:00.5000000Z'));
  });

  test.each(['2026-02-30T00:00:00Z', '2026-01-01T24:00:00Z', '0000-01-01T00:00:00Z', '2026-01-01', 'x'])(
    'are not read from %s',
    (text) => {
      expect(parseServiceDateTime(text)).toBeUndefined();
    },
  );
});

describe('timespans in ticks', () => {
  test('come back digit by digit', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n) + 1n, max: 2n ** 63n - 1n }), (ticks) => {
        return parseServiceTimespan(formatTimespanTicks(ticks)) === ticks;
      }),
    );
  });

  test.each([
    [0n, '00:00:00'],
    [1n, '00:00:00.0000001'],
    [-864_000_000_000n, '-1.00:00:00'],
    [37_230_000_000n, '01:02:03'],
  ])('%s ticks are written %s', (ticks, text) => {
    expect(formatTimespanTicks(ticks)).toBe(text);
  });
});
