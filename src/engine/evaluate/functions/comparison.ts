import type { ScalarType } from '../../../core/results/scalarType';
import { rescaleDecimal } from '../../scalar/decimalText';
import { compareText, type DynamicValue } from '../../scalar/dynamicValue';
import { parseLong, parseReal } from '../../scalar/numberText';
import type { EvaluatedValue } from '../expression';
import { isDecimal } from '../valueTypes';

/** The order of two values of one type; undefined where one is null or no number. */
export function compareValues(left: EvaluatedValue, right: EvaluatedValue): number | undefined {
  if (left === null || right === null) return undefined;
  if (isDecimal(left) && isDecimal(right)) {
    const scale = Math.max(left.scale, right.scale);
    return order(rescaleDecimal(left, scale), rescaleDecimal(right, scale));
  }
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right);
  if (typeof left === 'boolean' && typeof right === 'boolean') return order(Number(left), Number(right));
  return isNumber(left) && isNumber(right) ? order(left, right) : undefined;
}

/** Equality of two values of one type: null equals no value, and of two nulls nothing is known. */
export function equalValues(left: EvaluatedValue, right: EvaluatedValue): boolean | null {
  if (left === null && right === null) return null;
  return compareValues(left, right) === 0;
}

/** A dynamic as the number that it is compared as beside a number, with every digit; null where it is none. */
export function numberInDynamic(value: DynamicValue): bigint | number | null {
  switch (typeof value) {
    case 'bigint':
      return value;
    case 'number':
      return Number.isNaN(value) ? null : value;
    case 'boolean':
      return BigInt(value);
    case 'string':
      return parseLong(value) ?? numberInDynamic(parseReal(value) ?? null);
    default:
      return null;
  }
}

/** Types that are compared by number, whatever their widths. */
export function isWholeNumber(type: ScalarType): boolean {
  return type === 'int' || type === 'long';
}

function order(left: number | bigint, right: number | bigint): number | undefined {
  if (left < right) return -1;
  if (left > right) return 1;
  return left == right ? 0 : undefined;
}

function isNumber(value: EvaluatedValue): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}
