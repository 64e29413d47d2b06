import { compareDecimals, isDecimalText } from '../results/values/decimalText';
import { formatTimespanTicks, parseServiceTimespan } from '../results/values/ticks';
import type { ScalarType } from '../results/scalarType';
import type { Aggregation } from './chartSpec';
import { numberOf } from './pointValues';

/** One value made of many: its number, and its exact text where the number does not say all of it. */
export interface AggregatedValue {
  readonly number: number | null;
  readonly text?: string;
}

/** Takes the values of one place and series, one by one; undefined is a null. */
export interface Aggregate {
  add(text: string | undefined): void;
  value(): AggregatedValue;
}

const NOTHING: AggregatedValue = { number: null };

/** Makes an empty aggregate over values of a type. Sums of whole numbers, decimals and timespans are exact. */
export function createAggregate(aggregation: Aggregation, type: ScalarType): Aggregate {
  switch (aggregation) {
    case 'count':
      return createCount();
    case 'dcount':
      return createDistinctCount();
    case 'sum':
      return type === 'real' || type === 'bool' ? createRealSum(type) : createExactSum(type);
    case 'avg':
      return createAverage(type);
    case 'min':
      return createExtreme(type, -1);
    case 'max':
      return createExtreme(type, 1);
  }
}

function createCount(): Aggregate {
  let count = 0;
  return {
    add: () => {
      count++;
    },
    value: () => ({ number: count }),
  };
}

function createDistinctCount(): Aggregate {
  const values = new Set<string>();
  return {
    add: (text) => {
      if (text !== undefined) values.add(text);
    },
    value: () => ({ number: values.size }),
  };
}

function createRealSum(type: ScalarType): Aggregate {
  let sum: number | null = null;
  return {
    add: (text) => {
      const number = text === undefined ? undefined : numberOf(type, text);
      if (number !== undefined) sum = (sum ?? 0) + number;
    },
    value: () => ({ number: sum }),
  };
}

function createAverage(type: ScalarType): Aggregate {
  let sum = 0;
  let count = 0;
  return {
    add: (text) => {
      const number = text === undefined ? undefined : numberOf(type, text);
      if (number === undefined) return;
      sum += number;
      count++;
    },
    value: () => (count === 0 ? NOTHING : { number: sum / count }),
  };
}

/** Sums digits, not doubles: each value is a whole number of the smallest unit met so far. */
function createExactSum(type: ScalarType): Aggregate {
  let units = 0n;
  let fractionDigits = 0;
  let isEmpty = true;
  const addDigits = (digits: bigint, digitsBehindPoint: number): void => {
    const common = Math.max(fractionDigits, digitsBehindPoint);
    units = units * 10n ** BigInt(common - fractionDigits) + digits * 10n ** BigInt(common - digitsBehindPoint);
    fractionDigits = common;
    isEmpty = false;
  };
  return {
    add: (text) => {
      if (text === undefined) return;
      if (type === 'timespan') {
        const ticks = parseServiceTimespan(text);
        if (ticks !== undefined) addDigits(ticks, 0);
        return;
      }
      const [, sign = '', whole = '', fraction = ''] = PLAIN_DECIMAL.exec(text) ?? [];
      if (whole !== '') addDigits(BigInt(`${whole}${fraction}`) * (sign === '-' ? -1n : 1n), fraction.length);
    },
    value: () => {
      if (isEmpty) return NOTHING;
      const text = type === 'timespan' ? formatTimespanTicks(units) : writeDecimal(units, fractionDigits);
      return { number: numberOf(type, text) ?? null, text };
    },
  };
}

const PLAIN_DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

function writeDecimal(units: bigint, fractionDigits: number): string {
  const digits = String(units < 0n ? -units : units).padStart(fractionDigits + 1, '0');
  const whole = digits.slice(0, digits.length - fractionDigits);
  const fraction = digits.slice(digits.length - fractionDigits).replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

function createExtreme(type: ScalarType, sign: 1 | -1): Aggregate {
  let best: { readonly number: number; readonly text: string } | undefined;
  return {
    add: (text) => {
      const number = text === undefined ? undefined : numberOf(type, text);
      if (text === undefined || number === undefined) return;
      if (best === undefined || sign * orderOf(number, text, best) > 0) best = { number, text };
    },
    value: () => best ?? NOTHING,
  };
}

/** By the digits where the numbers, which may be rounded, do not tell. */
function orderOf(number: number, text: string, other: { readonly number: number; readonly text: string }): number {
  if (number !== other.number) return number - other.number;
  return isDecimalText(text) && isDecimalText(other.text) ? compareDecimals(text, other.text) : 0;
}
