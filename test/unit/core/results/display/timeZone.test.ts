import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openTimeZone } from '../../../../../src/core/results/display/timeZone';

const offsets = (name: string, ...times: readonly string[]) => {
  const zone = openTimeZone(name);
  return times.map((time) => zone?.offsetAt(Date.parse(time)));
};

describe('a time zone', () => {
  it('is ahead of UTC as its clock is, to the second in which that is changed', () => {
    expect(
      offsets(
        'Europe/Berlin',
        '2026-03-29T00:59:59Z',
        '2026-03-29T00:59:59.999Z',
        '2026-03-29T01:00:00Z',
        '2026-10-25T00:59:59Z',
        '2026-10-25T01:00:00Z',
        '2026-07-01T12:00:00Z',
      ),
    ).toEqual([60, 60, 120, 120, 60, 120]);
    expect(offsets('Asia/Kolkata', '2026-01-01T00:00:00Z')).toEqual([330]);
    expect(offsets('America/New_York', '2026-01-01T00:00:00Z', '2026-07-01T00:00:00Z')).toEqual([-300, -240]);
    expect(offsets('UTC', '2026-01-01T00:00:00Z')).toEqual([0]);
  });

  it('is what a clock shows at any moment, whatever was asked before', () => {
    const names = ['Europe/Berlin', 'Australia/Lord_Howe', 'Pacific/Apia', 'Africa/Casablanca', 'America/St_Johns'];
    const zones = new Map(names.map((name) => [name, openTimeZone(name)]));
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.integer({ min: Date.parse('1970-01-01T00:00:00Z') / 1000, max: Date.parse('2100-01-01T00:00:00Z') / 1000 }),
        (name, seconds) => {
          const clock = new Date(seconds * 1000).toLocaleString('sv-SE', { timeZone: name });
          const shown = Date.parse(`${clock.replace(' ', 'T')}Z`);
          expect(zones.get(name)?.offsetAt(seconds * 1000)).toBe((shown / 1000 - seconds) / 60);
        },
      ),
    );
  });

  it('is there from the first year to the last', () => {
    expect(offsets('Asia/Tokyo', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z')).toEqual([559, 540]);
    expect(offsets('America/New_York', '0001-01-01T00:00:00Z')).toEqual([-296]);
  });

  it('is none where its name is none', () => expect(openTimeZone('Moon/Crater')).toBeUndefined());
});
