import type { BoundNode } from '../../../kusto/boundNode';
import { Environment } from '../environment';
import { notSupported } from '../notSupported';
import type { Planner } from '../planner';
import { boundColumns, projectTo, rowScopeOf } from '../projection';
import type { PlanColumn, Relation } from '../nodes';
import { findColumn } from '../relation';
import { call, column } from '../scalar';
import { distinctRows, filterRows } from './rows';
import { planForEach } from './subquery';

/**
 * `partition by Key (…)`: the pipeline runs over the rows of each key by themselves; `partition by Key { … }`: the query
 * runs for each key. In both `toscalar(Key)` is the key. Strategies are ignored.
 */
export function planPartition(node: BoundNode, input: Relation, outer: Environment, planner: Planner): Relation {
  const environment = new Environment(outer);
  const use = planner.share(input, true);
  const by = node.child('ByExpression');
  const keyed = use();
  const value = planner.scalar(by, rowScopeOf(keyed, outer));
  const keys = distinctRows(keyed, [{ name: '', scalar: value }], planner);
  const [key] = keys.columns;
  if (key === undefined) throw notSupported('partition without a key', node);
  environment.bind(by.name, { kind: 'scalar', scalar: column(key.id, key.type) });
  const ownRows = (): Relation => {
    const rows = use();
    const own = planner.scalar(by, rowScopeOf(rows, outer));
    return filterRows(rows, call('SameValue', 'bool', own, column(key.id, key.type)));
  };
  const operand = node.child('Operand');
  const step =
    operand.kind === 'PartitionSubquery'
      ? planForEach(keys, operand.child('Subquery'), environment, planner, ownRows)
      : planner.forEach(keys, () => planner.relation(operand.child('Query'), environment));
  const { columns, ordering } = step.body;
  const shown = boundColumns(node).map(({ name }): PlanColumn => {
    const found = findColumn(step.body, name);
    if (found === undefined) throw notSupported(`partition, whose column '${name}' could not be told,`, node);
    return found;
  });
  const byKey = { id: key.id, type: key.type, isDescending: false, nullsFirst: true };
  const rows: Relation = { columns, ordering: [byKey, ...ordering], step };
  return projectTo(
    rows,
    shown.map(({ id, name, type }) => ({ name, type, scalar: column(id, type) })),
    planner,
  );
}
