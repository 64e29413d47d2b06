import {
  TICKS_PER_DAY,
  TICKS_PER_HOUR,
  TICKS_PER_MINUTE,
  TICKS_PER_SECOND,
  ticksFromUnixMilliseconds,
} from '../results/values/ticks';
import type { Timespan } from './timespan';

/** A stretch of time in ticks, both ends included. */
export interface TimeRange {
  readonly start: bigint;
  readonly end: bigint;
}

/** The stretch that a timespan means at a moment (ticks): durations look back from their end, or from now. */
export function resolveTimespan(timespan: Timespan, now: bigint): TimeRange {
  switch (timespan.kind) {
    case 'duration':
      return { start: shift(now, timespan.duration, -1), end: now };
    case 'start':
      return { start: parseInstant(timespan.start), end: now };
    case 'startEnd':
      return { start: parseInstant(timespan.start), end: parseInstant(timespan.end) };
    case 'durationEnd': {
      const end = parseInstant(timespan.end);
      return { start: shift(end, timespan.duration, -1), end };
    }
    case 'startDuration': {
      const start = parseInstant(timespan.start);
      return { start, end: shift(start, timespan.duration, 1) };
    }
  }
}

const DURATION = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d+))?S)?)?$/;

/** Moves a moment by an ISO 8601 duration; years and months by the calendar, the rest by the clock. */
function shift(ticks: bigint, duration: string, direction: 1 | -1): bigint {
  const [, years, months, weeks, days, hours, minutes, seconds, fraction = ''] = DURATION.exec(duration) ?? [];
  const clock =
    count(weeks) * 7n * TICKS_PER_DAY +
    count(days) * TICKS_PER_DAY +
    count(hours) * TICKS_PER_HOUR +
    count(minutes) * TICKS_PER_MINUTE +
    count(seconds) * TICKS_PER_SECOND +
    BigInt(fraction.slice(0, 7).padEnd(7, '0'));
  const byCalendar = Number(count(years)) * 12 + Number(count(months));
  return shiftMonths(ticks, direction * byCalendar) + BigInt(direction) * clock;
}

function shiftMonths(ticks: bigint, months: number): bigint {
  if (months === 0) return ticks;
  const epoch = ticksFromUnixMilliseconds(0n);
  const milliseconds = Number((ticks - epoch) / 10_000n);
  const moved = new Date(milliseconds);
  const day = moved.getUTCDate();
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(day, lastDay));
  return ticks + BigInt(moved.getTime() - milliseconds) * 10_000n;
}

function count(digits: string | undefined): bigint {
  return BigInt(digits ?? '0');
}

const INSTANT = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,7}))?)?(Z|[+-]\d\d:\d\d)?)?$/;

/** A moment of a parsed timespan in ticks; without a zone it is UTC. */
function parseInstant(text: string): bigint {
  const [, date = '', clock = '00:00', seconds = '00', fraction = '', zone = 'Z'] = INSTANT.exec(text) ?? [];
  const milliseconds = Date.parse(`${date}T${clock}:${seconds}${zone}`);
  return ticksFromUnixMilliseconds(BigInt(milliseconds)) + BigInt(fraction.padEnd(7, '0'));
}
