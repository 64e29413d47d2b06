import type { BoundNode } from '../../../kusto/boundNode';
import type { Environment } from '../environment';
import { notSupported } from '../notSupported';
import type { Planner } from '../planner';
import { planBagUnpack } from './bagUnpack';
import { operatorName } from './operatorName';
import { planNarrow } from './narrow';
import { planPivot } from './pivot';
import type { Relation } from '../nodes';

type PluginPlanner = (node: BoundNode, input: Relation, environment: Environment, planner: Planner) => Relation;

/** The plugins of `evaluate`, by name. */
const PLUGINS: ReadonlyMap<string, PluginPlanner> = new Map<string, PluginPlanner>([
  ['bag_unpack', planBagUnpack],
  ['narrow', planNarrow],
  ['pivot', planPivot],
]);

export function planEvaluate(node: BoundNode, input: Relation, environment: Environment, planner: Planner): Relation {
  const plan = PLUGINS.get(node.child('FunctionCall').name);
  if (plan === undefined) throw notSupported(operatorName(node), node);
  return plan(node, input, environment, planner);
}
