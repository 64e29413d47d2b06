import { MAX_DATETIME_TICKS, TICKS_PER_DAY } from '../../core/results/values/ticks';
import {
  addMonths,
  calendarMoment,
  datetimeInRange,
  startOfDay,
  startOfWeek,
  TICKS_PER_WEEK,
  ticksOfMoment,
} from './calendar';
import { defineScalar, type ScalarFunction } from './scalarFunction';
type Start = (when: bigint, offset: bigint) => bigint | undefined;

const STARTS: Readonly<Record<'day' | 'week' | 'month' | 'year', Start>> = {
  day: (when, offset) => datetimeInRange(startOfDay(when) + offset * TICKS_PER_DAY),
  week: (when, offset) => datetimeInRange(startOfWeek(when) + offset * TICKS_PER_WEEK),
  month: (when, offset) => addMonths(startOfMonth(when), Number(offset)),
  year: (when, offset) => {
    const { year } = calendarMoment(when);
    return ticksOfMoment({ year: year + Number(offset) });
  },
};

/** https://learn.microsoft.com/kusto/query/startofday-function and its kin: the offset counts units. */
const startFunctions = Object.entries(STARTS).map(([unit, start]) =>
  defineScalar({
    name: `startof${unit}`,
    parameters: ['datetime'],
    optional: ['long'],
    returns: 'datetime',
    call: (when, offset = 0n) => start(when, offset) ?? null,
  }),
);

/** https://learn.microsoft.com/kusto/query/endofday-function and its kin: the last tick before the next unit. */
const endFunctions = Object.entries(STARTS).map(([unit, start]) =>
  defineScalar({
    name: `endof${unit}`,
    parameters: ['datetime'],
    optional: ['long'],
    returns: 'datetime',
    call(when, offset = 0n) {
      const next = start(when, offset + 1n);
      if (next !== undefined) return datetimeInRange(next - 1n) ?? null;
      // The last unit ends with the end of time.
      return start(when, offset) === undefined ? null : MAX_DATETIME_TICKS;
    },
  }),
);

export const CALENDAR_BORDER_FUNCTIONS: readonly ScalarFunction[] = [...startFunctions, ...endFunctions];

function startOfMonth(when: bigint): bigint {
  return startOfDay(when) - BigInt(calendarMoment(when).day - 1) * TICKS_PER_DAY;
}
