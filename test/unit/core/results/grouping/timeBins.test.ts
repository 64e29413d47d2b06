import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binAround, numberBins, suggestBin, TIME_BINS } from '../../../../../src/core/results/grouping/timeBins';
import { formatDateTime, MAX_DATETIME_TICKS } from '../../../../../src/core/results/values/ticks';
import { tableOf } from '../../../../fixtures/tableOf';

const anyTime = fc.bigInt({ min: 0n, max: MAX_DATETIME_TICKS }).map(formatDateTime);

describe('bins of time', () => {
  it('begin where those of Kusto do, in UTC', () => {
    const time = '2026-11-25T12:34:56.7890123Z';
    expect(Object.fromEntries(TIME_BINS.map((bin) => [bin, binAround(time, bin)?.start.slice(0, 19)]))).toEqual({
      '1s': '2026-11-25T12:34:56',
      '1m': '2026-11-25T12:34:00',
      '5m': '2026-11-25T12:30:00',
      '15m': '2026-11-25T12:30:00',
      '1h': '2026-11-25T12:00:00',
      '6h': '2026-11-25T12:00:00',
      '1d': '2026-11-25T00:00:00',
      // A Monday, as the first day of the year 1 was.
      '7d': '2026-11-23T00:00:00',
    });
  });

  it('are the same for two times exactly where they begin at the same moment', () => {
    fc.assert(
      fc.property(anyTime, anyTime, fc.constantFrom(...TIME_BINS), (a, b, bin) => {
        const table = tableOf([['Time', 'datetime']], [[`"${a}"`], [`"${b}"`]]);
        const { numbers } = numberBins(table, 0, bin, Uint32Array.of(0, 1));
        expect(numbers[0] === numbers[1]).toBe(binAround(a, bin)?.start === binAround(b, bin)?.start);
      }),
    );
  });

  it('end where the next one begins, the last one of all nowhere', () => {
    expect(binAround('2026-02-28T23:30:00Z', '1h')).toEqual({
      start: '2026-02-28T23:00:00.0000000Z',
      end: '2026-03-01T00:00:00.0000000Z',
    });
    expect(binAround('9999-12-31T23:59:59.9999999Z', '1d')).toEqual({ start: '9999-12-31T00:00:00.0000000Z' });
    expect(binAround('soon', '1d')).toBeUndefined();
  });

  it('are as narrow as makes few of them', () => {
    expect(suggestBin('2026-01-01T00:00:00Z', '2026-01-01T00:00:30Z')).toBe('1s');
    expect(suggestBin('2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z')).toBe('1h');
    expect(suggestBin('2026-01-01T00:00:00Z', '2026-01-31T00:00:00Z')).toBe('1d');
    expect(suggestBin('2000-01-01T00:00:00Z', '2026-01-31T00:00:00Z')).toBe('7d');
    expect(suggestBin('', '')).toBe('1d');
  });
});
