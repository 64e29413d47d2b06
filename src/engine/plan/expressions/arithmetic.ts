import { MAX_DATETIME_TICKS } from '../../../core/results/values/ticks';
import type { ScalarType } from '../../../core/results/scalarType';
import type { BoundNode } from '../../../kusto/boundNode';
import { notSupported } from '../notSupported';
import { isInteger, isTime } from './coercion';
import type { Scalar } from '../nodes';
import { call, castTo, constantInteger, isNullLiteral, literal, nullOf } from '../scalar';

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';

const NAMES: Readonly<Record<ArithmeticOperator, string>> = {
  '+': 'Add',
  '-': 'Subtract',
  '*': 'Multiply',
  '/': 'Divide',
  '%': 'Modulo',
};

export function isArithmetic(operator: string): operator is ArithmeticOperator {
  return Object.hasOwn(NAMES, operator);
}

/** Plans `+ - * / %` over numbers, datetimes and timespans, by Kusto's promotions. */
export function planArithmetic(operator: ArithmeticOperator, left: Scalar, right: Scalar, node: BoundNode): Scalar {
  const [a, b] = asOperands(operator, left, right);
  if (isTime(a.type) || isTime(b.type)) return planTimeArithmetic(operator, a, b, node);
  if (isInteger(a.type) && isInteger(b.type)) {
    return call(`${NAMES[operator]}Long`, 'long', castTo('long', a), castTo('long', b));
  }
  const type: ScalarType = a.type === 'real' || b.type === 'real' ? 'real' : 'decimal';
  const suffix = type === 'real' ? 'Real' : 'Decimal';
  return call(`${NAMES[operator]}${suffix}`, type, castTo(type, a), castTo(type, b));
}

/** Plans a unary minus; a negated literal stays a literal. */
export function planNegation(value: Scalar): Scalar {
  if (value.kind === 'literal' && typeof value.value === 'bigint') {
    return literal(value.type, BigInt.asIntN(64, -value.value));
  }
  if (value.kind === 'literal' && typeof value.value === 'number') return literal(value.type, -value.value);
  if (isInteger(value.type)) return call('NegateLong', 'long', castTo('long', value));
  if (value.type === 'decimal') return call('NegateDecimal', 'decimal', value);
  const operand = value.type === 'dynamic' || value.type === 'string' ? castTo('real', value) : value;
  return call('Negate', operand.type, operand);
}

/** Gives nulls and dynamics the type that the other side asks for. */
function asOperands(operator: ArithmeticOperator, left: Scalar, right: Scalar): readonly [Scalar, Scalar] {
  if (isNullLiteral(left) && left.type === 'dynamic') return [nullOf(right.type), right];
  if (isNullLiteral(right) && right.type === 'dynamic') return [left, nullOf(left.type)];
  return [asOperand(operator, left, right.type), asOperand(operator, right, left.type)];
}

function asOperand(operator: ArithmeticOperator, value: Scalar, other: ScalarType): Scalar {
  if (value.type === 'bool') return castTo('long', value);
  if (value.type === 'string') return castTo('real', value);
  if (value.type !== 'dynamic') return value;
  const meetsTime = isTime(other) && (operator === '+' || operator === '-');
  return castTo(meetsTime ? 'timespan' : 'real', value);
}

function planTimeArithmetic(operator: ArithmeticOperator, left: Scalar, right: Scalar, node: BoundNode): Scalar {
  switch (operator) {
    case '+':
    case '-':
      return planTickSum(operator, left, right);
    case '*':
      return isTime(left.type) ? scale('MultiplyTicks', left, right) : scale('MultiplyTicks', right, left);
    case '/':
      return isTime(right.type) ? call('DivideTicks', 'real', left, right) : scale('ScaleDownTicks', left, right);
    case '%':
      if (!isTime(left.type) || !isTime(right.type)) throw notSupported('% of a time and a number', node);
      return call('ModuloTicks', 'timespan', left, right);
  }
}

function planTickSum(operator: '+' | '-', left: Scalar, right: Scalar): Scalar {
  const a = isTime(left.type) ? left : daysAsTimespan(left);
  const b = isTime(right.type) ? right : daysAsTimespan(right);
  const datetimes = [a, b].filter((side) => side.type === 'datetime').length;
  const type = datetimes === 1 ? 'datetime' : 'timespan';
  const known = knownSum(operator, a, b);
  if (known !== undefined && (type === 'timespan' || isDateTime(known))) return literal(type, known);
  return call(operator === '+' ? 'AddTicks' : 'SubtractTicks', type, a, b);
}

/** The sum of two times that are written in the query. */
function knownSum(operator: '+' | '-', left: Scalar, right: Scalar): bigint | undefined {
  const [a, b] = [constantInteger(left), constantInteger(right)];
  if (a === undefined || b === undefined) return undefined;
  const sum = operator === '+' ? a + b : a - b;
  return sum === BigInt.asIntN(64, sum) ? sum : undefined;
}

function isDateTime(ticks: bigint): boolean {
  return ticks >= 0n && ticks <= MAX_DATETIME_TICKS;
}

/** A number beside a time counts days. */
function daysAsTimespan(value: Scalar): Scalar {
  return castTo('timespan', castTo('real', value));
}

function scale(name: string, time: Scalar, factor: Scalar): Scalar {
  if (isInteger(factor.type)) return call(`${name}ByLong`, 'timespan', time, castTo('long', factor));
  return call(`${name}ByReal`, 'timespan', time, castTo('real', factor));
}
