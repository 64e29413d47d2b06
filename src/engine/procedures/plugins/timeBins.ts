import { floorModulo } from '../../../core/results/values/ticks';
import { addMonths, calendarMoment, startOfWeek, TICKS_PER_WEEK, ticksOfMoment } from '../../scalar/calendar';
import type { EngineValue } from '../../engineAnswer';

/** A timeline cut into bins; times are whole numbers, such as ticks. */
export interface TimeBins {
  /** The beginning of the bin that a time lies in. */
  binOf(this: void, time: bigint): bigint;
  /** The beginning of the bin `count` after the one that begins there. */
  move(this: void, bin: bigint, count: number): bigint;
}

/** Bins of one length, of which one begins at `origin`; or calendar weeks, months or years. */
export function timeBins(step: EngineValue | undefined, origin: bigint): TimeBins {
  switch (step) {
    case 'week':
      return { binOf: startOfWeek, move: (bin, count) => bin + BigInt(count) * TICKS_PER_WEEK };
    case 'month':
      return { binOf: startOfMonth, move: moveMonths };
    case 'year':
      return { binOf: startOfYear, move: (bin, count) => moveMonths(bin, count * 12) };
    default: {
      const length = typeof step === 'bigint' && step > 0n ? step : 1n;
      return {
        binOf: (time) => time - floorModulo(time - origin, length),
        move: (bin, count) => bin + BigInt(count) * length,
      };
    }
  }
}

function startOfMonth(time: bigint): bigint {
  const { year, month } = calendarMoment(time);
  return ticksOfMoment({ year, month }) ?? time;
}

function startOfYear(time: bigint): bigint {
  return ticksOfMoment({ year: calendarMoment(time).year }) ?? time;
}

/** Past the end of the calendar every bin is the first moment after it. */
function moveMonths(bin: bigint, count: number): bigint {
  return addMonths(bin, count) ?? bin + BigInt(Math.sign(count));
}
