import type { BoundNode } from '../../../kusto/boundNode';
import { findAggregate } from '../../sql/aggregates';
import type { Planner, Scope } from '../planner';
import type { Scalar } from '../nodes';
import { argumentsOf, asBound, callFunction, planAggregate, planArguments } from './call';
import { planBody } from './name';
import { SPECIAL_FORMS } from './specialForms';
import { planTupleValues } from './tuple';
import { isWindowFunction, planWindow } from './window';

/** Plans a function call: a user's function, a special form, an aggregate or a row of the one table of functions. */
export function planCall(node: BoundNode, scope: Scope, planner: Planner): Scalar {
  const name = node.name;
  const args = argumentsOf(node);
  if (scope.environment.lookUp(name)?.kind === 'function')
    return planBody(node, { ...scope, isCondition: false }, planner);
  const special = SPECIAL_FORMS.get(name);
  if (special !== undefined) return special(node, args, scope, planner);
  if (scope.aggregates !== undefined && findAggregate(name) !== undefined) return planAggregate(node, scope, planner);
  if (isWindowFunction(name)) {
    const window = planWindow(name, node, args, scope, planner);
    return scope.hasWindowsApart === true && scope.prepare !== undefined ? scope.prepare(window) : window;
  }
  const [first] = planTupleValues(node, scope, planner) ?? [];
  if (first !== undefined) return first;
  return asBound(callFunction(name, planArguments(args, scope, planner), node), node);
}
