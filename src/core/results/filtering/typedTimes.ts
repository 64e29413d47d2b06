import {
  formatDateTime,
  formatTimespanTicks,
  MAX_DATETIME_TICKS,
  parseServiceDateTime,
  TICKS_PER_DAY,
  TICKS_PER_HOUR,
  TICKS_PER_MICROSECOND,
  TICKS_PER_MILLISECOND,
  TICKS_PER_MINUTE,
  TICKS_PER_SECOND,
} from '../values/ticks';

/** A stretch of time by its first and last tick, as exact texts in UTC. */
export interface TypedTime {
  readonly first: string;
  readonly last: string;
}

const DAY = String.raw`\d{4}-\d\d-\d\d`;
const CLOCK = String.raw`\d\d(?::\d\d(?::\d\d(?:\.\d{1,7})?)?)?`;
/** A day, or a day and the beginning of a time, with an offset or without. */
const BEGUN = new RegExp(`^(${DAY})(?:[T ](${CLOCK}))?(?:Z|([+-])(\\d\\d):(\\d\\d))?$`);
const WITHOUT_OFFSET = new RegExp(
  String.raw`(?<![\d:+-])(${DAY})(?:[T ](${CLOCK}))?(?!\d|:\d|[T ]\d|\.\d|Z|[+-]\d\d:\d\d)`,
  'g',
);

/** Reads a time that may be begun only: `2026-01-31` is a day, `2026-01-31 23:59+01:00` a minute. */
export function readTypedTime(typed: string): TypedTime | undefined {
  const [, day = '', clock, sign, hours = '0', minutes = '0'] = BEGUN.exec(typed) ?? [];
  const ticks = parseServiceDateTime(`${day}T${completeClock(clock)}`);
  if (ticks === undefined) return undefined;
  const offset = BigInt(hours) * TICKS_PER_HOUR + BigInt(minutes) * TICKS_PER_MINUTE;
  const first = sign === '-' ? ticks + offset : ticks - offset;
  const last = first + lengthOf(clock) - 1n;
  if (first < 0n || last > MAX_DATETIME_TICKS) return undefined;
  return { first: formatDateTime(first), last: formatDateTime(last) };
}

/**
 * Writes the offset of local time behind each time in a filter's text that has none, so that it means the same to all.
 * @param offsetAt minutes that local time is ahead of UTC at a moment in milliseconds since 1970
 */
export function addLocalOffsets(typed: string, offsetAt: (milliseconds: number) => number): string {
  return typed.replace(WITHOUT_OFFSET, (time: string, day: string, clock: string | undefined) => {
    const asUtc = Date.parse(`${day}T${completeClock(clock).slice(0, 8)}Z`);
    if (Number.isNaN(asUtc)) return time;
    const nearby = asUtc - offsetAt(asUtc) * 60_000;
    return `${time}${writeOffset(offsetAt(nearby))}`;
  });
}

/** An offset from UTC as ISO 8601 has it: `+01:00`. @param minutes that local time is ahead of UTC */
export function writeOffset(minutes: number): string {
  const size = Math.abs(Math.round(minutes));
  const clock = [Math.floor(size / 60), size % 60].map((part) => String(part).padStart(2, '0')).join(':');
  return `${minutes < 0 ? '-' : '+'}${clock}`;
}

const UNITS: Readonly<Record<string, bigint>> = {
  d: TICKS_PER_DAY,
  h: TICKS_PER_HOUR,
  m: TICKS_PER_MINUTE,
  s: TICKS_PER_SECOND,
  ms: TICKS_PER_MILLISECOND,
  microsecond: TICKS_PER_MICROSECOND,
  tick: 1n,
};
const MEASURED = /^(-?)(\d{1,10})(?:\.(\d{1,7}))?\s*(ms|d|h|m|s|microsecond|tick)s?$/i;
const BEGUN_CLOCK = /^-?(?:\d{1,8}\.)?\d\d:\d\d$/;

/** Reads a timespan as KQL writes it, `5m` or `1.5h`, or without its seconds; what is none comes back as it is. */
export function completeTimespan(typed: string): string {
  if (BEGUN_CLOCK.test(typed)) return `${typed}:00`;
  const [, sign, whole = '', fraction = '', unit = ''] = MEASURED.exec(typed) ?? [];
  const ticks = UNITS[unit.toLowerCase()];
  if (ticks === undefined) return typed;
  const size = (BigInt(whole + fraction.padEnd(7, '0')) * ticks) / 10_000_000n;
  return formatTimespanTicks(sign === '-' ? -size : size);
}

function completeClock(clock = '00'): string {
  return clock.length < 8 ? `${clock}:00:00`.slice(0, 8) : clock;
}

function lengthOf(clock: string | undefined): bigint {
  if (clock === undefined) return TICKS_PER_DAY;
  if (clock.length > 8) return 10n ** BigInt(16 - clock.length);
  return clock.length === 8 ? TICKS_PER_SECOND : clock.length === 5 ? TICKS_PER_MINUTE : TICKS_PER_HOUR;
}
