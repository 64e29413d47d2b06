import { fail, succeed, type Outcome } from '../errors';
import { floorModulo } from '../results/values/ticks';
import type { ScalarType } from '../results/scalarType';
import { wrongBin } from './errors';
import { numberOf, numberOfTicks, ticksOf, TICKS_PER_MS } from './pointValues';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const UNITS: Readonly<Record<string, number>> = { ms: 1, s: SECOND, m: MINUTE, h: HOUR, d: DAY };
const TIMESPAN = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)$/;

/** Steps that people count in, in milliseconds. */
const TIME_STEPS = [
  ...[1, 10, 100],
  ...[1, 5, 15, 30].map((count) => count * SECOND),
  ...[1, 5, 15, 30].map((count) => count * MINUTE),
  ...[1, 3, 6, 12].map((count) => count * HOUR),
  ...[1, 7, 30, 90, 365].map((count) => count * DAY),
];
/** A step that nobody chose makes at most so many of them. */
const MOST_STEPS = 60;

/**
 * How wide the steps of an axis are.
 * @param typed `5m`, `1h` for an axis of times, a number for one of numbers; as fits where it is empty
 */
export function stepOf(typed: string, isTime: boolean, extent: number): Outcome<number> {
  const text = typed.trim();
  if (text === '') return succeed(isTime ? fittingTimeStep(extent) : fittingNumberStep(extent));
  const [, count = '', unit = ''] = TIMESPAN.exec(text) ?? [];
  const step = isTime ? Number(count) * (UNITS[unit] ?? NaN) : Number(text);
  return step > 0 && Number.isFinite(step) ? succeed(step) : fail(wrongBin(text));
}

/**
 * The beginning of the step that a value is in, as a number of `numberOf`; undefined for a text that is no value. Times
 * are counted in ticks, datetimes from year 1, as Kusto's `bin` does.
 */
export function startOfStep(type: ScalarType, text: string, step: number): number | undefined {
  if (type !== 'datetime' && type !== 'timespan') {
    const number = numberOf(type, text);
    return number === undefined ? undefined : Math.floor(number / step) * step;
  }
  const ticks = ticksOf(type, text);
  if (ticks === undefined) return undefined;
  return numberOfTicks(type, ticks - floorModulo(ticks, BigInt(Math.round(step * TICKS_PER_MS))));
}

function fittingTimeStep(extent: number): number {
  return TIME_STEPS.find((step) => extent / step <= MOST_STEPS) ?? Math.ceil(extent / MOST_STEPS / DAY) * DAY;
}

function fittingNumberStep(extent: number): number {
  if (extent === 0) return 1;
  const least = extent / MOST_STEPS;
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= least) ?? 10 * power;
}
