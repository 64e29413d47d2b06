import { isNumeric, type ScalarType } from '../../core/results/scalarType';
import { convertTo } from './conversion';
import { constant, nullOf, type Expression } from './expression';

/** A value as a condition: numbers are true where they are not 0. */
export function asCondition<Row>(expression: Expression<Row>): Expression<Row> {
  return convertTo('bool', expression);
}

export function isNullConstant<Row>(expression: Expression<Row>): boolean {
  return expression.constant?.value === null;
}

/** A plain null in the type that stands opposite, everything else as it is. */
export function typedLike<Row>(expression: Expression<Row>, other: Expression<Row>): Expression<Row> {
  return isNullConstant(expression) ? constant(other.type, nullOf(other.type)) : expression;
}

/** The type in which the branches of `iff` and `case` meet. */
export function commonType<Row>(expressions: readonly Expression<Row>[]): ScalarType {
  const types = expressions.filter((expression) => !isNullConstant(expression)).map(({ type }) => type);
  const [first = expressions[0]?.type ?? 'dynamic'] = types;
  if (types.every((type) => type === first)) return first;
  if (types.every((type) => type === 'int' || type === 'long')) return 'long';
  if (types.every(isNumeric)) return types.includes('real') ? 'real' : 'decimal';
  return types.includes('dynamic') ? 'dynamic' : first;
}

/** Brings the two sides of a comparison to one type. */
export function alignSides<Row>(
  left: Expression<Row>,
  right: Expression<Row>,
): readonly [Expression<Row>, Expression<Row>] {
  const sides: readonly [Expression<Row>, Expression<Row>] = [typedLike(left, right), typedLike(right, left)];
  const [{ type: a }, { type: b }] = sides;
  const type = a === b ? a : comparisonType(a, b);
  return [convertTo(type, sides[0]), convertTo(type, sides[1])];
}

function comparisonType(left: ScalarType, right: ScalarType): ScalarType {
  if (isNumeric(left) && isNumeric(right)) {
    return left === 'real' || right === 'real'
      ? 'real'
      : left === 'decimal' || right === 'decimal'
        ? 'decimal'
        : 'long';
  }
  if (left === 'dynamic') return right;
  if (right === 'dynamic') return left;
  if (left === 'string') return right;
  if (right === 'string') return left;
  return 'long';
}
