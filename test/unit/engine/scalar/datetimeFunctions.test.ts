import { describe, expect, it } from 'vitest';
import { datetime, evaluate, long, none, real, text } from './evaluateScalar';

describe('datetime functions', () => {
  it.each([
    ['year', -1, '2024-02-29T12:00:00Z', '2023-02-28T12:00:00.0000000Z'],
    ['quarter', 1, '2025-11-30', '2026-02-28T00:00:00.0000000Z'],
    ['Month', 1, '2026-01-31', '2026-02-28T00:00:00.0000000Z'],
    ['week', 2, '2026-01-01', '2026-01-15T00:00:00.0000000Z'],
    ['day', 1, '2024-02-28T23:59:59.9999999Z', '2024-02-29T23:59:59.9999999Z'],
    ['millisecond', 1500, '2026-01-01', '2026-01-01T00:00:01.5000000Z'],
    ['nanosecond', 700, '2026-01-01', '2026-01-01T00:00:00.0000007Z'],
  ])('adds to the %s', (part, amount, when, expected) => {
    expect(evaluate('datetime_add', text(part), long(amount), datetime(when))).toBe(expected);
  });

  it('has no datetime after the last tick, and none from null', () => {
    expect(evaluate('datetime_add', text('day'), long(1), datetime('9999-12-31'))).toBeNull();
    expect(evaluate('datetime_add', text('day'), long(1), none('datetime'))).toBeNull();
  });

  it('refuses a part that there is not', () => {
    expect(() => evaluate('datetime_add', text('fortnight'), long(1), datetime('2026-01-01'))).toThrow(
      'datetime_add(): "fortnight" is not a part of a datetime.',
    );
  });

  it.each([
    ['year', '2026-01-01', '2025-12-31', 1n],
    ['quarter', '2024-03-31', '2020-04-01', 15n],
    ['month', '2026-01-01', '2025-12-31', 1n],
    ['week', '2020-12-31', '2020-01-01', 52n],
    ['day', '1970-01-01', '1969-12-25', 7n],
    ['hour', '2020-03-01', '2020-02-28 12:00', 36n],
    ['second', '2020-01-01 00:00:01.9999999', '2020-01-01 00:00:00.0000001', 1n],
    ['nanosecond', '9999-12-31', '0001-01-01', 315537811200000000000n],
  ])('counts borders of the %s', (part, later, earlier, expected) => {
    expect(evaluate('datetime_diff', text(part), datetime(later), datetime(earlier))).toBe(expected);
  });

  it.each([
    ['year', 2017],
    ['quarter', 4],
    ['month', 10],
    ['week_of_year', 44],
    ['day', 30],
    ['dayOfYear', 303],
    ['hour', 1],
    ['minute', 2],
    ['second', 3],
    ['millisecond', 765],
    ['microsecond', 765432],
    ['nanosecond', 765432100],
  ])('takes the %s of a datetime', (part, expected) => {
    expect(evaluate('datetime_part', text(part), datetime('2017-10-30 01:02:03.7654321'))).toBe(expected);
  });

  it.each([
    ['2015-12-31', 53],
    ['2016-01-01', 53],
    ['2018-12-31', 1],
    ['2023-01-01', 52],
    ['0001-01-01', 1],
  ])('knows the ISO week of %s', (when, week) => {
    expect(evaluate('week_of_year', datetime(when))).toBe(week);
  });

  it.each([
    ['startofday', '2020-06-15T00:00:00.0000000Z', '2020-06-14T00:00:00.0000000Z'],
    ['startofweek', '2020-06-14T00:00:00.0000000Z', '2020-06-07T00:00:00.0000000Z'],
    ['startofmonth', '2020-06-01T00:00:00.0000000Z', '2020-05-01T00:00:00.0000000Z'],
    ['startofyear', '2020-01-01T00:00:00.0000000Z', '2019-01-01T00:00:00.0000000Z'],
    ['endofday', '2020-06-15T23:59:59.9999999Z', '2020-06-14T23:59:59.9999999Z'],
    ['endofweek', '2020-06-20T23:59:59.9999999Z', '2020-06-13T23:59:59.9999999Z'],
    ['endofmonth', '2020-06-30T23:59:59.9999999Z', '2020-05-31T23:59:59.9999999Z'],
    ['endofyear', '2020-12-31T23:59:59.9999999Z', '2019-12-31T23:59:59.9999999Z'],
  ])('%s goes to the border, and with -1 to the one before', (name, here, before) => {
    const when = datetime('2020-06-15 13:45:00');
    expect([evaluate(name, when), evaluate(name, when, long(-1))]).toEqual([here, before]);
  });

  it('ends the last year at the last tick', () => {
    expect(evaluate('endofyear', datetime('9999-06-01'))).toBe('9999-12-31T23:59:59.9999999Z');
  });

  it('counts days of the week from Sunday', () => {
    expect(evaluate('dayofweek', datetime('2020-06-14'))).toBe('00:00:00');
    expect(evaluate('dayofweek', datetime('0001-01-01'))).toBe('1.00:00:00');
  });

  it('makes datetimes and timespans from numbers, and null from impossible ones', () => {
    expect(evaluate('make_datetime', long(2017), long(10), long(1), long(12), long(10), real(3.1234567))).toBe(
      '2017-10-01T12:10:03.1234567Z',
    );
    expect(evaluate('make_datetime', long(2017), long(2), long(30))).toBeNull();
    expect(evaluate('make_timespan', long(1), long(12), real(30), real(55.123))).toBe('1.12:30:55.1230000');
    expect(evaluate('make_timespan', long(1), long(30))).toBe('01:30:00');
    expect(evaluate('make_timespan', long(24), long(0))).toBeNull();
    expect(evaluate('make_timespan', long(-1), long(2))).toBeNull();
    expect(evaluate('make_timespan', long(0), long(1), real(60), real(1))).toBeNull();
  });

  it('counts from the Unix epoch exactly', () => {
    expect(evaluate('unixtime_seconds_todatetime', long(1546300800))).toBe('2019-01-01T00:00:00.0000000Z');
    expect(evaluate('unixtime_microseconds_todatetime', long(1546300800000001n))).toBe('2019-01-01T00:00:00.0000010Z');
    expect(evaluate('unixtime_nanoseconds_todatetime', long(1546300800000000100n))).toBe(
      '2019-01-01T00:00:00.0000001Z',
    );
    expect(evaluate('unixtime_seconds_todatetime', real(0.5))).toBe('1970-01-01T00:00:00.5000000Z');
    expect(evaluate('unixtime_seconds_todatetime', long(2n ** 62n))).toBeNull();
  });

  it('moves between UTC and the clocks of a zone', () => {
    expect(evaluate('datetime_utc_to_local', datetime('2026-07-01 12:00:00.1234567'), text('Europe/Berlin'))).toBe(
      '2026-07-01T14:00:00.1234567Z',
    );
    expect(evaluate('datetime_local_to_utc', datetime('2026-01-01 00:30'), text('US/Pacific'))).toBe(
      '2026-01-01T08:30:00.0000000Z',
    );
    expect(() => evaluate('datetime_utc_to_local', datetime('2026-07-01'), text('Mars/Base'))).toThrow(
      'is no time zone',
    );
  });
});
