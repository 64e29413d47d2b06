import type { BoundNode } from '../../../kusto/boundNode';
import { notSupported } from '../notSupported';
import type { Planner, Scope } from '../planner';
import { asksAnyColumn, planAnyColumn, planStar } from './anyColumn';
import { isArithmetic, planArithmetic, planNegation } from './arithmetic';
import { planToScalar } from './call';
import { asCondition } from './coercion';
import { planBetween, planComparison, unknownOperator } from './comparison';
import { planLiteral, planTypeOf } from './literal';
import { planElement, planPath } from './member';
import { planHasAny, planIn } from './membership';
import { planName } from './name';
import { planCall } from './planCall';
import type { Scalar } from '../nodes';
import { call } from '../scalar';

/** Plans any scalar expression of a bound query. */
export function planScalar(node: BoundNode, scope: Scope, planner: Planner): Scalar {
  if (asksAnyColumn(node, scope)) return planAnyColumn(node, scope, planner);
  const element = scope.element?.(node);
  if (element !== undefined) return element;
  switch (node.kind) {
    case 'ParenthesizedExpression':
    case 'BracketedExpression':
    case 'SimpleNamedExpression':
      return planner.scalar(node.child('Expression'), scope);
    case 'LiteralExpression':
    case 'CompoundStringLiteralExpression':
    case 'DynamicExpression':
      return planLiteral(node);
    case 'TypeOfLiteralExpression':
      return planTypeOf(node);
    case 'NameReference':
      return planName(node, scope, planner);
    case 'PrefixUnaryExpression':
      return planPrefix(node, scope, planner);
    case 'BinaryExpression':
      return planBinary(node, scope, planner);
    case 'BetweenExpression':
      return planBetween(node, scope, planner);
    case 'InExpression':
      return planIn(node, scope, planner);
    case 'HasAnyExpression':
    case 'HasAllExpression':
      return planHasAny(node, scope, planner);
    case 'PathExpression':
      return planPath(node, scope, planner);
    case 'ElementExpression':
      return planElement(node, scope, planner);
    case 'FunctionCallExpression':
      return planCall(node, scope, planner);
    case 'StarExpression':
      return planStar(node, scope);
    case 'ToScalarExpression':
      return planToScalar(node.child('Expression'), scope, planner);
    default:
      throw notSupported(`'${node.text.slice(0, 40)}'`, node);
  }
}

function planPrefix(node: BoundNode, scope: Scope, planner: Planner): Scalar {
  const value = planner.scalar(node.child('Expression'), { ...scope, isCondition: false });
  return node.token('Operator') === '-' ? planNegation(value) : value;
}

function planBinary(node: BoundNode, scope: Scope, planner: Planner): Scalar {
  const operator = node.token('Operator').toLowerCase();
  if (operator === 'and' || operator === 'or') {
    const [left, right] = [node.child('Left'), node.child('Right')].map((side) =>
      asCondition(planner.scalar(side, scope)),
    );
    if (left === undefined || right === undefined) return unknownOperator(node);
    return call(operator === 'and' ? 'And' : 'Or', 'bool', left, right);
  }
  if (isArithmetic(operator)) {
    const inner: Scope = { ...scope, isCondition: false };
    const left = planner.scalar(node.child('Left'), inner);
    return planArithmetic(operator, left, planner.scalar(node.child('Right'), inner), node);
  }
  return planComparison(node, scope, planner) ?? unknownOperator(node);
}
