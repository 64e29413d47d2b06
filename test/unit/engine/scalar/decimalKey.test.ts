import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDecimalKey, writeDecimalKey } from '../../../../src/engine/scalar/decimalKey';
import { formatDecimal, roundDecimal } from '../../../../src/engine/scalar/decimalText';
import type { DecimalValue } from '../../../../src/engine/scalar/scalarFunction';

const decimals = fc.record({
  digits: fc.oneof(fc.bigInt({ min: -1200n, max: 1200n }), fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n })),
  scale: fc.integer({ min: 0, max: 60 }),
});

function keyOf(value: DecimalValue): string {
  const key = writeDecimalKey(value);
  if (key === null) throw new Error('the decimal has no key');
  return key;
}

describe('the text under which the database keeps a decimal', () => {
  it('is read back as the same number', () => {
    fc.assert(
      fc.property(decimals, (value) => {
        expect(formatDecimal(readDecimalKey(keyOf(value)))).toBe(formatDecimal(roundDecimal(value)));
      }),
    );
  });

  it('orders as the numbers do, and is the same for equal ones', () => {
    fc.assert(
      fc.property(decimals, decimals, (left, right) => {
        const [a, b] = [roundDecimal(left), roundDecimal(right)];
        const difference = a.digits * 10n ** BigInt(b.scale) - b.digits * 10n ** BigInt(a.scale);
        const [one, other] = [keyOf(left), keyOf(right)];
        expect(one < other ? -1 : one > other ? 1 : 0).toBe(difference < 0n ? -1 : difference > 0n ? 1 : 0);
      }),
    );
  });

  it('has no more than 34 digits, a half going to the even one', () => {
    const digits = 10n ** 33n;
    const rounded = (last: bigint): bigint => roundDecimal({ digits: digits * 10n + last, scale: 0 }).digits;
    expect([5n, 15n, 25n, 6n].map(rounded)).toEqual([0n, 20n, 20n, 10n].map((last) => digits * 10n + last));
    expect(roundDecimal({ digits: -(digits * 10n + 15n), scale: 1 })).toEqual({ digits: -(digits + 2n), scale: 0 });
  });

  it('is null for what is too large and zero for what is too small', () => {
    expect(writeDecimalKey({ digits: 10n ** 5000n, scale: 0 })).toBeNull();
    expect(writeDecimalKey({ digits: 1n, scale: 6000 })).toBe(keyOf({ digits: 0n, scale: 3 }));
  });
});
