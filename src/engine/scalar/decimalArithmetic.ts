import { DECIMAL_PRECISION, parseDecimal, rescaleDecimal } from './decimalText';
import { isArray, type DynamicValue } from './dynamicValue';
import { defineScalar, type DecimalValue, type ScalarFunction } from './scalarFunction';

/** Arithmetic of decimals, which the database has only with other digits; operators by the names of `OperatorKind`. */
export const DECIMAL_ARITHMETIC: readonly ScalarFunction[] = [
  ofTwo('AddDecimal', (a, b) => sum([a, b])),
  ofTwo('SubtractDecimal', (a, b) => sum([a, negate(b)])),
  ofTwo('MultiplyDecimal', (a, b) => ({ digits: a.digits * b.digits, scale: a.scale + b.scale })),
  ofTwo('DivideDecimal', divide),
  ofTwo('ModuloDecimal', (a, b) => {
    const [left, right, scale] = alike(a, b);
    return right === 0n ? null : { digits: left - floorDivide(left, sizeOf(right)) * sizeOf(right), scale };
  }),
  ofTwo('BinDecimal', (a, b) => {
    const [left, right, scale] = alike(a, b);
    return right === 0n ? null : { digits: floorDivide(left, right) * right, scale };
  }),
  ofOne('NegateDecimal', negate),
  ofOne('AbsDecimal', ({ digits, scale }) => ({ digits: sizeOf(digits), scale })),
  ofOne('CeilingDecimal', ({ digits, scale }) => ({ digits: -floorDivide(-digits, 10n ** BigInt(scale)), scale: 0 })),
  defineScalar({
    name: 'SumOfDecimals',
    parameters: ['dynamic'],
    returns: 'decimal',
    call: (texts) => sum(read(texts)),
  }),
  defineScalar({
    name: 'AverageOfDecimals',
    parameters: ['dynamic', 'long'],
    returns: 'decimal',
    call: (texts, count) => divide(sum(read(texts)), { digits: count, scale: 0 }),
  }),
];

function ofOne(name: string, call: (value: DecimalValue) => DecimalValue): ScalarFunction {
  return defineScalar({ name, parameters: ['decimal'], returns: 'decimal', call });
}

function ofTwo(name: string, call: (a: DecimalValue, b: DecimalValue) => DecimalValue | null): ScalarFunction {
  return defineScalar({ name, parameters: ['decimal', 'decimal'], returns: 'decimal', call });
}

/** The decimals of a list of their texts. */
function read(texts: DynamicValue): readonly DecimalValue[] {
  if (!isArray(texts)) return [];
  return texts.flatMap((text) => (typeof text === 'string' ? (parseDecimal(text) ?? []) : []));
}

function sum(values: readonly DecimalValue[]): DecimalValue {
  const scale = values.reduce((most, value) => Math.max(most, value.scale), 0);
  return { digits: values.reduce((total, value) => total + rescaleDecimal(value, scale), 0n), scale };
}

function negate({ digits, scale }: DecimalValue): DecimalValue {
  return { digits: -digits, scale };
}

/** With two digits more than are kept, the last of which tells of a remainder: a half is only what is one. */
function divide(a: DecimalValue, b: DecimalValue): DecimalValue | null {
  if (b.digits === 0n) return null;
  const missing = DECIMAL_PRECISION + 2 + String(sizeOf(b.digits)).length - String(sizeOf(a.digits)).length;
  const places = Math.max(missing, b.scale - a.scale, 0);
  const lifted = a.digits * 10n ** BigInt(places);
  const quotient = lifted / b.digits;
  const isRest = lifted % b.digits !== 0n;
  const isNegative = a.digits < 0n !== b.digits < 0n;
  const digits = quotient * 10n + (isRest ? (isNegative ? -1n : 1n) : 0n);
  return { digits, scale: places + a.scale - b.scale + 1 };
}

function alike(a: DecimalValue, b: DecimalValue): readonly [bigint, bigint, number] {
  const scale = Math.max(a.scale, b.scale);
  return [rescaleDecimal(a, scale), rescaleDecimal(b, scale), scale];
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

function sizeOf(digits: bigint): bigint {
  return digits < 0n ? -digits : digits;
}
