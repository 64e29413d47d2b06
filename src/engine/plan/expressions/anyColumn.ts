import type { BoundNode } from '../../../kusto/boundNode';
import { QueryFault } from '../notSupported';
import type { Planner, Scope } from '../planner';
import type { Scalar } from '../nodes';
import { call, column, literal } from '../scalar';
import { asCondition } from './coercion';

/** True for `* has "x"`, `* == 5` and their kin, which ask whether any column of a row fits. */
export function asksAnyColumn(node: BoundNode, scope: Scope): boolean {
  return scope.star === undefined && node.optionalChild('Left')?.kind === 'StarExpression';
}

/** Plans such a condition as the same one of each column. */
export function planAnyColumn(node: BoundNode, scope: Scope, planner: Planner): Scalar {
  const tests = (scope.row?.columns ?? []).map(({ id, type }) =>
    asCondition(planner.scalar(node, { ...scope, star: column(id, type) })),
  );
  const [first = literal('bool', false), ...others] = tests;
  return others.reduce<Scalar>((any, test) => call('Or', 'bool', any, test), first);
}

/** Plans the `*` itself. */
export function planStar(node: BoundNode, scope: Scope): Scalar {
  if (scope.star === undefined) throw new QueryFault(`'*' has no meaning here`, node);
  return scope.star;
}
