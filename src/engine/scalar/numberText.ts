const INTEGER = /^[+-]?\d+$/;
const HEXADECIMAL = /^[+-]?0[xX][0-9a-fA-F]+$/;
const REAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
/** Kusto knows these spellings of what is no number, and no others. */
const NON_FINITE: ReadonlyMap<string, number> = new Map([
  ['NaN', NaN],
  ['nan', NaN],
  ['inf', Infinity],
  ['Inf', Infinity],
  ['Infinity', Infinity],
  ['infinity', Infinity],
]);
const SMALLEST_LONG = -(2n ** 63n);
const LARGEST_LONG = 2n ** 63n - 1n;
const SMALLEST_INT = -(2n ** 31n);
const LARGEST_INT = 2n ** 31n - 1n;

/** `tolong(string)`: whole numbers, also hexadecimal, with spaces around; undefined for fractions and what overflows. */
export function parseLong(text: string): bigint | undefined {
  const value = parseInteger(text);
  return value !== undefined && value >= SMALLEST_LONG && value <= LARGEST_LONG ? value : undefined;
}

/** `toint(string)`: as `tolong`, within 32 bits. */
export function parseInt32(text: string): number | undefined {
  const value = parseInteger(text);
  return value !== undefined && value >= SMALLEST_INT && value <= LARGEST_INT ? Number(value) : undefined;
}

/** `toreal(string)`: decimal digits with or without an exponent, `NaN`, `Infinity` and `inf` with a sign. */
export function parseReal(text: string): number | undefined {
  const trimmed = text.trim();
  if (REAL.test(trimmed)) return Number(trimmed);
  const size = NON_FINITE.get(trimmed.replace(/^[+-]/, ''));
  return size !== undefined && trimmed.startsWith('-') ? -size : size;
}

/** `tobool(string)`: `true` and `false` in any case without spaces, and whole numbers. */
export function parseBool(text: string): boolean | undefined {
  const word = text.toLowerCase();
  if (word === 'true' || word === 'false') return word === 'true';
  const value = parseLong(text);
  return value === undefined ? undefined : value !== 0n;
}

/** `tolong(real)`: towards zero, held within 64 bits; undefined for what is no number. */
export function truncateToLong(value: number): bigint | undefined {
  if (!Number.isFinite(value)) return undefined;
  const whole = BigInt(Math.trunc(value));
  return whole > LARGEST_LONG ? LARGEST_LONG : whole < SMALLEST_LONG ? SMALLEST_LONG : whole;
}

/** `toint(real)`: towards zero, held within 32 bits; undefined for what is no number. */
export function truncateToInt(value: number): number | undefined {
  if (!Number.isFinite(value)) return undefined;
  return Math.max(-2147483648, Math.min(2147483647, Math.trunc(value))) + 0;
}

function parseInteger(text: string): bigint | undefined {
  const trimmed = text.trim();
  if (INTEGER.test(trimmed)) return BigInt(trimmed.replace('+', ''));
  if (!HEXADECIMAL.test(trimmed)) return undefined;
  const size = BigInt(trimmed.replace(/^[+-]/, ''));
  return trimmed.startsWith('-') ? -size : size;
}
