import type { BoundNode } from '../../../kusto/boundNode';
import type { Environment } from '../environment';
import { callFunction } from '../expressions/call';
import { QueryFault } from '../notSupported';
import { operatorParameter } from '../operatorParameter';
import type { PlanColumn, Relation, Scalar } from '../nodes';
import type { NamedScalar, Planner } from '../planner';
import { passThrough, projectTo } from '../projection';
import { castTo, column } from '../scalar';
import { joinRows } from './joinRows';
import type { NodeRows, PlannedGraph } from './plannedGraph';

/** `graph-to-table`: nodes, edges or both; tables named by `as` can be used by later statements. */
export function planGraphToTable(
  node: BoundNode,
  graph: PlannedGraph,
  environment: Environment,
  planner: Planner,
): Relation {
  const tables = node.list('OutputClause').map((clause) => {
    const areNodes = clause.token('EntityKeyword') === 'nodes';
    const relation = areNodes ? nodesTable(clause, graph, planner) : edgesTable(clause, graph, planner);
    const name = clause.optionalChild('AsClause')?.child('Name').name;
    if (name === undefined) return relation;
    const use = planner.share(relation, true);
    environment.bind(name, { kind: 'relation', use });
    return use();
  });
  const [first] = tables;
  if (first === undefined) throw new QueryFault('graph-to-table needs nodes or edges', node);
  return first;
}

function nodesTable(clause: BoundNode, graph: PlannedGraph, planner: Planner): Relation {
  const { relation, id, properties } = graph.nodes();
  return projectTo(relation, [...hashOf(clause, 'with_node_id', id), ...properties.map(passThrough)], planner);
}

function edgesTable(clause: BoundNode, graph: PlannedGraph, planner: Planner): Relation {
  const { relation, source, target, properties } = graph.edges();
  const [from, to] = [graph.nodes(), graph.nodes()];
  const withSource = joinNode(relation, source, from);
  const withBoth = joinNode(withSource, target, to);
  const ids = [...hashOf(clause, 'with_source_id', from.id), ...hashOf(clause, 'with_target_id', to.id)];
  return projectTo({ ...withBoth, ordering: relation.ordering }, [...ids, ...properties.map(passThrough)], planner);
}

function joinNode(left: Relation, end: PlanColumn, { relation, key, id }: NodeRows): Relation {
  return joinRows('inner', left, relation, { left: end, right: key }, [...left.columns, id]);
}

/** The hash of a node's id, under the name that a parameter gives it. */
function hashOf(clause: BoundNode, parameter: string, id: PlanColumn): readonly NamedScalar[] {
  const name = operatorParameter(clause, parameter);
  if (name === undefined) return [];
  const hash: Scalar = castTo('long', callFunction('hash', [castTo('string', column(id.id, id.type))], clause));
  return [{ name, type: 'long', scalar: hash }];
}
