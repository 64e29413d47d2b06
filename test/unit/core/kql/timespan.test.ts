import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatTimespan, parseTimespan } from '../../../../src/core/kql/timespan';

describe('parseTimespan', () => {
  test.each([
    ['P30D', { kind: 'duration', duration: 'P30D' }],
    ['PT1H', { kind: 'duration', duration: 'PT1H' }],
    ['P1DT2H3M4.5S', { kind: 'duration', duration: 'P1DT2H3M4.5S' }],
    ['2026-01-31', { kind: 'start', start: '2026-01-31' }],
    ['2026-01-31T10:00:00.1234567Z', { kind: 'start', start: '2026-01-31T10:00:00.1234567Z' }],
    ['2026-01-01/2026-01-31', { kind: 'startEnd', start: '2026-01-01', end: '2026-01-31' }],
    ['P7D/2026-01-31T00:00:00Z', { kind: 'durationEnd', duration: 'P7D', end: '2026-01-31T00:00:00Z' }],
    ['2026-01-01T00:00:00+02:00/P7D', { kind: 'startDuration', start: '2026-01-01T00:00:00+02:00', duration: 'P7D' }],
  ])('reads %s', (text, timespan) => {
    expect(parseTimespan(text)).toEqual({ ok: true, value: timespan });
  });

  test.each([
    '',
    'P',
    'PT',
    '30D',
    'P1H',
    'P-1D',
    'yesterday',
    '2026-02-30',
    '2026-13-01',
    'P1D/P2D',
    'P1D/',
    '/P1D',
    'P1D/P2D/P3D',
  ])('refuses "%s" and says what is allowed', (text) => {
    const parsed = parseTimespan(text);
    expect(parsed.ok).toBe(false);
    if (!parsed.ok) expect(parsed.error.hint).toContain('P7D');
  });

  test('refuses an end before its start', () => {
    const parsed = parseTimespan('2026-02-01/2026-01-01');
    expect(parsed).toMatchObject({ ok: false, error: { code: 'ReversedTimespan' } });
  });

  test('never throws, whatever is typed', () => {
    fc.assert(fc.property(fc.string(), (text) => typeof parseTimespan(text).ok === 'boolean'));
  });

  test('is sent as it was written', () => {
    const duration = fc.tuple(fc.nat(400), fc.nat(23)).map(([days, hours]) => `P${days}DT${hours}H`);
    const instant = fc
      .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString());
    const form = fc.oneof(
      duration,
      instant,
      fc.tuple(duration, instant).map((parts) => parts.join('/')),
      fc.tuple(instant, duration).map((parts) => parts.join('/')),
    );
    fc.assert(
      fc.property(form, (text) => {
        const parsed = parseTimespan(text);
        return parsed.ok && formatTimespan(parsed.value) === text;
      }),
    );
  });
});
