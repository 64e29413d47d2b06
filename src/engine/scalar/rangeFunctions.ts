import { formatDateTime, formatTimespanTicks } from '../../core/results/values/ticks';
import type { DynamicArray } from './dynamicValue';
import { defineScalar, ScalarFunctionError, type ScalarFunction } from './scalarFunction';

const MOST_ITEMS = 1_048_576;
const TICKS_PER_HOUR = 36_000_000_000n;

/** Refuses arrays beyond Kusto's limit on their length. */
export function checkedLength(name: string, length: number): number {
  if (length > MOST_ITEMS)
    throw new ScalarFunctionError(`${name}(): an array cannot hold more than ${MOST_ITEMS} items.`);
  return length;
}

/** https://learn.microsoft.com/kusto/query/range-function: the step of times is an hour unless given. */
export const RANGE_FUNCTIONS: readonly ScalarFunction[] = [
  defineScalar({
    name: 'range',
    parameters: ['long', 'long'],
    optional: ['long'],
    returns: 'dynamic',
    call: (start, stop, step = 1n) => wholeSteps(start, stop, step, (value) => value),
  }),
  defineScalar({
    name: 'range',
    parameters: ['real', 'real'],
    optional: ['real'],
    returns: 'dynamic',
    call(start, stop, step = 1) {
      const length = Math.floor((stop - start) / step) + 1;
      if (step === 0 || Number.isNaN(length)) return null;
      return Array.from({ length: checkedLength('range', Math.max(length, 0)) }, (_, index) => start + index * step);
    },
  }),
  defineScalar({
    name: 'range',
    parameters: ['datetime', 'datetime'],
    optional: ['timespan'],
    returns: 'dynamic',
    call: (start, stop, step = TICKS_PER_HOUR) => wholeSteps(start, stop, step, formatDateTime),
  }),
  defineScalar({
    name: 'range',
    parameters: ['timespan', 'timespan'],
    optional: ['timespan'],
    returns: 'dynamic',
    call: (start, stop, step = TICKS_PER_HOUR) => wholeSteps(start, stop, step, formatTimespanTicks),
  }),
];

function wholeSteps(
  start: bigint,
  stop: bigint,
  step: bigint,
  write: (value: bigint) => string | bigint,
): DynamicArray | null {
  if (step === 0n) return null;
  const length = step > 0n ? (stop - start) / step + 1n : (start - stop) / -step + 1n;
  const isEmpty = step > 0n ? start > stop : start < stop;
  return Array.from({ length: isEmpty ? 0 : checkedLength('range', Number(length)) }, (_, index) =>
    write(start + BigInt(index) * step),
  );
}
