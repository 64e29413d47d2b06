import type { BoundNode } from '../../../kusto/boundNode';
import type { Environment } from '../environment';
import { notSupported } from '../notSupported';
import type { Planner } from '../planner';
import { planActivity, planNewActivity } from '../plugins/activity';
import { planLineLookup, planPolygonLookup } from '../plugins/geoLookup';
import { planIpv4Lookup, planIpv6Lookup } from '../plugins/ipLookup';
import { planAutocluster, planBasket, planDiffpatterns } from '../plugins/mining';
import { REFUSED_PLUGINS } from '../plugins/refusedPlugins';
import { planRowsNear } from '../plugins/rowsNear';
import { planFunnelCompletion, planRollingPercentile, planSequenceDetect } from '../plugins/sequences';
import { planDcountIntersect, planPreview, planRowsCount, planSchemaMerge } from '../plugins/smallPlugins';
import { planBagUnpack } from './bagUnpack';
import { operatorName } from './operatorName';
import { planNarrow } from './narrow';
import { planPivot } from './pivot';
import type { Relation } from '../nodes';

type PluginPlanner = (node: BoundNode, input: Relation, environment: Environment, planner: Planner) => Relation;

/** The plugins of `evaluate`, by name. */
export const PLUGINS: ReadonlyMap<string, PluginPlanner> = new Map<string, PluginPlanner>([
  ['active_users_count', planActivity],
  ['activity_counts_metrics', planActivity],
  ['activity_engagement', planActivity],
  ['activity_metrics', planActivity],
  ['autocluster', planAutocluster],
  ['bag_unpack', planBagUnpack],
  ['basket', planBasket],
  ['dcount_intersect', planDcountIntersect],
  ['diffpatterns', planDiffpatterns],
  ['estimate_rows_count', planRowsCount],
  ['funnel_sequence_completion', planFunnelCompletion],
  ['geo_line_lookup', planLineLookup],
  ['geo_polygon_lookup', planPolygonLookup],
  ['identity', (_, input) => input],
  ['ipv4_lookup', planIpv4Lookup],
  ['ipv6_lookup', planIpv6Lookup],
  ['narrow', planNarrow],
  ['new_activity_metrics', planNewActivity],
  ['pivot', planPivot],
  ['preview', planPreview],
  ['rolling_percentile', planRollingPercentile],
  ['rows_near', planRowsNear],
  ['schema_merge', planSchemaMerge],
  ['sequence_detect', planSequenceDetect],
  ['session_count', planActivity],
  ['sliding_window_counts', planActivity],
]);

export function planEvaluate(node: BoundNode, input: Relation, environment: Environment, planner: Planner): Relation {
  const { name } = node.child('FunctionCall');
  const plan = PLUGINS.get(name);
  const reason = REFUSED_PLUGINS.get(name);
  if (plan === undefined)
    throw notSupported(`${operatorName(node)}${reason === undefined ? '' : ` (${reason})`}`, node);
  return plan(node, input, environment, planner);
}
