import { readDigits, readTwoDigits, writeDigits } from '../values/digits';
import { parseServiceDateTime, TICKS_PER_MINUTE } from '../values/ticks';
import { shownValue } from '../display/timeDisplay';
import type { TimeZone } from '../display/timeZone';
import { holdsNumber, type NumberNeedle, type TextNeedle } from '../searching/textNeedle';
import { TickColumn } from './tickColumn';
import { firstDayOf, writeClock, writeDate, yearOf } from '../values/writeTime';
import type { WrittenTexts } from '../searching/writtenTexts';

const PLUS = 0x2b;
const DASH = 0x2d;
const COLON = 0x3a;
const POINT = 0x2e;
const CAPITAL_T = 0x54;
const CAPITAL_Z = 0x5a;
const SMALL_T = 0x74;
const SMALL_Z = 0x7a;

const SECONDS_PER_DAY = 86_400;
/** From 0001 to 9999. */
const SECONDS_IN_ALL_YEARS = 3_652_059 * SECONDS_PER_DAY;
const TICKS_PER_SECOND = 10_000_000;
/** Days from 0001-01-01 to 1970-01-01. */
const UNIX_EPOCH_DAYS = 719_162;
const MS_PER_DAY = 86_400_000;
const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];
const POWERS_OF_TEN = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000];
/** `2026-01-31T23:59:59`, without fraction and zone. */
const WHOLE_SECONDS_LENGTH = 19;
/** `2026-01-31T` */
const CLOCK_START = 11;
const FRACTION_DIGITS = 7;
/** What parts of the usual forms are like, in lower case. */
const PART = /^[-\d]*t?[:\d]*(?:\.\d*)?z?$/;
const LONGEST = '9999-12-31T23:59:59.9999999Z'.length;
/** The same of texts in a zone. */
const PART_IN_ZONE = /^[-\d]*t?[:\d]*(?:\.\d*)?(?:z|[-+][:\d]*)?$/;
const LONGEST_IN_ZONE = '9999-12-31T23:59:59.9999999+23:59'.length;
const WITH_OFFSET = /^(.+)([+-])(\d\d):(\d\d)$/;

/** Datetimes; the usual forms are `2026-01-31T23:59:59[.fffffff]Z`, and a form's code is its count of fraction digits. */
export class DateTimeColumn extends TickColumn {
  private lastDay = -1;
  private lastDate = '';

  private readonly written: WrittenTexts = {
    forms: this.forms,
    partPattern: PART,
    longest: LONGEST,
    text: (row) => this.text(row),
    holds: (row, fractionDigits, number) => this.holds(row, fractionDigits, number),
    write: (row, fractionDigits, bytes) => this.write(row, fractionDigits, bytes),
  };

  protected textsFor({ zone }: TextNeedle): WrittenTexts {
    return zone === undefined ? this.written : this.writtenIn(zone);
  }

  protected storeBytes(row: number, bytes: Uint8Array, start: number, end: number): boolean {
    if (!hasUsualMarks(bytes, start, end)) return false;
    const day = readDay(bytes, start);
    const clock = readClock(bytes, start + CLOCK_START);
    const afterSeconds = start + WHOLE_SECONDS_LENGTH;
    if (day < 0 || clock < 0) return false;
    const digits = Math.max(end - 1 - afterSeconds - 1, 0);
    let fraction = 0;
    if (end - 1 > afterSeconds) {
      if (bytes[afterSeconds] !== POINT || digits < 1 || digits > FRACTION_DIGITS) return false;
      fraction = readDigits(bytes, afterSeconds + 1, digits) * (POWERS_OF_TEN[FRACTION_DIGITS - digits] ?? 1);
      if (fraction < 0) return false;
    }
    this.ticks.setTicks(row, day, clock, fraction);
    this.forms.set(row, digits);
    return true;
  }

  protected parse(text: string): bigint | undefined {
    return parseDateTime(text);
  }

  protected format(row: number, fractionDigits: number): string {
    const fraction = this.ticks.remainder(row, TICKS_PER_SECOND);
    const seconds = this.ticks.quotient(row, TICKS_PER_SECOND);
    const day = Math.floor(seconds / SECONDS_PER_DAY);
    const clock = seconds % SECONDS_PER_DAY;
    const time = `${pad(Math.floor(clock / 3600))}:${pad(Math.floor(clock / 60) % 60)}:${pad(clock % 60)}`;
    if (fractionDigits === 0) return `${this.dateOf(day)}T${time}Z`;
    const digits = String(fraction).padStart(FRACTION_DIGITS, '0').slice(0, fractionDigits);
    return `${this.dateOf(day)}T${time}.${digits}Z`;
  }

  /** Three digits and more stand in a year or a fraction only. */
  private holds(row: number, fractionDigits: number, number: NumberNeedle): boolean | undefined {
    if (number.power < 1000) return undefined;
    const seconds = this.ticks.divideSize(row, TICKS_PER_SECOND);
    const fraction = (this.ticks.rest / (POWERS_OF_TEN[FRACTION_DIGITS - fractionDigits] ?? 1)) | 0;
    return holdsNumber(fraction, number) || holdsNumber(yearOf((seconds / SECONDS_PER_DAY) | 0), number);
  }

  private write(row: number, fractionDigits: number, bytes: Uint8Array): number {
    const seconds = this.ticks.divideSize(row, TICKS_PER_SECOND);
    const day = (seconds / SECONDS_PER_DAY) | 0;
    let at = bytes.length;
    bytes[--at] = SMALL_Z;
    if (fractionDigits > 0) {
      const fraction = this.ticks.rest / (POWERS_OF_TEN[FRACTION_DIGITS - fractionDigits] ?? 1);
      at = writeDigits(bytes, at, fraction, fractionDigits);
      bytes[--at] = POINT;
    }
    at = writeClock(bytes, at, seconds - day * SECONDS_PER_DAY);
    bytes[--at] = SMALL_T;
    return writeDate(bytes, at, day);
  }

  /** The texts as `shownValue` has them. */
  private writtenIn(zone: TimeZone): WrittenTexts {
    return {
      forms: this.forms,
      partPattern: PART_IN_ZONE,
      longest: LONGEST_IN_ZONE,
      text: (row) => shownValue('datetime', this.text(row), zone),
      write: (row, _, bytes) => this.writeIn(zone, row, bytes),
    };
  }

  private writeIn(zone: TimeZone, row: number, bytes: Uint8Array): number {
    const utc = this.ticks.divideSize(row, TICKS_PER_SECOND);
    const fraction = this.ticks.rest;
    const minutes = zone.offsetAt((utc - UNIX_EPOCH_DAYS * SECONDS_PER_DAY) * 1000);
    const seconds = utc + minutes * 60;
    // Such a time is shown in UTC.
    if (seconds < 0 || seconds >= SECONDS_IN_ALL_YEARS) return -1;
    const day = Math.floor(seconds / SECONDS_PER_DAY);
    const size = Math.abs(minutes);
    let at = writeDigits(bytes, bytes.length, size % 60, 2);
    bytes[--at] = COLON;
    at = writeDigits(bytes, at, Math.floor(size / 60), 2);
    bytes[--at] = minutes < 0 ? DASH : PLUS;
    at = writeDigits(bytes, at, fraction, FRACTION_DIGITS);
    bytes[--at] = POINT;
    at = writeClock(bytes, at, seconds - day * SECONDS_PER_DAY);
    bytes[--at] = SMALL_T;
    return writeDate(bytes, at, day);
  }

  /** Neighbouring rows mostly lie on the same day. */
  private dateOf(day: number): string {
    if (day !== this.lastDay) {
      this.lastDay = day;
      this.lastDate = new Date((day - UNIX_EPOCH_DAYS) * MS_PER_DAY).toISOString().slice(0, 10);
    }
    return this.lastDate;
  }
}

/** The ticks of a datetime in any form that a column of them knows, in UTC or with an offset; else undefined. */
export function parseDateTime(text: string): bigint | undefined {
  const [, local = text, sign = '+', hours = '0', minutes = '0'] = WITH_OFFSET.exec(text) ?? [];
  const ticks = parseServiceDateTime(local.replace(' ', 'T'));
  if (ticks === undefined) return undefined;
  const offset = BigInt(Number(hours) * 60 + Number(minutes)) * TICKS_PER_MINUTE;
  return sign === '-' ? ticks + offset : ticks - offset;
}

/** Whether what stands between the digits is what stands there in the usual forms. */
function hasUsualMarks(bytes: Uint8Array, start: number, end: number): boolean {
  return (
    end - start > WHOLE_SECONDS_LENGTH &&
    bytes[start + 4] === DASH &&
    bytes[start + 7] === DASH &&
    bytes[start + 10] === CAPITAL_T &&
    bytes[start + 13] === COLON &&
    bytes[start + 16] === COLON &&
    bytes[end - 1] === CAPITAL_Z
  );
}

/** Seconds of the day from `hh:mm:ss`; negative where there is no such time. */
function readClock(bytes: Uint8Array, start: number): number {
  const hour = readTwoDigits(bytes, start);
  const minute = readTwoDigits(bytes, start + 3);
  const second = readTwoDigits(bytes, start + 6);
  if ((hour | minute | second) < 0 || hour > 23 || minute > 59 || second > 59) return -1;
  return hour * 3600 + minute * 60 + second;
}

/** Days from 0001-01-01 to `yyyy-MM-dd`; negative where there is no such date. */
function readDay(bytes: Uint8Array, start: number): number {
  const century = readTwoDigits(bytes, start);
  const yearOfCentury = readTwoDigits(bytes, start + 2);
  const month = readTwoDigits(bytes, start + 5);
  const day = readTwoDigits(bytes, start + 8);
  const year = century * 100 + yearOfCentury;
  if ((century | yearOfCentury) < 0 || year < 1 || month < 1 || month > 12 || day < 1) return -1;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const before = DAYS_BEFORE_MONTH[month - 1] ?? 0;
  const length = (DAYS_BEFORE_MONTH[month] ?? 0) - before + Number(isLeap && month === 2);
  if (day > length) return -1;
  return firstDayOf(year) + before + Number(isLeap && month > 2) + day - 1;
}

function pad(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
