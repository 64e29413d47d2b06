import type { BoundNode } from '../../../kusto/boundNode';
import { QueryFault } from '../notSupported';
import type { Planner, Scope } from '../planner';
import type { Relation, Scalar } from '../nodes';
import { findColumn } from '../relation';
import { column, literal } from '../scalar';
import { memberOf } from './dynamicPath';
import { planTuple } from './tuple';

/** Plans `bag.key` and, in a join's `on`, `$left.Column` and `$right.Column`. */
export function planPath(node: BoundNode, scope: Scope, planner: Planner): Scalar {
  const selector = node.child('Selector');
  const side = sideOfJoin(node.child('Expression'), scope);
  if (side !== undefined) return planSideColumn(selector, side);
  const bag = planner.scalar(node.child('Expression'), scope);
  if (selector.kind === 'BracketedExpression') return planGet(bag, planner.scalar(selector, scope), node);
  if (selector.kind === 'FunctionCallExpression')
    throw new QueryFault(`'${selector.text}' has no meaning here`, selector);
  return planGet(bag, literal('string', selector.name), node);
}

/** Plans `array[0]`, `array[-1]`, `bag["key"]` and `bag[Column]`. */
export function planElement(node: BoundNode, scope: Scope, planner: Planner): Scalar {
  const inner: Scope = { ...scope, isCondition: false };
  const selector = node.child('Selector');
  const index = selector.optionalChild('Expression') ?? selector;
  const array = node.child('Expression');
  const value = planTuple(array, inner, planner) ?? planner.scalar(array, inner);
  return planGet(value, planner.scalar(index, inner), node);
}

function planGet(bag: Scalar, selector: Scalar, node: BoundNode): Scalar {
  if (bag.type !== 'dynamic') throw new QueryFault(`'${node.text}' reads a member of a ${bag.type}`, node);
  return memberOf(bag, selector);
}

function sideOfJoin(node: BoundNode, scope: Scope): Relation | undefined {
  if (scope.right === undefined) return undefined;
  if (node.text === '$left') return scope.row;
  return node.text === '$right' ? scope.right : undefined;
}

function planSideColumn(selector: BoundNode, side: Relation): Scalar {
  const found = findColumn(side, selector.name);
  if (found === undefined) throw new QueryFault(`Failed to resolve column named '${selector.name}'`, selector);
  return column(found.id, found.type);
}
