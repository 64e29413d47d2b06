import type { ScalarType } from '../../core/results/scalarType';
import { parameterType, type ScalarFunction } from '../scalar/scalarFunction';
import { convertTo } from './conversion';
import { combine, nullOf, type EvaluatedValue, type Expression } from './expression';
import { heldDecimal, isDecimal } from './valueTypes';

/** A call of one overload, its arguments converted to what it takes. */
export function invoke<Row>(overload: ScalarFunction, operands: readonly Expression<Row>[]): Expression<Row> {
  const args = operands.map((operand, index) => convertTo(parameterType(overload, index) ?? operand.type, operand));
  return combine(overload.returns, args, (values) => callOverload(overload, values));
}

/** The answer of an overload for values of its parameters' types; null, or an empty text, where one that it needs is null. */
export function callOverload(overload: ScalarFunction, values: readonly EvaluatedValue[]): EvaluatedValue {
  const isSkipped =
    overload.nulls === 'skip' &&
    values.some((value, index) => value === null && parameterType(overload, index) !== 'dynamic');
  const answer = isSkipped ? null : storedValue(overload.returns, overload.call(...values));
  return answer ?? nullOf(overload.returns);
}

/** Whole numbers wrap around at 64 bits, decimals keep the digits that they are held with. */
function storedValue(type: ScalarType, value: EvaluatedValue): EvaluatedValue {
  if (isDecimal(value)) return heldDecimal(value);
  return type === 'long' || type === 'timespan' ? (typeof value === 'bigint' ? BigInt.asIntN(64, value) : null) : value;
}
