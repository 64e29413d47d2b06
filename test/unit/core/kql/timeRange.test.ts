import { describe, expect, test } from 'vitest';
import { resolveTimespan } from '../../../../src/core/kql/timeRange';
import { parseTimespan } from '../../../../src/core/kql/timespan';
import { formatDateTime, parseServiceDateTime } from '../../../../src/core/results/values/ticks';

const NOW = parseServiceDateTime('2026-03-31T12:00:00.0000007Z') ?? 0n;

function resolve(text: string): string {
  const parsed = parseTimespan(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  const { start, end } = resolveTimespan(parsed.value, NOW);
  return `${formatDateTime(start)} to ${formatDateTime(end)}`;
}

describe('resolveTimespan', () => {
  test.each([
    ['PT1H', '2026-03-31T11:00:00.0000007Z to 2026-03-31T12:00:00.0000007Z'],
    ['P1M', '2026-02-28T12:00:00.0000007Z to 2026-03-31T12:00:00.0000007Z'],
    ['P1Y', '2025-03-31T12:00:00.0000007Z to 2026-03-31T12:00:00.0000007Z'],
    ['P1W', '2026-03-24T12:00:00.0000007Z to 2026-03-31T12:00:00.0000007Z'],
    ['PT0.0000001S', '2026-03-31T12:00:00.0000006Z to 2026-03-31T12:00:00.0000007Z'],
    ['2026-03-01', '2026-03-01T00:00:00.0000000Z to 2026-03-31T12:00:00.0000007Z'],
    ['2026-03-01/2026-03-02', '2026-03-01T00:00:00.0000000Z to 2026-03-02T00:00:00.0000000Z'],
    ['P1D/2026-03-02T06:00:00+06:00', '2026-03-01T00:00:00.0000000Z to 2026-03-02T00:00:00.0000000Z'],
    ['2026-03-01T00:00:00.1234567Z/PT1S', '2026-03-01T00:00:00.1234567Z to 2026-03-01T00:00:01.1234567Z'],
  ])('%s', (text, range) => {
    expect(resolve(text)).toBe(range);
  });
});
