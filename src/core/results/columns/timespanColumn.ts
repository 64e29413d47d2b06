import { readDigits, writeDigits, writeNumber } from '../values/digits';
import { holdsNumber, type NumberNeedle } from '../searching/textNeedle';
import { TickColumn } from './tickColumn';
import { formatTimespanTicks, parseServiceTimespan } from '../values/ticks';
import { writeClock } from '../values/writeTime';
import type { WrittenTexts } from '../searching/writtenTexts';

const USUAL = 0;
const MAX_TICKS = 9_223_372_036_854_775_807n;

const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const COLON = 0x3a;

const SECONDS_PER_DAY = 86_400;
const TICKS_PER_SECOND = 10_000_000;
/** The days of the longest timespan that 64 bits hold. */
const MAX_DAYS = 10_675_199;
const MAX_DAY_DIGITS = 8;
/** `23:59:59` */
const CLOCK_LENGTH = 8;
const FRACTION_DIGITS = 7;
/** What parts of the usual form are like. */
const PART = /^-?[\d.:]*$/;
const LONGEST = '-10675199.02:48:05.4775807'.length;

/** Timespans; one usual form: `[-][d.]hh:mm:ss[.fffffff]`. */
export class TimespanColumn extends TickColumn {
  private readonly written: WrittenTexts = {
    forms: this.forms,
    partPattern: PART,
    longest: LONGEST,
    text: (row) => this.text(row),
    holds: (row, _, number) => this.holds(row, number),
    write: (row, _, bytes) => this.write(row, bytes),
  };

  protected textsFor(): WrittenTexts {
    return this.written;
  }

  protected storeBytes(row: number, bytes: Uint8Array, start: number, end: number): boolean {
    const isNegative = bytes[start] === MINUS;
    const first = isNegative ? start + 1 : start;
    const dayDigits = countDayDigits(bytes, first, end);
    const days = readDigits(bytes, first, dayDigits);
    if (days < 0 || days > MAX_DAYS || (dayDigits > 0 && bytes[first] === ZERO)) return false;
    const clockStart = dayDigits === 0 ? first : first + dayDigits + 1;
    const clock = readClock(bytes, clockStart, end);
    const fraction = readFraction(bytes, clockStart + CLOCK_LENGTH, end);
    if (clock < 0 || fraction < 0) return false;
    const seconds = days * SECONDS_PER_DAY + clock;
    if (isNegative && seconds === 0 && fraction === 0) return false;
    if (!this.ticks.setProduct(row, seconds, TICKS_PER_SECOND, fraction, isNegative)) return false;
    this.forms.set(row, USUAL);
    return true;
  }

  protected parse(text: string): bigint | undefined {
    const ticks = parseServiceTimespan(text);
    return ticks === undefined || ticks > MAX_TICKS || ticks < -MAX_TICKS ? undefined : ticks;
  }

  protected format(row: number): string {
    const ticks = this.ticks.exactNumber(row);
    return ticks === undefined ? formatTimespanTicks(this.ticks.get(row)) : formatTicks(ticks);
  }

  /** Three digits and more stand in a count of days or a fraction only. */
  private holds(row: number, number: NumberNeedle): boolean | undefined {
    if (number.power < 1000) return undefined;
    const seconds = this.ticks.divideSize(row, TICKS_PER_SECOND);
    return holdsNumber(this.ticks.rest, number) || holdsNumber((seconds / SECONDS_PER_DAY) | 0, number);
  }

  private write(row: number, bytes: Uint8Array): number {
    const seconds = this.ticks.divideSize(row, TICKS_PER_SECOND);
    const fraction = this.ticks.rest;
    const days = (seconds / SECONDS_PER_DAY) | 0;
    let at = bytes.length;
    if (fraction > 0) {
      at = writeDigits(bytes, at, fraction, FRACTION_DIGITS);
      bytes[--at] = POINT;
    }
    at = writeClock(bytes, at, seconds - days * SECONDS_PER_DAY);
    if (days > 0) {
      bytes[--at] = POINT;
      at = writeNumber(bytes, at, days);
    }
    if (this.ticks.isNegative(row)) bytes[--at] = MINUS;
    return at;
  }
}

/** As `formatTimespanTicks`, for ticks that a double holds exactly. */
function formatTicks(ticks: number): string {
  const size = Math.abs(ticks);
  const seconds = Math.floor(size / TICKS_PER_SECOND);
  const fraction = size % TICKS_PER_SECOND;
  const days = Math.floor(seconds / SECONDS_PER_DAY);
  const clock = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60].map(twoDigits).join(':');
  const sign = ticks < 0 ? '-' : '';
  const fractionText = fraction === 0 ? '' : `.${String(fraction).padStart(FRACTION_DIGITS, '0')}`;
  return `${sign}${days === 0 ? '' : `${days}.`}${clock}${fractionText}`;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/** How many bytes stand before the point between days and hours; 0 where there are no days. */
function countDayDigits(bytes: Uint8Array, start: number, end: number): number {
  const last = Math.min(start + MAX_DAY_DIGITS, end - 1);
  for (let position = start; position <= last; position++) {
    if (bytes[position] === POINT) return position - start;
    if (bytes[position] === COLON) return 0;
  }
  return 0;
}

/** The seconds of `hh:mm:ss`; negative where it is no time of a day. */
function readClock(bytes: Uint8Array, start: number, end: number): number {
  if (start + CLOCK_LENGTH > end || bytes[start + 2] !== COLON || bytes[start + 5] !== COLON) return -1;
  const hours = readDigits(bytes, start, 2);
  const minutes = readDigits(bytes, start + 3, 2);
  const seconds = readDigits(bytes, start + 6, 2);
  if (hours < 0 || minutes < 0 || seconds < 0 || hours > 23 || minutes > 59 || seconds > 59) return -1;
  return hours * 3600 + minutes * 60 + seconds;
}

/** The ticks of `.fffffff` or of nothing; negative where it is written otherwise. */
function readFraction(bytes: Uint8Array, start: number, end: number): number {
  if (start === end) return 0;
  if (end - start !== FRACTION_DIGITS + 1 || bytes[start] !== POINT) return -1;
  const ticks = readDigits(bytes, start + 1, FRACTION_DIGITS);
  return ticks === 0 ? -1 : ticks;
}
