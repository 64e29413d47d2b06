import type { BoundNode } from '../../../kusto/boundNode';
import { findFunction } from '../../sql/functions';
import type { Planner, Scope } from '../planner';
import type { Scalar } from '../nodes';
import { call, castTo, literal } from '../scalar';
import { argumentsOf, callFunction } from './call';

/**
 * Plans a call that gives several values, such as `series_stats(x)`, as one dynamic array of them; the function that
 * computes it stands in the table of functions with `_tuple` after its name. Undefined for every other call.
 */
export function planTuple(node: BoundNode, scope: Scope, planner: Planner): Scalar | undefined {
  if (node.kind !== 'FunctionCallExpression' || node.tupleTypes === undefined) return undefined;
  const name = `${node.name}_tuple`;
  const values = argumentsOf(node).map((arg) => planner.scalar(arg, { ...scope, isCondition: false }));
  const types = values.map((value) => value.type);
  return findFunction(name, types) === undefined ? undefined : callFunction(name, values, node);
}

/** The values of such a call one by one, each of the type that Kusto's binder gives it. */
export function planTupleValues(node: BoundNode, scope: Scope, planner: Planner): readonly Scalar[] | undefined {
  const tuple = planTuple(node, scope, planner);
  return tuple === undefined ? undefined : node.tupleTypes?.map((type, index) => tupleValue(tuple, index, type));
}

function tupleValue(tuple: Scalar, index: number, type: Scalar['type'] | undefined): Scalar {
  const value = call('DynamicIndex', 'dynamic', tuple, literal('long', BigInt(index)));
  return type === undefined ? value : castTo(type, value);
}
