import { formatTimespanTicks } from '../values/ticks';

/** A sum: `units` × 10^-`scale`, exact; sums of doubles are doubles and have the rest in `double`. */
export interface Total {
  /** How many values it is the sum of. */
  readonly count: number;
  readonly units: bigint;
  readonly scale: number;
  readonly double?: number;
}

export const NO_TOTAL: Total = { count: 0, units: 0n, scale: 0 };

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;
/** Numbers are written with fewer digits; attackers' texts may not be. */
const MOST_DIGITS = 400;
/** Digits that an average has beyond those of its values. */
const AVERAGE_DIGITS = 6;

/** A number in digits, exactly; undefined for any other text. */
export function readExact(text: string): { readonly units: bigint; readonly scale: number } | undefined {
  const [, sign, whole, fraction = '', exponent = '0'] = text.length > MOST_DIGITS ? [] : (DECIMAL.exec(text) ?? []);
  if (whole === undefined || Math.abs(Number(exponent)) > MOST_DIGITS) return undefined;
  const units = BigInt(`${sign ?? ''}${whole}${fraction}`.replace('+', ''));
  const scale = fraction.length - Number(exponent);
  return scale < 0 ? { units: units * 10n ** BigInt(-scale), scale: 0 } : { units, scale };
}

export function addTotals(a: Total, b: Total): Total {
  const scale = Math.max(a.scale, b.scale);
  const double = a.double === undefined && b.double === undefined ? undefined : (a.double ?? 0) + (b.double ?? 0);
  return {
    count: a.count + b.count,
    units: rescale(a, scale) + rescale(b, scale),
    scale,
    ...(double === undefined ? {} : { double }),
  };
}

/** Orders two sums. */
export function compareTotals(a: Total, b: Total): number {
  if (a.double !== undefined || b.double !== undefined) return compareNumbers(asDouble(a), asDouble(b));
  return compareExact(a.units, a.scale, b.units, b.scale);
}

/** Orders two arithmetic means, that of nothing first. */
export function compareAverages(a: Total, b: Total): number {
  if (a.count === 0 || b.count === 0) return Number(a.count > 0) - Number(b.count > 0);
  if (a.double !== undefined || b.double !== undefined)
    return compareNumbers(asDouble(a) / a.count, asDouble(b) / b.count);
  return compareExact(a.units * BigInt(b.count), a.scale, b.units * BigInt(a.count), b.scale);
}

/** A sum as the grid shows it: a number's digits, or a timespan. */
export function formatTotal(total: Total, isTimespan: boolean): string {
  if (isTimespan) return formatTimespanTicks(total.units);
  if (total.double !== undefined) return String(asDouble(total));
  return formatExact(total.units, total.scale);
}

/** The arithmetic mean, rounded to six digits more than its values have, or to a timespan's tick; undefined of nothing. */
export function formatAverage(total: Total, isTimespan: boolean): string | undefined {
  const { count, units, scale } = total;
  if (count === 0) return undefined;
  if (isTimespan) return formatTimespanTicks(divide(units, BigInt(count)));
  if (total.double !== undefined) return String(asDouble(total) / count);
  const digits = formatExact(divide(units * 10n ** BigInt(AVERAGE_DIGITS), BigInt(count)), scale + AVERAGE_DIGITS);
  return digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;
}

function rescale({ units, scale }: Total, to: number): bigint {
  return units * 10n ** BigInt(to - scale);
}

function asDouble({ units, scale, double = 0 }: Total): number {
  return units === 0n ? double : double + Number(formatExact(units, scale));
}

/** NaN first, as a column of doubles has it. */
function compareNumbers(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
  return a < b ? -1 : Number(a > b);
}

function compareExact(unitsA: bigint, scaleA: number, unitsB: bigint, scaleB: number): number {
  if (scaleA === scaleB) return unitsA < unitsB ? -1 : Number(unitsA > unitsB);
  const scale = Math.max(scaleA, scaleB);
  const [a, b] = [unitsA * 10n ** BigInt(scale - scaleA), unitsB * 10n ** BigInt(scale - scaleB)];
  return a < b ? -1 : Number(a > b);
}

/** Rounds halves away from zero. */
function divide(dividend: bigint, divisor: bigint): bigint {
  const half = dividend < 0n ? -divisor / 2n : divisor / 2n;
  return (dividend + half) / divisor;
}

function formatExact(units: bigint, scale: number): string {
  if (scale === 0) return String(units);
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0');
  return `${units < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
