import type { BoundNode } from '../../../kusto/boundNode';
import type { Environment } from '../environment';
import { commonType } from '../expressions/coercion';
import { byOrdinal } from '../operators/source';
import type { PlanColumn, Relation, Scalar } from '../nodes';
import type { Planner } from '../planner';
import { rowScopeOf } from '../projection';
import { castTo, column } from '../scalar';
import { joinRows } from './joinRows';
import { nodesOfTables, type NodeTable } from './nodeTables';
import type { EdgeRows, NodeRows, PlannedGraph } from './plannedGraph';
import { projectColumns, rowNumber, storeEdges, storeNodes } from './storeGraph';

/** `make-graph Source --> Target …`: edges as they are; nodes from tables, or those that the edges name. */
export function planMakeGraph(
  node: BoundNode,
  input: Relation,
  environment: Environment,
  planner: Planner,
): PlannedGraph {
  const clause = node.optionalChild('WithClause');
  const tables = (clause?.list('TablesAndKeys') ?? []).map((item) => readTable(item, environment, planner));
  const useEdges = planner.share(input, true);
  const endsOf = (rows: Relation): readonly [Scalar, Scalar] => {
    const scope = rowScopeOf(rows, environment);
    return [planner.scalar(node.child('SourceColumn'), scope), planner.scalar(node.child('TargetColumn'), scope)];
  };
  const idType = typeOfIds([...endsOf(input), ...tables.map(({ id }) => column(id.id, id.type))]);
  const sources = [0, 1].map((end): Relation => {
    const rows = useEdges();
    const id = planner.newId();
    return projectColumns(rows, [], [{ id, source: castTo(idType, endsOf(rows)[end] ?? column(id, idType)) }]);
  });
  const name = clause?.kind === 'MakeGraphWithImplicitIdClause' ? clause.child('Name').name : undefined;
  const nodes = storeNodes(numberNodes(nodesOfTables(sources, tables, idType, name, planner), planner), planner);
  return { nodes, edges: storeEdges(connect(useEdges(), nodes, endsOf, planner), planner) };
}

function readTable(node: BoundNode, environment: Environment, planner: Planner): NodeTable {
  const relation = planner.relation(node.child('Table'), environment);
  const value = planner.scalar(node.child('Column'), rowScopeOf(relation, environment));
  const id = relation.columns.find((item) => value.kind === 'column' && item.id === value.id);
  if (id !== undefined) return { relation, id };
  const made: PlanColumn = { id: planner.newId(), name: '', type: value.type };
  return { relation: projectColumns(relation, relation.columns, [{ id: made.id, source: value }]), id: made };
}

/** Ids of several types meet as text; dynamics are compared by theirs. */
function typeOfIds(ids: readonly Scalar[]): PlanColumn['type'] {
  const type = commonType(ids);
  return type === 'dynamic' || ids.some((id) => id.type === 'string') ? 'string' : type;
}

/** Nodes are numbered in the order of their ids, so that a graph is the same each time. */
function numberNodes(rows: Omit<NodeRows, 'key'>, planner: Planner): NodeRows {
  const key: PlanColumn = { id: planner.newId(), name: '', type: 'long' };
  const ordering = [{ ...byOrdinal(rows.id.id), type: rows.id.type }];
  const number = rowNumber({ ...rows.relation, ordering });
  const relation = projectColumns(rows.relation, rows.relation.columns, [{ id: key.id, source: number }]);
  return { ...rows, relation, key };
}

/** Gives each edge a number and the keys of the nodes at its ends. */
function connect(
  rows: Relation,
  nodes: () => NodeRows,
  endsOf: (rows: Relation) => readonly [Scalar, Scalar],
  planner: Planner,
): EdgeRows {
  const key: PlanColumn = { id: planner.newId(), name: '', type: 'long' };
  const [from, to] = [nodes(), nodes()];
  const ends = endsOf(rows).map((end) => ({ id: planner.newId(), source: castTo(from.id.type, end) }));
  const numbered: Relation = {
    columns: [...rows.columns, key, ...ends.map(({ id }): PlanColumn => ({ id, name: '', type: from.id.type }))],
    ordering: [],
    step: {
      kind: 'project',
      input: { ...rows, ordering: [] },
      outputs: [
        ...rows.columns.map(({ id, type }) => ({ id, source: column(id, type) })),
        { id: key.id, source: rowNumber(rows) },
        ...ends,
      ],
    },
  };
  const joined = [from, to].reduce((edges, end, index) => {
    const left: PlanColumn = { id: ends[index]?.id ?? '', name: '', type: from.id.type };
    return joinRows('inner', edges, end.relation, { left, right: end.id }, [...edges.columns, end.key]);
  }, numbered);
  return { relation: joined, key, source: from.key, target: to.key, properties: rows.columns };
}
