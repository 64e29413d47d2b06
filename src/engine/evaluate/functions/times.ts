import {
  MAX_DATETIME_TICKS,
  TICKS_PER_DAY,
  TICKS_PER_HOUR,
  UNIX_EPOCH_TICKS,
} from '../../../core/results/values/ticks';
import { datetimeInRange, startOfDay, startOfWeek, TICKS_PER_WEEK, weekday } from '../../scalar/calendar';
import { defineScalar, type DecimalValue, type ScalarFunction } from '../../scalar/scalarFunction';
import { rescaleDecimal } from '../../scalar/decimalText';
import { roundToTicks } from '../tickRange';
import { floorDivide } from './arithmetic';

/** 9999-12-31 */
const LAST_DAY = startOfDay(MAX_DATETIME_TICKS);

/** `bin` and the functions over time for which the database has words of its own. */
export const TIMES: readonly ScalarFunction[] = [
  ...['bin', 'floor'].flatMap((name) => [
    defineScalar({ name, parameters: ['long', 'long'], returns: 'long', call: roundDown }),
    defineScalar({
      name,
      parameters: ['real', 'real'],
      returns: 'real',
      call: (x, size) => Math.floor(x / size) * size,
    }),
    defineScalar({ name, parameters: ['decimal', 'decimal'], returns: 'decimal', call: roundDecimalDown }),
    defineScalar({ name, parameters: ['datetime', 'timespan'], returns: 'datetime', call: roundDatetimeDown }),
    defineScalar({ name, parameters: ['timespan', 'timespan'], returns: 'timespan', call: roundDown }),
  ]),
  defineScalar({ name: 'bin_at', parameters: ['long', 'long', 'long'], returns: 'long', call: roundDownFrom }),
  defineScalar({
    name: 'bin_at',
    parameters: ['real', 'real', 'real'],
    returns: 'real',
    call: (x, size, at) => Math.floor((x - at) / size) * size + at,
  }),
  defineScalar({
    name: 'bin_at',
    parameters: ['datetime', 'timespan', 'datetime'],
    returns: 'datetime',
    call: (x, size, at) => inRange(roundDownFrom(x, size, at)),
  }),
  defineScalar({
    name: 'bin_at',
    parameters: ['timespan', 'timespan', 'timespan'],
    returns: 'timespan',
    call: roundDownFrom,
  }),
  border('startofday', (t, offset) => startOfDay(t) + offset * TICKS_PER_DAY),
  border('endofday', (t, offset) => startOfDay(t) + (offset + 1n) * TICKS_PER_DAY - 1n),
  border('startofweek', (t, offset) => startOfWeek(t) + offset * TICKS_PER_WEEK),
  border('endofweek', (t, offset) => startOfWeek(t) + (offset + 1n) * TICKS_PER_WEEK - 1n),
  defineScalar({
    name: 'dayofweek',
    parameters: ['datetime'],
    returns: 'timespan',
    // The service has no answer for the last day that there is.
    call: (t) => (t < LAST_DAY ? BigInt(weekday(t)) * TICKS_PER_DAY : null),
  }),
  defineScalar({
    name: 'hourofday',
    parameters: ['datetime'],
    returns: 'int',
    call: (t) => Number((t / TICKS_PER_HOUR) % 24n),
  }),
  ...fromUnixTime('unixtime_seconds_todatetime', 10_000_000n),
  ...fromUnixTime('unixtime_milliseconds_todatetime', 10_000n),
  ...fromUnixTime('unixtime_microseconds_todatetime', 10n),
  defineScalar({
    name: 'unixtime_nanoseconds_todatetime',
    parameters: ['long'],
    returns: 'datetime',
    call: (count) => inRange(count / 100n + UNIX_EPOCH_TICKS),
  }),
];

/** Rounds down, also below zero. */
function roundDown(x: bigint, size: bigint): bigint | null {
  const count = floorDivide(x, size);
  return count === null ? null : count * size;
}

function roundDownFrom(x: bigint, size: bigint, at: bigint): bigint | null {
  const distance = roundDown(BigInt.asIntN(64, x - at), size);
  return distance === null ? null : distance + at;
}

function roundDatetimeDown(x: bigint, size: bigint): bigint | null {
  return inRange(roundDown(x, size));
}

function roundDecimalDown(x: DecimalValue, size: DecimalValue): DecimalValue | null {
  const scale = Math.max(x.scale, size.scale);
  const digits = roundDown(rescaleDecimal(x, scale), rescaleDecimal(size, scale));
  return digits === null ? null : { digits, scale };
}

function inRange(ticks: bigint | null): bigint | null {
  return ticks === null ? null : (datetimeInRange(ticks) ?? null);
}

function border(name: string, call: (t: bigint, offset: bigint) => bigint): ScalarFunction {
  return defineScalar({
    name,
    parameters: ['datetime'],
    optional: ['long'],
    returns: 'datetime',
    call: (t, offset = 0n) => inRange(call(t, offset)),
  });
}

function fromUnixTime(name: string, ticksPerUnit: bigint): readonly ScalarFunction[] {
  return [
    defineScalar({
      name,
      parameters: ['long'],
      returns: 'datetime',
      call: (count) => inRange(count * ticksPerUnit + UNIX_EPOCH_TICKS),
    }),
    defineScalar({
      name,
      parameters: ['real'],
      returns: 'datetime',
      call(count) {
        const ticks = roundToTicks(count * Number(ticksPerUnit));
        return ticks === undefined ? null : inRange(ticks + UNIX_EPOCH_TICKS);
      },
    }),
  ];
}
