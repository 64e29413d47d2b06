import type { BoundNode } from '../../../kusto/boundNode';
import { notSupported } from '../notSupported';
import type { Planner, Scope } from '../planner';
import { alignSides } from './coercion';
import { checkPattern } from './knownPattern';
import type { Scalar } from '../nodes';
import { call, castTo, isNullLiteral } from '../scalar';

const ORDER_OPERATORS: ReadonlyMap<string, string> = new Map([
  ['<', 'LessThan'],
  ['<=', 'LessThanOrEqual'],
  ['>', 'GreaterThan'],
  ['>=', 'GreaterThanOrEqual'],
]);

const TEXT_OPERATORS: ReadonlyMap<string, string> = new Map([
  ['has', 'Has'],
  ['has_cs', 'HasCs'],
  ['hasprefix', 'HasPrefix'],
  ['hasprefix_cs', 'HasPrefixCs'],
  ['hassuffix', 'HasSuffix'],
  ['hassuffix_cs', 'HasSuffixCs'],
  ['contains', 'Contains'],
  ['contains_cs', 'ContainsCs'],
  ['startswith', 'StartsWith'],
  ['startswith_cs', 'StartsWithCs'],
  ['endswith', 'EndsWith'],
  ['endswith_cs', 'EndsWithCs'],
  ['matches regex', 'MatchRegex'],
  [':', 'Has'],
]);

/** Plans `==`, `<`, `has`, `matches regex` and their kin; undefined where the operator is none of them. */
export function planComparison(node: BoundNode, scope: Scope, planner: Planner): Scalar | undefined {
  const operator = node.token('Operator').toLowerCase().replace(/\s+/g, ' ');
  const inner: Scope = { ...scope, isCondition: false };
  const sides = (): readonly [Scalar, Scalar] => [
    planner.scalar(node.child('Left'), inner),
    planner.scalar(node.child('Right'), inner),
  ];
  switch (operator) {
    case '==':
      return equality('Equal', ...sides(), scope.isCondition === true);
    case '!=':
    case '<>':
      return equality('NotEqual', ...sides(), scope.isCondition === true);
    case '=~':
      return call('EqualTilde', 'bool', ...sides().map(asText));
    case '!~':
      return negate(call('EqualTilde', 'bool', ...sides().map(asText)));
  }
  const order = ORDER_OPERATORS.get(operator);
  if (order !== undefined) return call(order, 'bool', ...alignOrdered(...sides()));
  const isNegated = operator.startsWith('!') || operator.startsWith('not ');
  const text = TEXT_OPERATORS.get(isNegated ? operator.replace(/^(!|not )/, '') : operator);
  if (text === undefined) return undefined;
  const [left, right] = sides();
  if (text === 'MatchRegex') checkPattern(right, node.child('Right'));
  const match = call(text, 'bool', asText(left), asText(right));
  return isNegated ? negate(match) : match;
}

/** Plans `x between (a .. b)`; with a timespan as `b` the end is `a + b`. */
export function planBetween(node: BoundNode, scope: Scope, planner: Planner): Scalar {
  const inner: Scope = { ...scope, isCondition: false };
  const value = planner.scalar(node.child('Left'), inner);
  const range = node.child('Right');
  const first = planner.scalar(range.child('First'), inner);
  const second = planner.scalar(range.child('Second'), inner);
  const end =
    first.type === 'datetime' && second.type === 'timespan' ? call('AddTicks', 'datetime', first, second) : second;
  const isInside = call(
    'And',
    'bool',
    call('GreaterThanOrEqual', 'bool', ...alignSides(value, first)),
    call('LessThanOrEqual', 'bool', ...alignSides(value, end)),
  );
  return node.token('Operator').startsWith('!') ? negate(isInside) : isInside;
}

/**
 * `==` and `!=`: null against a value is "not equal", null against null is null. Where only true counts (`where`)
 * plain equality does.
 */
export function equality(name: 'Equal' | 'NotEqual', left: Scalar, right: Scalar, isCondition: boolean): Scalar {
  const sides: readonly [Scalar, Scalar] =
    left.type === 'dynamic' && right.type === 'dynamic'
      ? [castTo('string', left), castTo('string', right)]
      : alignSides(left, right);
  const areNeverNull = sides.every(isNeverNull);
  if (areNeverNull || (isCondition && name === 'Equal')) return call(name, 'bool', ...sides);
  const oneIsNeverNull = sides.some(isNeverNull);
  return call(`${name}${oneIsNeverNull ? 'OneNullable' : 'BothNullable'}`, 'bool', ...sides);
}

export function negate(value: Scalar): Scalar {
  return call('not', 'bool', value);
}

export function asText(value: Scalar): Scalar {
  return castTo('string', value);
}

function isNeverNull(value: Scalar): boolean {
  return value.type === 'string' || (value.kind === 'literal' && !isNullLiteral(value) && !Number.isNaN(value.value));
}

function alignOrdered(left: Scalar, right: Scalar): readonly [Scalar, Scalar] {
  if (left.type === 'dynamic' && right.type === 'dynamic') return [castTo('real', left), castTo('real', right)];
  return alignSides(left, right);
}

/** Fails for a binary operator that no table names. */
export function unknownOperator(node: BoundNode): never {
  throw notSupported(`the operator ${node.token('Operator')}`, node);
}
