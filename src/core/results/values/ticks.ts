/**
 * Datetimes and timespans as Kusto holds them: 64-bit counts of 100 ns ticks, datetimes from 0001-01-01T00:00:00Z
 * to the last tick of the year 9999. Everything here is exact.
 */
export const TICKS_PER_MICROSECOND = 10n;
export const TICKS_PER_MILLISECOND = 10_000n;
export const TICKS_PER_SECOND = 10_000_000n;
export const TICKS_PER_MINUTE = 600_000_000n;
export const TICKS_PER_HOUR = 36_000_000_000n;
export const TICKS_PER_DAY = 864_000_000_000n;
/** Ticks from 0001-01-01 to 1970-01-01. */
export const UNIX_EPOCH_TICKS = 621_355_968_000_000_000n;
export const MAX_DATETIME_TICKS = 3_155_378_975_999_999_999n;

const SERVICE_DATETIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,7}))?Z?$/;
const SERVICE_TIMESPAN = /^(-)?(?:(\d{1,8})\.)?(\d\d):(\d\d):(\d\d)(?:\.(\d{1,7}))?$/;

/** Parses a datetime as the service writes it (`2026-01-31T23:59:59.1234567Z`, 0 to 7 fraction digits); else undefined. */
export function parseServiceDateTime(text: string): bigint | undefined {
  const match = SERVICE_DATETIME.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction = ''] = match;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (date.getUTCMonth() + 1 !== Number(month) || Number(year) < 1) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  date.setUTCHours(Number(hour), Number(minute), Number(second));
  return ticksFromUnixMilliseconds(BigInt(date.getTime())) + BigInt(fraction.padEnd(7, '0'));
}

/** Writes a datetime with all seven fraction digits: `2026-01-31T23:59:59.1234567Z`. */
export function formatDateTime(ticks: bigint): string {
  const fraction = floorModulo(ticks, TICKS_PER_SECOND);
  const milliseconds = (ticks - fraction - UNIX_EPOCH_TICKS) / TICKS_PER_MILLISECOND;
  const toSeconds = new Date(Number(milliseconds)).toISOString().slice(0, 19);
  return `${toSeconds}.${String(fraction).padStart(7, '0')}Z`;
}

/** Parses a timespan as the service writes it (`-1.02:03:04.5000000`); else undefined. */
export function parseServiceTimespan(text: string): bigint | undefined {
  return ticksOfClock(SERVICE_TIMESPAN.exec(text));
}

/**
 * The ticks of a timespan written as a clock.
 * @param match its sign, days, hours, minutes, seconds and up to seven fraction digits; null where it is none
 */
export function ticksOfClock(match: RegExpExecArray | null): bigint | undefined {
  if (match === null) return undefined;
  const [, sign, days = '0', hours = '0', minutes = '0', seconds = '0', fraction = ''] = match;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  const ticks =
    BigInt(days) * TICKS_PER_DAY +
    BigInt(hours) * TICKS_PER_HOUR +
    BigInt(minutes) * TICKS_PER_MINUTE +
    BigInt(seconds) * TICKS_PER_SECOND +
    BigInt(fraction.padEnd(7, '0'));
  return sign === '-' ? -ticks : ticks;
}

/** Writes a timespan as Kusto does: `[-][d.]hh:mm:ss[.fffffff]`, the fraction only where there is one. */
export function formatTimespanTicks(ticks: bigint): string {
  const size = ticks < 0n ? -ticks : ticks;
  const days = size / TICKS_PER_DAY;
  const fraction = size % TICKS_PER_SECOND;
  const clock = [(size / TICKS_PER_HOUR) % 24n, (size / TICKS_PER_MINUTE) % 60n, (size / TICKS_PER_SECOND) % 60n]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  const sign = ticks < 0n ? '-' : '';
  return `${sign}${days > 0n ? `${days}.` : ''}${clock}${fraction > 0n ? `.${String(fraction).padStart(7, '0')}` : ''}`;
}

export function ticksFromUnixMilliseconds(milliseconds: bigint): bigint {
  return UNIX_EPOCH_TICKS + milliseconds * TICKS_PER_MILLISECOND;
}

/** The remainder that is never negative, so that times before an epoch fall into the right unit. */
export function floorModulo(value: bigint, divisor: bigint): bigint {
  const remainder = value % divisor;
  return remainder < 0n ? remainder + divisor : remainder;
}
