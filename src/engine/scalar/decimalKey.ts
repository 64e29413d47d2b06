import { roundDecimal } from './decimalText';
import type { DecimalValue } from './scalarFunction';

/*
 * The database's own decimals have 38 digits and a fixed number of them after the point; Kusto's have 34 with the point
 * anywhere. So a decimal lies in the database as a text that orders as the number does: a sign, where the first digit
 * stands, and the digits without the zeros at their end. Of negative numbers every digit is its distance from nine, and
 * what ends them comes after all digits. Equal numbers have equal texts.
 */

export const ZERO_KEY = '5';
const POSITIVE = '6';
const NEGATIVE = '4';
const END_OF_NEGATIVE = ':';
/** The first digit stands at most so many places from the point. */
const FARTHEST = 4999;
const PLACE_DIGITS = 4;

/** The text under which the database keeps a decimal; null for what is too large. */
export function writeDecimalKey(value: DecimalValue): string | null {
  const { digits, scale } = roundDecimal(value);
  if (digits === 0n) return ZERO_KEY;
  const size = String(digits < 0n ? -digits : digits);
  const place = size.length - scale;
  if (place > FARTHEST) return null;
  if (place < -FARTHEST) return ZERO_KEY;
  const text = String(place + FARTHEST).padStart(PLACE_DIGITS, '0') + size.replace(/0+$/, '');
  return digits > 0n ? POSITIVE + text : NEGATIVE + complementOf(text) + END_OF_NEGATIVE;
}

/** Reads what `writeDecimalKey` wrote. */
export function readDecimalKey(key: string): DecimalValue {
  if (key === ZERO_KEY) return { digits: 0n, scale: 0 };
  const isNegative = key.startsWith(NEGATIVE);
  const text = isNegative ? complementOf(key.slice(1, -1)) : key.slice(1);
  const size = text.slice(PLACE_DIGITS);
  const scale = size.length - (Number(text.slice(0, PLACE_DIGITS)) - FARTHEST);
  const digits = BigInt(isNegative ? `-${size}` : size);
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

function complementOf(text: string): string {
  return text.replace(/\d/g, (digit) => String(9 - Number(digit)));
}
