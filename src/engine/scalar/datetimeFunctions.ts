import {
  floorModulo,
  TICKS_PER_DAY,
  TICKS_PER_HOUR,
  TICKS_PER_MICROSECOND,
  TICKS_PER_MILLISECOND,
  TICKS_PER_MINUTE,
  TICKS_PER_SECOND,
  UNIX_EPOCH_TICKS,
} from '../../core/results/values/ticks';
import {
  addMonths,
  calendarMoment,
  datetimeInRange,
  dayOfYear,
  isoWeek,
  startOfWeek,
  TICKS_PER_WEEK,
  ticksOfMoment,
  weekday,
} from './calendar';
import { aliasScalar, defineNullAware, defineScalar, ScalarFunctionError, type ScalarFunction } from './scalarFunction';

/** Parts of fixed length, in ticks. */
const FIXED_PARTS: ReadonlyMap<string, bigint> = new Map([
  ['week', TICKS_PER_WEEK],
  ['day', TICKS_PER_DAY],
  ['hour', TICKS_PER_HOUR],
  ['minute', TICKS_PER_MINUTE],
  ['second', TICKS_PER_SECOND],
  ['millisecond', TICKS_PER_MILLISECOND],
  ['microsecond', TICKS_PER_MICROSECOND],
]);
/** Parts that the calendar measures, in months. */
const MONTH_PARTS: ReadonlyMap<string, number> = new Map([
  ['year', 12],
  ['quarter', 3],
  ['month', 1],
]);
const NANOSECONDS_PER_TICK = 100n;

/** https://learn.microsoft.com/kusto/query/datetime-add-function */
const datetimeAdd = defineScalar({
  name: 'datetime_add',
  parameters: ['string', 'long', 'datetime'],
  returns: 'datetime',
  call(part, amount, when) {
    const name = part.toLowerCase();
    const months = MONTH_PARTS.get(name);
    if (months !== undefined) return addMonths(when, months * Number(amount)) ?? null;
    if (name === 'nanosecond') return datetimeInRange(when + amount / NANOSECONDS_PER_TICK) ?? null;
    const length = FIXED_PARTS.get(name) ?? refusePart('datetime_add', part);
    return datetimeInRange(when + amount * length) ?? null;
  },
});

/** Counts the borders of a part between two times. https://learn.microsoft.com/kusto/query/datetime-diff-function */
const datetimeDiff = defineScalar({
  name: 'datetime_diff',
  parameters: ['string', 'datetime', 'datetime'],
  returns: 'long',
  call(part, later, earlier) {
    const name = part.toLowerCase();
    const months = MONTH_PARTS.get(name);
    if (months !== undefined) return BigInt(monthCount(later, months) - monthCount(earlier, months));
    if (name === 'nanosecond') return (later - earlier) * NANOSECONDS_PER_TICK;
    if (name === 'week') return (startOfWeek(later) - startOfWeek(earlier)) / TICKS_PER_WEEK;
    const length = FIXED_PARTS.get(name) ?? refusePart('datetime_diff', part);
    return (later - floorModulo(later, length) - (earlier - floorModulo(earlier, length))) / length;
  },
});

/** `datetime_diff('week', …)`, which the service answers with a real. */
const datetimeDiffWeeks = defineScalar({
  name: 'DatetimeDiffWeeks',
  parameters: ['datetime', 'datetime'],
  returns: 'real',
  call: (later, earlier) => Number((startOfWeek(later) - startOfWeek(earlier)) / TICKS_PER_WEEK),
});

/** https://learn.microsoft.com/kusto/query/datetime-part-function */
const datetimePart = defineScalar({
  name: 'datetime_part',
  parameters: ['string', 'datetime'],
  returns: 'int',
  call(part, when) {
    const moment = calendarMoment(when);
    switch (part.toLowerCase()) {
      case 'year':
        return moment.year;
      case 'quarter':
        return Math.ceil(moment.month / 3);
      case 'month':
        return moment.month;
      case 'week_of_year':
      case 'weekofyear':
        return isoWeek(when);
      case 'day':
        return moment.day;
      case 'dayofyear':
        return dayOfYear(when);
      case 'hour':
        return moment.hour;
      case 'minute':
        return moment.minute;
      case 'second':
        return moment.second;
      case 'millisecond':
        return Math.floor(moment.fraction / 10_000);
      case 'microsecond':
        return Math.floor(moment.fraction / 10);
      case 'nanosecond':
        return moment.fraction * 100;
      default:
        return refusePart('datetime_part', part);
    }
  },
});

/** https://learn.microsoft.com/kusto/query/week-of-year-function */
const weekOfYear = defineScalar({
  name: 'week_of_year',
  parameters: ['datetime'],
  returns: 'int',
  call: (when) => isoWeek(when),
});

/** https://learn.microsoft.com/kusto/query/day-of-year-function */
const dayOfYearFunction = defineScalar({
  name: 'dayofyear',
  parameters: ['datetime'],
  returns: 'int',
  call: (when) => dayOfYear(when),
});

/** https://learn.microsoft.com/kusto/query/day-of-month-function */
const dayOfMonth = defineScalar({
  name: 'dayofmonth',
  parameters: ['datetime'],
  returns: 'int',
  call: (when) => calendarMoment(when).day,
});

/** https://learn.microsoft.com/kusto/query/day-of-week-function */
const dayOfWeek = defineScalar({
  name: 'dayofweek',
  parameters: ['datetime'],
  returns: 'timespan',
  call: (when) => BigInt(weekday(when)) * TICKS_PER_DAY,
});

/** https://learn.microsoft.com/kusto/query/month-of-year-function */
const monthOfYear = defineScalar({
  name: 'monthofyear',
  parameters: ['datetime'],
  returns: 'int',
  call: (when) => calendarMoment(when).month,
});

/** https://learn.microsoft.com/kusto/query/get-year-function */
const getYear = defineScalar({
  name: 'getyear',
  parameters: ['datetime'],
  returns: 'int',
  call: (when) => calendarMoment(when).year,
});

/** https://learn.microsoft.com/kusto/query/hour-of-day-function */
const hourOfDay = defineScalar({
  name: 'hourofday',
  parameters: ['datetime'],
  returns: 'int',
  call: (when) => calendarMoment(when).hour,
});

/** https://learn.microsoft.com/kusto/query/make-datetime-function */
const makeDatetime = defineScalar({
  name: 'make_datetime',
  parameters: ['long', 'long', 'long'],
  optional: ['long', 'long', 'real'],
  returns: 'datetime',
  call(year, month, day, hour = 0n, minute = 0n, seconds = 0) {
    const ticks = Math.round(seconds * 1e7);
    const second = Math.floor(ticks / 1e7);
    return (
      ticksOfMoment({
        year: Number(year),
        month: Number(month),
        day: Number(day),
        hour: Number(hour),
        minute: Number(minute),
        second,
        fraction: ticks - second * 1e7,
      }) ?? null
    );
  },
});

/**
 * (hours, minutes[, seconds]) or (days, hours, minutes, seconds), each within its clock's range.
 * https://learn.microsoft.com/kusto/query/make-timespan-function
 */
const makeTimespan = defineNullAware({
  name: 'make_timespan',
  parameters: ['long', 'long'],
  optional: ['real', 'real'],
  returns: 'timespan',
  call(first, second, third = 0, fourth) {
    if (first === null || second === null || third === null || fourth === null) return null;
    if (fourth === undefined) return clockTicks(0n, first, second, third);
    return Number.isInteger(third) ? clockTicks(first, second, BigInt(third), fourth) : null;
  },
});

/** https://learn.microsoft.com/kusto/query/unixtime-seconds-todatetime-function and its kin. */
const unixtimeFunctions = (
  [
    ['seconds', 1e7],
    ['milliseconds', 1e4],
    ['microseconds', 10],
    ['nanoseconds', 0.01],
  ] as const
).flatMap(([unit, ticksPerUnit]) => {
  const name = `unixtime_${unit}_todatetime`;
  return [
    defineScalar({
      name,
      parameters: ['long'],
      returns: 'datetime',
      call: (count) =>
        datetimeInRange(
          UNIX_EPOCH_TICKS + (ticksPerUnit < 1 ? count / NANOSECONDS_PER_TICK : count * BigInt(ticksPerUnit)),
        ) ?? null,
    }),
    defineScalar({
      name,
      parameters: ['real'],
      returns: 'datetime',
      call(count) {
        const ticks = Math.round(count * ticksPerUnit);
        return Number.isFinite(ticks) ? (datetimeInRange(UNIX_EPOCH_TICKS + BigInt(ticks)) ?? null) : null;
      },
    }),
  ];
});

export const DATETIME_FUNCTIONS: readonly ScalarFunction[] = [
  datetimeAdd,
  datetimeDiff,
  datetimeDiffWeeks,
  datetimePart,
  aliasScalar('datepart', datetimePart),
  weekOfYear,
  aliasScalar('weekofyear', weekOfYear),
  dayOfYearFunction,
  dayOfMonth,
  dayOfWeek,
  monthOfYear,
  aliasScalar('getmonth', monthOfYear),
  getYear,
  hourOfDay,
  makeDatetime,
  makeTimespan,
  ...unixtimeFunctions,
];

function monthCount(when: bigint, monthsPerUnit: number): number {
  const { year, month } = calendarMoment(when);
  return Math.floor((year * 12 + month - 1) / monthsPerUnit);
}

function clockTicks(days: bigint, hours: bigint, minutes: bigint, seconds: number): bigint | null {
  const isClock = hours >= 0n && hours < 24n && minutes >= 0n && minutes < 60n && seconds >= 0 && seconds < 60;
  if (!isClock || days < 0n) return null;
  return (
    days * TICKS_PER_DAY +
    hours * TICKS_PER_HOUR +
    minutes * TICKS_PER_MINUTE +
    BigInt(Math.round(seconds * Number(TICKS_PER_SECOND)))
  );
}

function refusePart(name: string, part: string): never {
  throw new ScalarFunctionError(
    `${name}(): "${part}" is not a part of a datetime. Use year, month, day, hour and so on.`,
  );
}
