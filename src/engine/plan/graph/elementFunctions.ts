import type { BoundNode } from '../../../kusto/boundNode';
import { notSupported } from '../notSupported';
import type { PlanColumn, Relation, Scalar } from '../nodes';
import type { Planner } from '../planner';
import { refusal } from '../refusedFunctions';
import { call, castTo, column, literal } from '../scalar';
import { joinRows } from './joinRows';
import type { NodeRows, PlannedGraph } from './plannedGraph';

/** Functions that have a meaning only inside a pattern. */
export const GRAPH_FUNCTIONS: readonly string[] = [
  'all',
  'any',
  'inner_nodes',
  'map',
  'node_degree_in',
  'node_degree_out',
  'node_id',
];

/** Nodes with the number of edges that arrive at and leave each of them, where a query asks for it. */
export interface CountedNodes extends NodeRows {
  readonly degreeIn?: PlanColumn;
  readonly degreeOut?: PlanColumn;
}

/** The nodes of a graph, with their degrees where an expression asks for them. */
export function withDegrees(graph: PlannedGraph, expressions: readonly BoundNode[], planner: Planner): CountedNodes {
  const asks = (name: string): boolean => expressions.some((node) => calls(node, name));
  let rows: CountedNodes = graph.nodes();
  if (asks('node_degree_in')) rows = countEdges(rows, graph, 'target', planner);
  if (asks('node_degree_out')) rows = countEdges(rows, graph, 'source', planner);
  return rows;
}

/** What `node_id()`, `node_degree_in()` and the like say of a node: for `Scope.element` where rows are nodes. */
export function planNodeFunctions(rows: CountedNodes): (node: BoundNode) => Scalar | undefined {
  return (node) => (node.kind === 'FunctionCallExpression' ? planNodeFunction(node, rows) : undefined);
}

export function planNodeFunction(node: BoundNode, { id, degreeIn, degreeOut }: CountedNodes): Scalar | undefined {
  switch (node.name) {
    case 'node_id':
      return castTo('string', column(id.id, id.type));
    case 'node_degree_in':
      return degreeIn === undefined ? undefined : column(degreeIn.id, 'long');
    case 'node_degree_out':
      return degreeOut === undefined ? undefined : column(degreeOut.id, 'long');
    case 'labels':
      throw labelsOfModels(node);
    default:
      return undefined;
  }
}

/** For `Scope.element` where rows are edges. */
export function planEdgeFunctions(node: BoundNode): Scalar | undefined {
  if (node.kind === 'FunctionCallExpression' && node.name === 'labels') throw labelsOfModels(node);
  return undefined;
}

function labelsOfModels(node: BoundNode): Error {
  return notSupported(refusal(node.name), node);
}

function calls(node: BoundNode, name: string): boolean {
  if (node.kind === 'FunctionCallExpression' && node.name === name) return true;
  return node.children.some((child) => calls(child, name));
}

function countEdges(rows: CountedNodes, graph: PlannedGraph, end: 'source' | 'target', planner: Planner): CountedNodes {
  const edges = graph.edges();
  const key: PlanColumn = { id: planner.newId(), name: '', type: 'long' };
  const count: PlanColumn = { id: planner.newId(), name: '', type: 'long' };
  const counts: Relation = {
    columns: [key, count],
    ordering: [],
    step: {
      kind: 'aggregate',
      input: edges.relation,
      keys: [{ id: key.id, source: column(edges[end].id, 'long') }],
      measures: [{ id: count.id, source: { kind: 'aggregate', type: 'long', name: 'count', args: [], ordering: [] } }],
    },
  };
  const columns = [...rows.relation.columns, count];
  const counted = joinRows('left', rows.relation, counts, { left: rows.key, right: key }, columns);
  const degree: PlanColumn = { id: planner.newId(), name: '', type: 'long' };
  const relation: Relation = {
    columns: [...rows.relation.columns, degree],
    ordering: [],
    step: {
      kind: 'project',
      input: counted,
      outputs: [
        ...rows.relation.columns.map(({ id, type }) => ({ id, source: column(id, type) })),
        { id: degree.id, source: call('coalesce', 'long', column(count.id, 'long'), literal('long', 0n)) },
      ],
    },
  };
  return { ...rows, relation, ...(end === 'target' ? { degreeIn: degree } : { degreeOut: degree }) };
}
