import type { EngineValue } from '../../../../src/engine/engineAnswer';
import { parseDynamic } from '../../../../src/engine/scalar/dynamicJson';
import { isArray, isBag, type DynamicValue } from '../../../../src/engine/scalar/dynamicValue';
import type { ScalarType } from '../../../../src/core/results/scalarType';

/** How far apart two reals may be, of their size: the database's mathematics rounds otherwise than JavaScript's. */
const TOLERANCE = 1e-12;

/** Below this size a difference counts as if the numbers were this large: a sine of pi is nearly 0 in two ways. */
const NEAR_ZERO = 1e-3;

/** Whether two values of a column are the same to the last digit; reals to the twelfth. */
export function isSameValue(type: ScalarType, left: EngineValue, right: EngineValue): boolean {
  if (left === right) return true;
  if (type === 'real') return typeof left === 'number' && typeof right === 'number' && isSameReal(left, right);
  if (type !== 'dynamic' || typeof left !== 'string' || typeof right !== 'string') return false;
  return isSameDynamic(parseDynamic(left) ?? left, parseDynamic(right) ?? right);
}

function isSameReal(left: number, right: number): boolean {
  if (Number.isNaN(left) || Number.isNaN(right)) return Number.isNaN(left) && Number.isNaN(right);
  return left === right || Math.abs(left - right) <= TOLERANCE * Math.max(Math.abs(left), Math.abs(right), NEAR_ZERO);
}

function isSameDynamic(left: DynamicValue, right: DynamicValue): boolean {
  if (typeof left === 'number' && typeof right === 'number') return isSameReal(left, right);
  if (isArray(left) && isArray(right)) {
    return left.length === right.length && left.every((item, index) => isSameDynamic(item, right[index] ?? null));
  }
  if (!isBag(left) || !isBag(right)) return left === right;
  const keys = [...left.keys()];
  return left.size === right.size && keys.every((key) => isSameDynamic(left.get(key) ?? null, right.get(key) ?? null));
}
