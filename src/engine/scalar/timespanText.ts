import {
  TICKS_PER_DAY,
  TICKS_PER_HOUR,
  TICKS_PER_MICROSECOND,
  TICKS_PER_MILLISECOND,
  TICKS_PER_MINUTE,
  TICKS_PER_SECOND,
  ticksOfClock,
} from '../../core/results/values/ticks';

const UNITS: ReadonlyMap<string, bigint> = new Map(
  (
    [
      [TICKS_PER_DAY, ['d', 'day', 'days']],
      [TICKS_PER_HOUR, ['h', 'hr', 'hrs', 'hour', 'hours']],
      [TICKS_PER_MINUTE, ['m', 'min', 'minute', 'minutes']],
      [TICKS_PER_SECOND, ['s', 'sec', 'second', 'seconds']],
      [TICKS_PER_MILLISECOND, ['ms', 'milli', 'millis', 'millisec', 'millisecond', 'milliseconds']],
      [TICKS_PER_MICROSECOND, ['micro', 'micros', 'microsec', 'microsecond', 'microseconds']],
      [1n, ['tick', 'ticks']],
    ] as const
  ).flatMap(([ticks, names]) => names.map((name): [string, bigint] => [name, ticks])),
);
const QUANTITY = /^([+-])?\s*(\d*)(?:\.(\d+))?\s*([a-z]+)$/i;
/** Days end with a dot, or with a colon where all the rest of the clock follows. */
const CLOCK = /^([+-])?(?:(\d{1,8})(?:\.|:(?=\d+:\d+:\d+)))?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,7})\d*)?)?$/;
const DAYS = /^([+-])?(\d{1,8})$/;
const LARGEST = 2n ** 63n - 1n;

/**
 * Parses a timespan as `totimespan()` and literals do: `1.02:03:04.5`, `02:03`, `90s`, `1.5h`, and a bare count of days.
 * @returns ticks, or undefined where the text is none.
 */
export function parseTimespanText(text: string): bigint | undefined {
  const trimmed = text.trim();
  const ticks = ticksOfClock(CLOCK.exec(trimmed)) ?? parseQuantity(trimmed) ?? parseDays(trimmed);
  return ticks === undefined || ticks > LARGEST || ticks < -LARGEST ? undefined : ticks;
}

/**
 * `format_timespan()`: d h H m s f F, repeated, stand for parts of the span; anything else is written as it is.
 * https://learn.microsoft.com/kusto/query/format-timespan-function
 */
export function formatTimespanPattern(ticks: bigint, pattern: string): string {
  const size = ticks < 0n ? -ticks : ticks;
  const fraction = String(size % TICKS_PER_SECOND).padStart(7, '0');
  const text = pattern.replace(/d{1,8}|HH?|hh?|mm?|ss?|f{1,7}|F{1,7}/g, (part) => {
    switch (part[0]) {
      case 'd':
        return pad(size / TICKS_PER_DAY, part.length);
      case 'H':
      case 'h':
        return pad((size / TICKS_PER_HOUR) % 24n, part.length);
      case 'm':
        return pad((size / TICKS_PER_MINUTE) % 60n, part.length);
      case 's':
        return pad((size / TICKS_PER_SECOND) % 60n, part.length);
      case 'f':
        return fraction.slice(0, part.length);
      default:
        return fraction.slice(0, part.length).replace(/0+$/, '');
    }
  });
  return ticks < 0n ? `-${text}` : text;
}

function parseQuantity(text: string): bigint | undefined {
  const [, sign, whole = '', fraction = '', unit = ''] = QUANTITY.exec(text) ?? [];
  const ticksPerUnit = UNITS.get(unit.toLowerCase());
  if (ticksPerUnit === undefined || whole + fraction === '') return undefined;
  const ticks = (BigInt(whole + fraction) * ticksPerUnit) / 10n ** BigInt(fraction.length);
  return sign === '-' ? -ticks : ticks;
}

function parseDays(text: string): bigint | undefined {
  const [, sign, days] = DAYS.exec(text) ?? [];
  if (days === undefined) return undefined;
  const ticks = BigInt(days) * TICKS_PER_DAY;
  return sign === '-' ? -ticks : ticks;
}

function pad(value: bigint, width: number): string {
  return String(value).padStart(width, '0');
}
