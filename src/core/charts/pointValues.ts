import { displayValue } from '../results/display/displayCell';
import {
  formatDateTime,
  formatTimespanTicks,
  parseServiceDateTime,
  parseServiceTimespan,
  UNIX_EPOCH_TICKS,
} from '../results/values/ticks';
import type { ScalarType } from '../results/scalarType';

export const TICKS_PER_MS = 10_000;
const NUMBERS_BY_WORD: Readonly<Record<string, number>> = { true: 1, false: 0 };

/** The number that stands for a value in a drawing: milliseconds for times, 1 and 0 for bools; undefined where none does. */
export function numberOf(type: ScalarType, text: string): number | undefined {
  switch (type) {
    case 'datetime':
    case 'timespan': {
      const ticks = ticksOf(type, text);
      return ticks === undefined ? undefined : numberOfTicks(type, ticks);
    }
    case 'bool':
      return NUMBERS_BY_WORD[text];
    default: {
      const number = Number(text);
      return text.trim() === '' || !Number.isFinite(number) ? undefined : number;
    }
  }
}

/** A time or timespan as Kusto counts it. */
export function ticksOf(type: 'datetime' | 'timespan', text: string): bigint | undefined {
  return type === 'datetime' ? parseServiceDateTime(text) : parseServiceTimespan(text);
}

/** Ticks as milliseconds, times since the Unix epoch. */
export function numberOfTicks(type: 'datetime' | 'timespan', ticks: bigint): number {
  return Number(type === 'datetime' ? ticks - UNIX_EPOCH_TICKS : ticks) / TICKS_PER_MS;
}

/** What people read for a number on an axis of a type, exact as far as the number is. */
export function textOfNumber(type: ScalarType, number: number): string {
  return textOfTicks(type, BigInt(Math.round(number * TICKS_PER_MS))) ?? String(number);
}

/** The last value of a type of times before a number. */
export function textBefore(type: 'datetime' | 'timespan', number: number): string {
  return textOfTicks(type, BigInt(Math.round(number * TICKS_PER_MS)) - 1n) ?? '';
}

function textOfTicks(type: ScalarType, ticks: bigint): string | undefined {
  if (type === 'datetime') return formatDateTime(ticks + UNIX_EPOCH_TICKS);
  return type === 'timespan' ? formatTimespanTicks(ticks) : undefined;
}

/** A value's exact text, or `''` where its number says all of it. */
export function exactText(type: ScalarType, text: string, number: number): string {
  if (type === 'real') return '';
  const shown = displayValue(type, text);
  const isSame = isClock(type) ? textOfNumber(type, number) === shown : String(number) === text;
  return isSame ? '' : shown;
}

function isClock(type: ScalarType): boolean {
  return type === 'datetime' || type === 'timespan';
}
