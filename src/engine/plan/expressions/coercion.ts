import { isNumeric, type ScalarType } from '../../../core/results/scalarType';
import type { Scalar } from '../nodes';
import { call, castTo, constantInteger, isNullLiteral, nullOf } from '../scalar';

/** Ticks: datetimes and timespans, whose arithmetic is that of integers. */
export function isTime(type: ScalarType): boolean {
  return type === 'datetime' || type === 'timespan';
}

export function isInteger(type: ScalarType): boolean {
  return type === 'int' || type === 'long';
}

/** A value as a condition: numbers are true where they are not 0. */
export function asCondition(value: Scalar): Scalar {
  if (value.type === 'bool') return value;
  return isNumeric(value.type) ? call('NotEqual', 'bool', value, castTo(value.type, zero)) : castTo('bool', value);
}

const zero: Scalar = { kind: 'literal', type: 'long', value: 0n };

/**
 * The type in which values of several types meet (`iff`, `case`, `coalesce`, `max_of`, lists): the wider number,
 * dynamic where one is dynamic, else that of the first value that is not a plain null.
 */
export function commonType(values: readonly Scalar[]): ScalarType {
  const types = [...new Set(values.filter((value) => !isNullLiteral(value)).map((value) => value.type))];
  const [first, ...others] = types;
  if (first === undefined) return values[0]?.type ?? 'dynamic';
  if (others.length === 0) return first;
  if (types.every(isInteger)) return 'long';
  if (types.every(isNumeric)) return types.includes('real') ? 'real' : 'decimal';
  return types.includes('dynamic') ? 'dynamic' : first;
}

/** Brings the two sides of a comparison to one type, by Kusto's rules. */
export function alignSides(left: Scalar, right: Scalar): readonly [Scalar, Scalar] {
  if (left.type === right.type) return [left, right];
  if (isNullLiteral(left)) return [nullOf(right.type), right];
  if (isNullLiteral(right)) return [left, nullOf(left.type)];
  if (left.type === 'dynamic' && isBeyondReal(right)) return orderBeside(left, right);
  if (right.type === 'dynamic' && isBeyondReal(left)) {
    const [order, zero] = orderBeside(right, left);
    return [zero, order];
  }
  const type = comparisonType(left.type, right.type);
  return type === undefined ? [left, right] : [castTo(type, left), castTo(type, right)];
}

/** True for a whole number that a real may not hold: a large one, or one that is known only at run time. */
export function isBeyondReal(value: Scalar): boolean {
  if (!isInteger(value.type)) return false;
  const known = constantInteger(value);
  return known === undefined || !Number.isSafeInteger(Number(known));
}

/** The order of a dynamic beside a whole number, with every digit, and the 0 to compare it with. */
function orderBeside(value: Scalar, whole: Scalar): readonly [Scalar, Scalar] {
  const long = castTo('long', whole);
  return [call('DynamicOrder', 'long', value, long), call('ZeroBeside', 'long', long)];
}

/** Undefined where the database compares both as they are. */
function comparisonType(left: ScalarType, right: ScalarType): ScalarType | undefined {
  if (isInteger(left) && isInteger(right)) return undefined;
  if (isNumeric(left) && isNumeric(right)) return left === 'real' || right === 'real' ? 'real' : 'decimal';
  if (left === 'dynamic') return isInteger(right) ? 'real' : right;
  if (right === 'dynamic') return isInteger(left) ? 'real' : left;
  if (left === 'string') return right;
  if (right === 'string') return left;
  if (left === 'bool' || right === 'bool') return 'long';
  return left === 'guid' || right === 'guid' ? 'string' : undefined;
}

/** The type in which a value and the members of a set meet: undefined where the database compares both as they are. */
export function meetingType(value: ScalarType, members: ScalarType): ScalarType | undefined {
  if (value === members) return value;
  if (value === 'string' || members === 'string' || members === 'dynamic') return 'string';
  return comparisonType(value, members);
}
