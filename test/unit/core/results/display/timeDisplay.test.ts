import { describe, expect, it } from 'vitest';
import { parseTimeDisplay, showTime } from '../../../../../src/core/results/display/timeDisplay';

const TIME = '2026-03-29T00:59:59.1234567Z';
const berlin = (milliseconds: number) => (milliseconds < Date.parse('2026-03-29T01:00:00Z') ? 60 : 120);

describe('a datetime in the grid', () => {
  it('is UTC text untouched, or local time with its offset and all digits', () => {
    expect(showTime(TIME, 'utc', 0, berlin)).toBe(TIME);
    expect(showTime(TIME, 'local', 0, berlin)).toBe('2026-03-29T01:59:59.1234567+01:00');
    expect(showTime('2026-03-29T01:00:00.0000001Z', 'local', 0, berlin)).toBe('2026-03-29T03:00:00.0000001+02:00');
    expect(showTime(TIME, 'local', 0, () => -570)).toBe('2026-03-28T15:29:59.1234567-09:30');
    expect(showTime(TIME, 'local', 0, () => 0)).toBe('2026-03-29T00:59:59.1234567+00:00');
  });

  it('stays UTC where local time would leave the years that there are', () => {
    expect(showTime('0001-01-01T00:00:00.0000000Z', 'local', 0, () => -60)).toBe('0001-01-01T00:00:00.0000000Z');
    expect(showTime('9999-12-31T23:59:59.9999999Z', 'local', 0, () => 60)).toBe('9999-12-31T23:59:59.9999999Z');
  });

  it.each([
    [0, '0 sec. ago'],
    [59_000, '59 sec. ago'],
    [60_000, '1 min. ago'],
    [5_400_000, '1 hr. ago'],
    [3 * 86_400_000, '3 days ago'],
    [800 * 86_400_000, '2 yr. ago'],
    [-120_000, 'in 2 min.'],
  ])('is told from now: %d ms', (ago, expected) => {
    const moment = Date.parse('2026-03-29T00:59:59Z');
    expect(showTime('2026-03-29T00:59:59.0000000Z', 'relative', moment + ago).replace('in 0 sec.', '0 sec. ago')).toBe(
      expected,
    );
  });

  it('is left alone where it is none', () => {
    expect(showTime('2026-99-99T99:99:99.0000000Z', 'local', 0)).toBe('2026-99-99T99:99:99.0000000Z');
    expect(showTime('null', 'local', 0)).toBe('null');
    expect(showTime('2026-01-01', 'relative', 0)).toBe('2026-01-01');
  });
});

describe('how times are shown', () => {
  it.each(['utc', 'local', 'relative'])('is %s where a setting says so', (display) => {
    expect(parseTimeDisplay(display)).toBe(display);
  });

  it.each([5, 'bogus', null, undefined, { utc: true }, ['local']])('is UTC where a setting says %j', (value) => {
    expect(parseTimeDisplay(value)).toBe('utc');
  });
});
