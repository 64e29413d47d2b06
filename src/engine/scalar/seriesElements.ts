import { isArray, type DynamicArray, type DynamicValue } from './dynamicValue';

/** A series' item as a number; undefined for null, text and anything else that is none. */
export function numberOf(value: DynamicValue | undefined): number | undefined {
  return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : undefined;
}

/** The items of a series as numbers, undefined standing for what is none; undefined where it is no array. */
export function numbersOf(series: DynamicValue): readonly (number | undefined)[] | undefined {
  return isArray(series) ? series.map(numberOf) : undefined;
}

/** The numbers of a series; undefined where it is no array, is empty or holds anything else. */
export function completeNumbersOf(series: DynamicValue): readonly number[] | undefined {
  const numbers = numbersOf(series)?.filter((number) => number !== undefined);
  return numbers === undefined || !isArray(series) || numbers.length < series.length || numbers.length === 0
    ? undefined
    : numbers;
}

export type PairOperation = (left: DynamicValue, right: DynamicValue) => DynamicValue;

/** Applies an operation item by item; a number stands for a series of itself, the shorter series ends in nulls. */
export function combineSeries(left: DynamicValue, right: DynamicValue, operation: PairOperation): DynamicArray | null {
  if (isArray(left) && isArray(right)) {
    return Array.from({ length: Math.max(left.length, right.length) }, (_, index) =>
      operation(left[index] ?? null, right[index] ?? null),
    );
  }
  if (isArray(left)) return numberOf(right) === undefined ? null : left.map((item) => operation(item, right));
  if (isArray(right)) return numberOf(left) === undefined ? null : right.map((item) => operation(left, item));
  return null;
}

/** An operation on numbers that is exact between integers; anything that is no number gives null. */
export function arithmetic(
  onIntegers: ((left: bigint, right: bigint) => bigint) | undefined,
  onReals: (left: number, right: number) => number,
): PairOperation {
  return (left, right) => {
    if (onIntegers !== undefined && typeof left === 'bigint' && typeof right === 'bigint') {
      return BigInt.asIntN(64, onIntegers(left, right));
    }
    const a = numberOf(left);
    const b = numberOf(right);
    return a === undefined || b === undefined ? null : onReals(a, b);
  };
}
