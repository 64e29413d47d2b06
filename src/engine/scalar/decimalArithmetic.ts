import { defineScalar, type DecimalValue, type ScalarFunction } from './scalarFunction';

/** Digits that a quotient has after the point before it is rounded to be stored. */
const QUOTIENT_SCALE = 26;

/** Products and quotients of decimals, which the database would round to 15 digits or refuse; by `OperatorKind`'s names. */
export const DECIMAL_ARITHMETIC: readonly ScalarFunction[] = [
  defineScalar({
    name: 'MultiplyDecimal',
    parameters: ['decimal', 'decimal'],
    returns: 'decimal',
    call: (a, b) => ({ digits: a.digits * b.digits, scale: a.scale + b.scale }),
  }),
  defineScalar({ name: 'DivideDecimal', parameters: ['decimal', 'decimal'], returns: 'decimal', call: divide }),
];

function divide(a: DecimalValue, b: DecimalValue): DecimalValue | null {
  if (b.digits === 0n) return null;
  const lifted = a.digits * 10n ** BigInt(QUOTIENT_SCALE + b.scale);
  return { digits: lifted / (b.digits * 10n ** BigInt(a.scale)), scale: QUOTIENT_SCALE };
}
