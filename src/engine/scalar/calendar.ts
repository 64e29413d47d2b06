import {
  floorModulo,
  MAX_DATETIME_TICKS,
  TICKS_PER_DAY,
  TICKS_PER_HOUR,
  TICKS_PER_MINUTE,
  TICKS_PER_SECOND,
} from '../../core/results/values/ticks';

/** A moment by the calendar: month and day count from 1, `fraction` is the ticks within the second. */
export interface CalendarMoment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly fraction: number;
}

export const TICKS_PER_WEEK = 7n * TICKS_PER_DAY;
const MILLISECONDS_PER_DAY = 86_400_000;
/** Days from 0001-01-01 to 1970-01-01. */
const UNIX_EPOCH_DAY = 719_162;

/** The calendar's view of a datetime. */
export function calendarMoment(ticks: bigint): CalendarMoment {
  const date = new Date((dayNumber(ticks) - UNIX_EPOCH_DAY) * MILLISECONDS_PER_DAY);
  const ofDay = floorModulo(ticks, TICKS_PER_DAY);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: Number(ofDay / TICKS_PER_HOUR),
    minute: Number((ofDay / TICKS_PER_MINUTE) % 60n),
    second: Number((ofDay / TICKS_PER_SECOND) % 60n),
    fraction: Number(ofDay % TICKS_PER_SECOND),
  };
}

/** The ticks of a moment; undefined where the calendar or the clock has no such moment (30 February, 24:00). */
export function ticksOfMoment(moment: Partial<CalendarMoment> & Pick<CalendarMoment, 'year'>): bigint | undefined {
  const { year, month = 1, day = 1, hour = 0, minute = 0, second = 0, fraction = 0 } = moment;
  if (![year, month, day, hour, minute, second, fraction].every(Number.isInteger)) return undefined;
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return undefined;
  return (
    BigInt(dayNumberOf(year, month, day)) * TICKS_PER_DAY +
    BigInt(hour) * TICKS_PER_HOUR +
    BigInt(minute) * TICKS_PER_MINUTE +
    BigInt(second) * TICKS_PER_SECOND +
    BigInt(fraction)
  );
}

/** Whole days since 0001-01-01, which was a Monday. */
export function dayNumber(ticks: bigint): number {
  return Number((ticks - floorModulo(ticks, TICKS_PER_DAY)) / TICKS_PER_DAY);
}

/** Sunday is 0. */
export function weekday(ticks: bigint): number {
  return (((dayNumber(ticks) + 1) % 7) + 7) % 7;
}

export function startOfDay(ticks: bigint): bigint {
  return ticks - floorModulo(ticks, TICKS_PER_DAY);
}

/** Weeks start on Sunday. */
export function startOfWeek(ticks: bigint): bigint {
  return startOfDay(ticks) - BigInt(weekday(ticks)) * TICKS_PER_DAY;
}

/** January 1 is 1. */
export function dayOfYear(ticks: bigint): number {
  const { year } = calendarMoment(ticks);
  return dayNumber(ticks) - dayNumberOf(year, 1, 1) + 1;
}

/** The ISO 8601 week: weeks start on Monday, and the first is that of the year's first Thursday. */
export function isoWeek(ticks: bigint): number {
  const day = dayNumber(ticks);
  const thursday = day - (((day % 7) + 7) % 7) + 3;
  const { year } = calendarMoment(BigInt(thursday) * TICKS_PER_DAY);
  return Math.floor((thursday - dayNumberOf(year, 1, 1)) / 7) + 1;
}

/** Moves a datetime by months; a day past the end of the month becomes its last. Undefined outside years 1 to 9999. */
export function addMonths(ticks: bigint, months: number): bigint | undefined {
  const moment = calendarMoment(ticks);
  const monthIndex = moment.year * 12 + moment.month - 1 + months;
  const year = Math.floor(monthIndex / 12);
  const month = monthIndex - year * 12 + 1;
  return ticksOfMoment({ ...moment, year, month, day: Math.min(moment.day, daysInMonth(year, month)) });
}

/** The ticks, or undefined outside the range of datetime. */
export function datetimeInRange(ticks: bigint): bigint | undefined {
  return ticks >= 0n && ticks <= MAX_DATETIME_TICKS ? ticks : undefined;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function dayNumberOf(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime() / MILLISECONDS_PER_DAY + UNIX_EPOCH_DAY;
}
