import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDateTime, formatTimespanTicks, MAX_DATETIME_TICKS } from '../../../../src/core/results/values/ticks';
import { formatDatetimePattern, parseDatetime } from '../../../../src/engine/scalar/datetimeText';
import { formatTimespanPattern, parseTimespanText } from '../../../../src/engine/scalar/timespanText';

const datetimes = fc.bigInt({ min: 0n, max: MAX_DATETIME_TICKS });
const timespans = fc.bigInt({ min: -(2n ** 63n) + 1n, max: 2n ** 63n - 1n });

describe('text of datetimes', () => {
  it('reads back every tick', () => {
    fc.assert(
      fc.property(datetimes, (ticks) => {
        expect(parseDatetime(formatDateTime(ticks))).toBe(ticks);
      }),
    );
  });

  it('formats every tick with a pattern that holds all of it', () => {
    fc.assert(
      fc.property(datetimes, (ticks) => {
        expect(parseDatetime(formatDatetimePattern(ticks, 'yyyy-MM-dd HH:mm:ss.fffffff'))).toBe(ticks);
      }),
    );
  });

  it.each([
    ['2026-01-31T23:59:58.1234567Z', '2026-01-31T23:59:58.1234567Z'],
    ['2026-01-31 23:59:58.5', '2026-01-31T23:59:58.5000000Z'],
    ['2026-1-3 4:05', '2026-01-03T04:05:00.0000000Z'],
    ['2026/01/31', '2026-01-31T00:00:00.0000000Z'],
    ['2026-02', '2026-02-01T00:00:00.0000000Z'],
    ['2026', '2026-01-01T00:00:00.0000000Z'],
    ['20260131', '2026-01-31T00:00:00.0000000Z'],
    ['20260131T235958Z', '2026-01-31T23:59:58.0000000Z'],
    ['2026-01-31T23:00:00+02:30', '2026-01-31T20:30:00.0000000Z'],
    ['2026-01-31T23:00:00-0800', '2026-02-01T07:00:00.0000000Z'],
    ['2026-01-31 12:00:00 GMT', '2026-01-31T12:00:00.0000000Z'],
    ['1/31/2026 11:59:58 PM', '2026-01-31T23:59:58.0000000Z'],
    ['01-31-2026', '2026-01-31T00:00:00.0000000Z'],
    ['2026, 1, 31', '2026-01-31T00:00:00.0000000Z'],
    ['1/31/2026 12:00 AM', '2026-01-31T00:00:00.0000000Z'],
    ['Sat, 31 Jan 2026 23:59:58 GMT', '2026-01-31T23:59:58.0000000Z'],
    ['Saturday, 31-Jan-26 23:59:58 UTC', '2026-01-31T23:59:58.0000000Z'],
    ['31 Jan 99 01:02', '1999-01-31T01:02:00.0000000Z'],
    ['Jan 31, 2026', '2026-01-31T00:00:00.0000000Z'],
    ['0001-01-01', '0001-01-01T00:00:00.0000000Z'],
  ])('reads %s', (text, expected) => {
    const ticks = parseDatetime(text);
    expect(ticks === undefined ? undefined : formatDateTime(ticks)).toBe(expected);
  });

  it.each([
    '',
    'not a date',
    '2026-02-29',
    '2026-13-01',
    '2026-01-01 24:00',
    '10000-01-01',
    '12345',
    '0001-01-01T00:00+01:00',
  ])('refuses %j', (text) => expect(parseDatetime(text)).toBeUndefined());

  it.each([
    ['yy-M-d h:m:s tt', '09-3-4 1:6:7 PM'],
    ['yyyy/MM/dd HH_mm_ss', '2009/03/04 13_06_07'],
    ['[hh.mm.ss] f ff fff', '[01.06.07] 0 08 080'],
    ['F FF FFF', ' 08 08'],
  ])('formats with %s', (pattern, expected) => {
    expect(formatDatetimePattern(parseDatetime('2009-03-04 13:06:07.08') ?? 0n, pattern)).toBe(expected);
  });
});

describe('text of timespans', () => {
  it('reads back every tick', () => {
    fc.assert(
      fc.property(timespans, (ticks) => {
        expect(parseTimespanText(formatTimespanTicks(ticks))).toBe(ticks);
      }),
    );
  });

  it.each([
    ['1d', '1.00:00:00'],
    ['1.5h', '01:30:00'],
    ['-90 seconds', '-00:01:30'],
    ['250ms', '00:00:00.2500000'],
    ['1microsecond', '00:00:00.0000010'],
    ['7ticks', '00:00:00.0000007'],
    ['13:00', '13:00:00'],
    ['1.02:03', '1.02:03:00'],
    ['1:02:03:04.5', '1.02:03:04.5000000'],
    ['3', '3.00:00:00'],
    ['00:00:00.001', '00:00:00.0010000'],
  ])('reads %s', (text, expected) => {
    const ticks = parseTimespanText(text);
    expect(ticks === undefined ? undefined : formatTimespanTicks(ticks)).toBe(expected);
  });

  it.each(['', 'abc', '1.5', '25:00:00', '1:60', 'd', '1 fortnight'])('refuses %j', (text) =>
    expect(parseTimespanText(text)).toBeUndefined(),
  );

  it.each([
    ['29.09:00:05.12345', 'dd.hh:mm:ss:FF', '29.09:00:05:12'],
    ['29.09:00:05.12345', 'ddd.h:mm:ss [fffffff]', '029.9:00:05 [1234500]'],
    ['-02:30:00', 'hh:mm', '-02:30'],
    ['00:00:00.0000001', 'fffffff', '0000001'],
    ['1.02:03:04.005', 'd:hh:mm:ss.fff', '1:02:03:04.005'],
  ])('formats %s with %s', (text, pattern, expected) => {
    expect(formatTimespanPattern(parseTimespanText(text) ?? 0n, pattern)).toBe(expected);
  });
});
