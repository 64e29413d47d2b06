import { defineScalar, type ScalarFunction } from '../../scalar/scalarFunction';
import { floorDivide } from './arithmetic';

/** Mathematics for which the database has words of its own. */
export const MATHEMATICS: readonly ScalarFunction[] = [
  defineScalar({ name: 'abs', parameters: ['long'], returns: 'long', call: (x) => (x < 0n ? -x : x) }),
  defineScalar({ name: 'abs', parameters: ['timespan'], returns: 'timespan', call: (x) => (x < 0n ? -x : x) }),
  defineScalar({ name: 'abs', parameters: ['real'], returns: 'real', call: Math.abs }),
  defineScalar({
    name: 'abs',
    parameters: ['decimal'],
    returns: 'decimal',
    call: ({ digits, scale }) => ({ digits: digits < 0n ? -digits : digits, scale }),
  }),
  defineScalar({ name: 'ceiling', parameters: ['long'], returns: 'long', call: (x) => x }),
  defineScalar({ name: 'ceiling', parameters: ['real'], returns: 'real', call: Math.ceil }),
  defineScalar({
    name: 'ceiling',
    parameters: ['decimal'],
    returns: 'decimal',
    call: ({ digits, scale }) => ({ digits: -(floorDivide(-digits, 10n ** BigInt(scale)) ?? 0n), scale: 0 }),
  }),
  defineScalar({
    name: 'round',
    parameters: ['real'],
    optional: ['long'],
    returns: 'real',
    call: (x, digits = 0n) => roundAway(x, Number(digits)),
  }),
  defineScalar({ name: 'pi', parameters: [], returns: 'real', call: () => Math.PI }),
  defineScalar({ name: 'pow', parameters: ['real', 'real'], returns: 'real', call: (x, y) => power(x, y) }),
  defineScalar({ name: 'atan2', parameters: ['real', 'real'], returns: 'real', call: (y, x) => Math.atan2(y, x) }),
  ofReal('sign', (x) => Math.sign(x) || 0),
  ofReal('sqrt', Math.sqrt),
  ofReal('exp', Math.exp),
  ofReal('exp2', (x) => 2 ** x),
  ofReal('exp10', (x) => 10 ** x),
  defineScalar({ name: 'log', parameters: ['real'], returns: 'real', call: (x) => (x < 0 ? null : Math.log(x)) }),
  ofReal('log10', Math.log10),
  ofReal('log2', Math.log2),
  ofReal('sin', Math.sin),
  ofReal('cos', Math.cos),
  ofReal('tan', Math.tan),
  ofReal('cot', (x) => 1 / Math.tan(x)),
  ofReal('asin', Math.asin),
  ofReal('acos', Math.acos),
  ofReal('atan', Math.atan),
  ofReal('radians', (x) => (x * Math.PI) / 180),
  ofReal('degrees', (x) => (x * 180) / Math.PI),
  test('isnan', Number.isNaN),
  test('isinf', (x) => Math.abs(x) === Infinity),
  test('isfinite', Number.isFinite),
  ofLongs('binary_and', (a, b) => a & b),
  ofLongs('binary_or', (a, b) => a | b),
  ofLongs('binary_xor', (a, b) => a ^ b),
  ofLongs('binary_shift_left', (a, b) => (b < 0n ? null : a << (b % 64n))),
  ofLongs('binary_shift_right', (a, b) => (b < 0n ? null : a >> (b % 64n))),
  defineScalar({ name: 'binary_not', parameters: ['long'], returns: 'long', call: (a) => ~a }),
  defineScalar({
    name: 'bitset_count_ones',
    parameters: ['long'],
    returns: 'long',
    call: (a) => BigInt(BigInt.asUintN(64, a).toString(2).replaceAll('0', '').length),
  }),
];

function ofReal(name: string, call: (x: number) => number): ScalarFunction {
  return defineScalar({ name, parameters: ['real'], returns: 'real', call: (x) => call(x) });
}

/** Null is none of what is asked for. */
function test(name: string, holds: (x: number) => boolean): ScalarFunction {
  const definition = defineScalar({ name, parameters: ['real'], returns: 'bool', call: (x) => holds(x) });
  return { ...definition, nulls: 'pass', call: (x = null) => typeof x === 'number' && holds(x) };
}

function ofLongs(name: string, call: (a: bigint, b: bigint) => bigint | null): ScalarFunction {
  return defineScalar({ name, parameters: ['long', 'long'], returns: 'long', call });
}

/** JavaScript gives NaN for a power of one with an infinite exponent, mathematics 1. */
function power(x: number, y: number): number {
  return x === 1 ? 1 : Math.abs(x) === 1 && Math.abs(y) === Infinity ? 1 : x ** y;
}

/** Rounds to a number of digits after the point, halves away from zero. */
function roundAway(x: number, digits: number): number {
  const scale = 10 ** digits;
  const scaled = x * scale;
  if (!Number.isFinite(scaled)) return x;
  const whole = Math.trunc(scaled);
  const away = Math.abs(scaled - whole) >= 0.5 ? whole + Math.sign(scaled) : whole;
  return away / scale;
}
