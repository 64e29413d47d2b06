import type { ScalarType } from '../../core/results/scalarType';
import type { BoundNode } from '../../kusto/boundNode';
import { notSupported } from '../plan/notSupported';
import { fittingOverload, overloadsByName } from '../scalar/scalarFunctions';
import { convertTo } from './conversion';
import { combine, constant, type Expression, type ExpressionCompiler } from './expression';
import { ARITHMETIC, NEGATION } from './functions/arithmetic';
import { compareValues, equalValues, isWholeNumber, numberInDynamic } from './functions/comparison';
import { TEXT_MATCHES, type TextMatch } from './functions/textMatch';
import { callOverload, invoke } from './invocation';
import { alignSides, asCondition, isNullConstant, typedLike } from './operands';
import { asDynamic, asText } from './valueTypes';

const ARITHMETIC_BY_NAME = overloadsByName(ARITHMETIC);

/** Compiles `a + b`, `a and b`, `a == b`, `a has b` and their kin. */
export function compileBinary<Row>(node: BoundNode, compiler: ExpressionCompiler<Row>): Expression<Row> {
  const operator = node.token('Operator').toLowerCase().replace(/\s+/g, ' ');
  const left = compiler.compile(node.child('Left'));
  const right = compiler.compile(node.child('Right'));
  if (operator === 'and' || operator === 'or') return connect(operator, left, right);
  if (ARITHMETIC_BY_NAME.has(operator)) return arithmetic(operator, left, right, node);
  return compareSides(operator, left, right, node);
}

/** Compiles `-x` and `+x`. */
export function compilePrefix<Row>(node: BoundNode, compiler: ExpressionCompiler<Row>): Expression<Row> {
  const operand = asOperand('*', compiler.compile(node.child('Expression')), 'long');
  if (node.token('Operator') !== '-') return operand;
  const overload = fittingOverload(NEGATION, [operand.type]);
  if (overload === undefined) throw notSupported(`'${node.text.slice(0, 40)}'`, node);
  if (operand.constant === undefined) return invoke(overload, [operand]);
  return constant(operand.type, callOverload(overload, [operand.constant.value]));
}

/** Compiles `x between (a .. b)`; with a timespan as `b` after a datetime the end is `a + b`. */
export function compileBetween<Row>(node: BoundNode, compiler: ExpressionCompiler<Row>): Expression<Row> {
  const value = compiler.compile(node.child('Left'));
  const range = node.child('Right');
  const first = compiler.compile(range.child('First'));
  const second = compiler.compile(range.child('Second'));
  const isSpan = first.type === 'datetime' && second.type === 'timespan';
  const isInside = insideRange(value, first, isSpan ? arithmetic('+', first, second, node) : second, node);
  return node.token('Operator').startsWith('!') ? negate(isInside) : isInside;
}

/** Both ends belong to the range. */
export function insideRange<Row>(
  value: Expression<Row>,
  first: Expression<Row>,
  last: Expression<Row>,
  node: BoundNode,
): Expression<Row> {
  return connect('and', compareSides('>=', value, first, node), compareSides('<=', value, last, node));
}

export function arithmetic<Row>(
  operator: string,
  left: Expression<Row>,
  right: Expression<Row>,
  node: BoundNode,
): Expression<Row> {
  const sides = [plainNull(left, right), plainNull(right, left)];
  const [a = left, b = right] = sides.map((side, index) => asOperand(operator, side, sides[1 - index]?.type ?? 'long'));
  const operands = [daysBeside(operator, a, b.type), daysBeside(operator, b, a.type)];
  const types = operands.map(({ type }) => type);
  const overload = fittingOverload(
    ARITHMETIC_BY_NAME.get(operator) ?? [],
    types.includes('real') ? types.map(realOf) : types,
  );
  if (overload === undefined) throw notSupported(`'${node.text.slice(0, 40)}'`, node);
  return invoke(overload, operands);
}

/** A `dynamic(null)` takes the other side's type; a null of a type has its own. */
function plainNull<Row>(value: Expression<Row>, other: Expression<Row>): Expression<Row> {
  return value.type === 'dynamic' ? typedLike(value, other) : value;
}

/** A real and a decimal meet as reals. */
function realOf(type: ScalarType): ScalarType {
  return type === 'decimal' ? 'real' : type;
}

function asOperand<Row>(operator: string, value: Expression<Row>, other: ScalarType): Expression<Row> {
  if (value.type === 'bool' || value.type === 'int') return convertTo('long', value);
  if (value.type === 'string') return convertTo('real', value);
  if (value.type !== 'dynamic') return value;
  return convertTo(isTime(other) && isSum(operator) ? 'timespan' : 'real', value);
}

/** A number added to a time counts days; a decimal scales as a real does. */
function daysBeside<Row>(operator: string, value: Expression<Row>, other: ScalarType): Expression<Row> {
  if (!isTime(other) || isTime(value.type)) return value;
  if (isSum(operator)) return convertTo('timespan', convertTo('real', value));
  return value.type === 'decimal' ? convertTo('real', value) : value;
}

function isSum(operator: string): boolean {
  return operator === '+' || operator === '-';
}

function isTime(type: ScalarType): boolean {
  return type === 'datetime' || type === 'timespan';
}

/** `and` and `or` know three values: an unknown side counts only where the other does not decide. */
export function connect<Row>(operator: 'and' | 'or', left: Expression<Row>, right: Expression<Row>): Expression<Row> {
  const decides = operator === 'or';
  const [a, b] = [asCondition(left), asCondition(right)];
  return {
    type: 'bool',
    evaluate(row) {
      const first = a.evaluate(row);
      if (first === decides) return decides;
      const second = b.evaluate(row);
      return second === decides ? decides : first === null || second === null ? null : !decides;
    },
  };
}

export function negate<Row>(condition: Expression<Row>): Expression<Row> {
  return combine('bool', [asCondition(condition)], ([value]) => (typeof value === 'boolean' ? !value : null));
}

/** Compares two values by an operator's spelling. */
export function compareSides<Row>(
  operator: string,
  left: Expression<Row>,
  right: Expression<Row>,
  node: BoundNode,
): Expression<Row> {
  if (operator === '==') return equality(left, right);
  if (operator === '!=' || operator === '<>') return negate(equality(left, right));
  const order = ORDERS.get(operator);
  if (order !== undefined) return ordering(order, left, right);
  const isNegated = operator.startsWith('!') || operator.startsWith('not ');
  const match = TEXT_MATCHES.get(operator === '!~' ? '=~' : operator.replace(/^(!|not )/, ''));
  if (match === undefined) throw notSupported(`the operator ${node.token('Operator')}`, node);
  return isNegated ? negate(matchTexts(match, left, right)) : matchTexts(match, left, right);
}

const ORDERS: ReadonlyMap<string, (order: number) => boolean> = new Map([
  ['<', (order: number) => order < 0],
  ['<=', (order: number) => order <= 0],
  ['>', (order: number) => order > 0],
  ['>=', (order: number) => order >= 0],
]);

/** Null beside a value is unequal; of two nulls nothing is known. */
export function equality<Row>(left: Expression<Row>, right: Expression<Row>): Expression<Row> {
  return combine('bool', comparable(left, right, 'string'), ([a = null, b = null]) => equalValues(a, b));
}

/** What is no number is neither less nor more; with null nothing is known. */
function ordering<Row>(
  holds: (order: number) => boolean,
  left: Expression<Row>,
  right: Expression<Row>,
): Expression<Row> {
  return combine('bool', comparable(left, right, 'real'), ([a = null, b = null]) => {
    if (a === null || b === null) return null;
    const order = compareValues(a, b);
    return order !== undefined && holds(order);
  });
}

/** Both sides in one type; a dynamic beside a whole number is compared with every digit, two of them as `both`. */
function comparable<Row>(
  left: Expression<Row>,
  right: Expression<Row>,
  both: ScalarType,
): readonly [Expression<Row>, Expression<Row>] {
  if (left.type === 'dynamic' && right.type === 'dynamic') return [convertTo(both, left), convertTo(both, right)];
  if (isNullConstant(left) || isNullConstant(right)) return alignSides(left, right);
  if (left.type === 'dynamic' && isWholeNumber(right.type)) return [exactNumber(left), convertTo('long', right)];
  if (right.type === 'dynamic' && isWholeNumber(left.type)) return [convertTo('long', left), exactNumber(right)];
  return alignSides(left, right);
}

function exactNumber<Row>(value: Expression<Row>): Expression<Row> {
  return combine('long', [value], ([item = null]) => numberInDynamic(asDynamic(item)));
}

export function matchTexts<Row>(match: TextMatch, left: Expression<Row>, right: Expression<Row>): Expression<Row> {
  const sides = [convertTo('string', left), convertTo('string', right)];
  return combine('bool', sides, ([text = '', part = '']) => match(asText(text), asText(part)));
}
