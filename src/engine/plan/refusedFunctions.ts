const CLUSTER = 'it asks about the cluster that a query runs in, and the local engine is none';
const CURSOR = 'database cursors exist only in a cluster';
const EXTENT = 'local tables have no extents';
const OTHER_SOURCE = 'it reads what lies outside the loaded data';

/** Functions that the local engine will not answer, and why. */
export const REFUSED_FUNCTIONS: ReadonlyMap<string, string> = new Map([
  ['cluster', OTHER_SOURCE],
  ['database', OTHER_SOURCE],
  ['external_table', OTHER_SOURCE],
  ['materialized_view', OTHER_SOURCE],
  ['entity_group', OTHER_SOURCE],
  ['stored_query_result', OTHER_SOURCE],
  ['graph', OTHER_SOURCE],
  ['labels', 'only stored graph models have labels'],
  ['passthrough', 'what it does is not documented'],
  ['geo_info_from_ip_address', 'it needs the service’s table of addresses'],
  ['current_cluster_endpoint', CLUSTER],
  ['current_database', CLUSTER],
  ['current_node_id', CLUSTER],
  ['current_principal', CLUSTER],
  ['current_principal_details', CLUSTER],
  ['current_principal_is_member_of', CLUSTER],
  ['cursor_after', CURSOR],
  ['cursor_before_or_at', CURSOR],
  ['cursor_current', CURSOR],
  ['current_cursor', CURSOR],
  ['extent_id', EXTENT],
  ['extentid', EXTENT],
  ['extent_tags', EXTENT],
  ['row_id', EXTENT],
  ['rowstore_ordinal_range', EXTENT],
]);

/** Operators that the local engine will not run, as KQL spells them, and why. */
export const REFUSED_OPERATORS: ReadonlyMap<string, string> = new Map([
  ['macro-expand', OTHER_SOURCE],
  ['a management command', 'hunting queries only read'],
  ['partition-by', 'it is the service’s own and not documented'],
]);

/** What to name as not supported: the function, with the reason where there is one. */
export function refusal(name: string): string {
  const reason = REFUSED_FUNCTIONS.get(name);
  return reason === undefined ? `${name}()` : `${name}() (${reason})`;
}
