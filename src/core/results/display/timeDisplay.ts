import { writeOffset } from '../filtering/typedTimes';
import type { ScalarType } from '../scalarType';
import { displayValue } from './displayCell';
import type { TimeZone } from './timeZone';

/** How datetimes are shown in the grid. Values, copies and files keep their exact UTC text. */
export const TIME_DISPLAYS = ['utc', 'local', 'relative'] as const;
export type TimeDisplay = (typeof TIME_DISPLAYS)[number];

/** What a setting or an attribute says of how times are shown; UTC where it says nothing that there is. */
export function parseTimeDisplay(value: unknown): TimeDisplay {
  return TIME_DISPLAYS.find((display) => display === value) ?? 'utc';
}

const SHOWN_DATETIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{7})Z$/;
const MINUTE = 60_000;
const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365.25 * 24 * 60 * MINUTE],
  ['day', 24 * 60 * MINUTE],
  ['hour', 60 * MINUTE],
  ['minute', MINUTE],
  ['second', 1000],
];
const relativeTimes = new Intl.RelativeTimeFormat('en', { numeric: 'always', style: 'short' });

/**
 * A datetime, as a cell shows it, in another way: local time with its offset and all seven digits, or how long ago it
 * was. What is no datetime comes back as it is.
 * @param now in milliseconds since 1970
 * @param offsetAt minutes that local time is ahead of UTC at a moment
 */
export function showTime(
  utc: string,
  display: TimeDisplay,
  now: number,
  offsetAt: (milliseconds: number) => number = localOffset,
): string {
  const [, seconds, fraction = ''] = SHOWN_DATETIME.exec(utc) ?? [];
  if (seconds === undefined || display === 'utc') return utc;
  const milliseconds = Date.parse(`${seconds}Z`);
  if (Number.isNaN(milliseconds)) return utc;
  return display === 'relative' ? relativeTime(milliseconds - now) : localTime(utc, milliseconds, fraction, offsetAt);
}

/** A value's text as a cell shows it. @param zone of datetimes; UTC where left out */
export function shownValue(type: ScalarType, text: string, zone: TimeZone | undefined): string {
  const shown = displayValue(type, text);
  return type === 'datetime' && zone !== undefined ? showTime(shown, 'local', 0, zone.offsetAt) : shown;
}

function localTime(
  utc: string,
  milliseconds: number,
  fraction: string,
  offsetAt: (milliseconds: number) => number,
): string {
  const offset = Math.round(offsetAt(milliseconds));
  const local = new Date(milliseconds + offset * MINUTE).toISOString();
  // Local time may lie outside of the years that have four digits.
  if (local.length !== '2026-01-01T00:00:00.000Z'.length || local.startsWith('0000')) return utc;
  return `${local.slice(0, 19)}${fraction}${writeOffset(offset)}`;
}

function relativeTime(difference: number): string {
  const [unit, length] = UNITS.find(([, least]) => Math.abs(difference) >= least) ?? (['second', 1000] as const);
  return relativeTimes.format(Math.trunc(difference / length), unit);
}

/** Minutes that local time is ahead of UTC at a moment, in milliseconds since 1970. */
export function localOffset(milliseconds: number): number {
  return -new Date(milliseconds).getTimezoneOffset();
}
