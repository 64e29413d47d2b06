import { writeDigits } from './digits';

const DASH = 0x2d;
const COLON = 0x3a;

/** The Gregorian calendar repeats itself after 400 years; counted from a March, each leap day ends a year. */
const DAYS_IN_400_YEARS = 146_097;
const DAYS_IN_100_YEARS = 36_524;
const DAYS_IN_4_YEARS = 1461;
/** On average. */
const DAYS_A_YEAR = 365.2425;
/** Days from 0000-03-01 to 0001-01-01. */
const DAYS_FROM_FIRST_MARCH = 306;
/** Days from March to the end of July, as often as they come. */
const DAYS_IN_5_MONTHS = 153;

/** Writes `hh:mm:ss` up to `end`. @returns its start */
export function writeClock(bytes: Uint8Array, end: number, secondsOfDay: number): number {
  const minutes = (secondsOfDay / 60) | 0;
  const hours = (minutes / 60) | 0;
  let at = writeDigits(bytes, end, secondsOfDay - minutes * 60, 2);
  bytes[--at] = COLON;
  at = writeDigits(bytes, at, minutes - hours * 60, 2);
  bytes[--at] = COLON;
  return writeDigits(bytes, at, hours, 2);
}

/** Writes `yyyy-MM-dd` up to `end`, of a count of days from 0001-01-01. @returns its start */
export function writeDate(bytes: Uint8Array, end: number, days: number): number {
  const fromMarch = days + DAYS_FROM_FIRST_MARCH;
  const era = (fromMarch / DAYS_IN_400_YEARS) | 0;
  const dayOfEra = fromMarch - era * DAYS_IN_400_YEARS;
  const leapDays =
    ((dayOfEra / (DAYS_IN_4_YEARS - 1)) | 0) -
    ((dayOfEra / DAYS_IN_100_YEARS) | 0) +
    ((dayOfEra / (DAYS_IN_400_YEARS - 1)) | 0);
  const yearOfEra = ((dayOfEra - leapDays) / 365) | 0;
  const dayOfYear = dayOfEra - yearOfEra * 365 - ((yearOfEra / 4) | 0) + ((yearOfEra / 100) | 0);
  const monthFromMarch = ((5 * dayOfYear + 2) / DAYS_IN_5_MONTHS) | 0;
  const day = dayOfYear - (((DAYS_IN_5_MONTHS * monthFromMarch + 2) / 5) | 0) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  let at = writeDigits(bytes, end, day, 2);
  bytes[--at] = DASH;
  at = writeDigits(bytes, at, month, 2);
  bytes[--at] = DASH;
  return writeDigits(bytes, at, era * 400 + yearOfEra + Number(month <= 2), 4);
}

/** The year in which a day lies, which is a count of days from 0001-01-01. */
export function yearOf(day: number): number {
  // Off by one at most.
  const year = ((day / DAYS_A_YEAR) | 0) + 1;
  if (firstDayOf(year) > day) return year - 1;
  return firstDayOf(year + 1) > day ? year : year + 1;
}

/** Days from 0001-01-01 to the first of a year. */
export function firstDayOf(year: number): number {
  const years = year - 1;
  const centuries = (years / 100) | 0;
  return years * 365 + (years >> 2) - centuries + (centuries >> 2);
}
