import type { DecimalValue } from './scalarFunction';

const DECIMAL = /^([+-])?(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

/** Parses a decimal exactly, `1.5`, `-.5`, `1e3`; undefined where the text is none. */
export function parseDecimal(text: string): DecimalValue | undefined {
  const [, sign, whole = '', fraction = '', exponent = '0'] = DECIMAL.exec(text.trim()) ?? [];
  if (whole + fraction === '') return undefined;
  const digits = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n);
  const scale = fraction.length - Number(exponent);
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

/** `tostring(decimal)`: all its digits, without zeros at the end of the fraction. */
export function formatDecimal({ digits, scale }: DecimalValue): string {
  const size = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
  const whole = size.slice(0, size.length - scale);
  const fraction = size.slice(size.length - scale).replace(/0+$/, '');
  return `${digits < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Significant digits that a decimal keeps: those of IEEE 754's decimal128, which Kusto's decimals are. */
export const DECIMAL_PRECISION = 34;

/** A decimal with the digits that are kept of it, halves to the even digit. */
export function roundDecimal({ digits, scale }: DecimalValue): DecimalValue {
  const excess = String(digits < 0n ? -digits : digits).length - DECIMAL_PRECISION;
  if (excess <= 0) return { digits, scale };
  const unit = 10n ** BigInt(excess);
  const rest = digits % unit;
  const kept = digits / unit;
  const doubled = 2n * (rest < 0n ? -rest : rest);
  const isUp = doubled > unit || (doubled === unit && kept % 2n !== 0n);
  const rounded = isUp ? kept + (digits < 0n ? -1n : 1n) : kept;
  return scale >= excess
    ? { digits: rounded, scale: scale - excess }
    : { digits: rounded * 10n ** BigInt(excess - scale), scale: 0 };
}

/** The count of 10^-scale nearest to a decimal, halves away from zero. */
export function rescaleDecimal({ digits, scale }: DecimalValue, newScale: number): bigint {
  if (newScale >= scale) return digits * 10n ** BigInt(newScale - scale);
  const divisor = 10n ** BigInt(scale - newScale);
  const half = digits < 0n ? -divisor / 2n : divisor / 2n;
  return (digits + half) / divisor;
}
