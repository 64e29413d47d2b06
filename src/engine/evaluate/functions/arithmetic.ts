import { datetimeInRange } from '../../scalar/calendar';
import { rescaleDecimal } from '../../scalar/decimalText';
import { defineScalar, type DecimalValue, type ScalarFunction } from '../../scalar/scalarFunction';
import { isWholeTicks, roundToTicks } from '../tickRange';

/** `+ - * / %`, by their spelling; whole numbers wrap around, what divides by zero is null. */
export const ARITHMETIC: readonly ScalarFunction[] = [
  ...overLongs('+', (a, b) => a + b),
  ...overLongs('-', (a, b) => a - b),
  ...overLongs('*', (a, b) => a * b),
  ...overLongs('/', divide),
  ...overLongs('%', modulo),
  ...overReals('+', (a, b) => a + b),
  ...overReals('-', (a, b) => a - b),
  ...overReals('*', (a, b) => a * b),
  ...overReals('/', (a, b) => a / b),
  ...overReals('%', (a, b) => (a % b < 0 ? (a % b) + Math.abs(b) : (a % b) + 0)),
  ...overDecimals('+', (a, b, scale) => ({ digits: rescaleDecimal(a, scale) + rescaleDecimal(b, scale), scale })),
  ...overDecimals('-', (a, b, scale) => ({ digits: rescaleDecimal(a, scale) - rescaleDecimal(b, scale), scale })),
  ...overDecimals('*', (a, b) => ({ digits: a.digits * b.digits, scale: a.scale + b.scale })),
  ...overDecimals('/', divideDecimals),
  ...overDecimals('%', (a, b, scale) => {
    const digits = modulo(rescaleDecimal(a, scale), rescaleDecimal(b, scale));
    return digits === null ? null : { digits, scale };
  }),
  sumOfTimes('+', 'datetime', 'timespan', 'datetime'),
  sumOfTimes('+', 'timespan', 'datetime', 'datetime'),
  sumOfTimes('+', 'timespan', 'timespan', 'timespan'),
  sumOfTimes('+', 'datetime', 'datetime', 'timespan'),
  sumOfTimes('-', 'datetime', 'timespan', 'datetime'),
  sumOfTimes('-', 'timespan', 'datetime', 'datetime'),
  sumOfTimes('-', 'timespan', 'timespan', 'timespan'),
  sumOfTimes('-', 'datetime', 'datetime', 'timespan'),
  ...(['timespan', 'datetime'] as const).flatMap((time) => [
    defineScalar({ name: '*', parameters: [time, 'long'], returns: 'timespan', call: (a, b) => held(a * b) }),
    defineScalar({ name: '*', parameters: ['long', time], returns: 'timespan', call: (a, b) => held(a * b) }),
    defineScalar({ name: '*', parameters: [time, 'real'], returns: 'timespan', call: (a, b) => scaled(Number(a) * b) }),
    defineScalar({ name: '*', parameters: ['real', time], returns: 'timespan', call: (a, b) => scaled(a * Number(b)) }),
    defineScalar({ name: '/', parameters: [time, 'long'], returns: 'timespan', call: divide }),
    defineScalar({ name: '/', parameters: [time, 'real'], returns: 'timespan', call: (a, b) => scaled(Number(a) / b) }),
    ...(['timespan', 'datetime'] as const).flatMap((other) => [
      defineScalar({ name: '/', parameters: [time, other], returns: 'real', call: (a, b) => Number(a) / Number(b) }),
      defineScalar({ name: '%', parameters: [time, other], returns: 'timespan', call: modulo }),
    ]),
  ]),
];

/** The unary minus. */
export const NEGATION: readonly ScalarFunction[] = [
  defineScalar({ name: '-', parameters: ['long'], returns: 'long', call: (a) => -a }),
  defineScalar({ name: '-', parameters: ['real'], returns: 'real', call: (a) => -a }),
  defineScalar({
    name: '-',
    parameters: ['decimal'],
    returns: 'decimal',
    call: ({ digits, scale }) => ({ digits: -digits, scale }),
  }),
  defineScalar({ name: '-', parameters: ['timespan'], returns: 'timespan', call: (a) => -a }),
];

/** The quotient rounded down, also below zero. */
export function floorDivide(a: bigint, b: bigint): bigint | null {
  if (b === 0n) return null;
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

function overLongs(name: string, call: (a: bigint, b: bigint) => bigint | null): readonly ScalarFunction[] {
  return [defineScalar({ name, parameters: ['long', 'long'], returns: 'long', call })];
}

function overReals(name: string, call: (a: number, b: number) => number): readonly ScalarFunction[] {
  return [defineScalar({ name, parameters: ['real', 'real'], returns: 'real', call })];
}

function overDecimals(
  name: string,
  call: (a: DecimalValue, b: DecimalValue, scale: number) => DecimalValue | null,
): readonly ScalarFunction[] {
  return [
    defineScalar({
      name,
      parameters: ['decimal', 'decimal'],
      returns: 'decimal',
      call: (a, b) => call(a, b, Math.max(a.scale, b.scale)),
    }),
  ];
}

function divide(a: bigint, b: bigint): bigint | null {
  return b === 0n ? null : a / b;
}

/** Never negative. */
function modulo(a: bigint, b: bigint): bigint | null {
  if (b === 0n) return null;
  const size = b < 0n ? -b : b;
  return ((a % size) + size) % size;
}

/** Digits that a quotient has at least before it is rounded; so many do not end in a half by chance. */
const QUOTIENT_DIGITS = 80;

function divideDecimals(a: DecimalValue, b: DecimalValue): DecimalValue | null {
  if (b.digits === 0n) return null;
  const lift = QUOTIENT_DIGITS + String(b.digits).length + b.scale;
  return { digits: (a.digits * 10n ** BigInt(lift)) / b.digits, scale: lift + a.scale - b.scale };
}

type Time = 'datetime' | 'timespan';

/** A datetime outside of the years 1 to 9999 is null. */
function sumOfTimes(name: '+' | '-', left: Time, right: Time, returns: Time): ScalarFunction {
  return defineScalar({
    name,
    parameters: [left, right],
    returns,
    call(a, b) {
      const sum = name === '+' ? a + b : a - b;
      return returns === 'datetime' ? (datetimeInRange(sum) ?? null) : held(sum);
    },
  });
}

function held(ticks: bigint): bigint | null {
  return isWholeTicks(ticks) ? ticks : null;
}

function scaled(ticks: number): bigint | null {
  return roundToTicks(ticks) ?? null;
}
