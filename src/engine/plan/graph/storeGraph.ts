import { byOrdinal } from '../operators/source';
import type { Assignment, PlanColumn, Relation, Scalar } from '../nodes';
import type { Planner } from '../planner';
import { column, literal } from '../scalar';
import type { EdgeRows, NodeRows, PlannedGraph } from './plannedGraph';

/** Makes a graph of rows that are to be computed once, however often they are read. */
export function storeGraph(nodes: NodeRows, edges: EdgeRows, planner: Planner): PlannedGraph {
  return { nodes: storeNodes(nodes, planner), edges: storeEdges(edges, planner) };
}

export function storeNodes({ relation, key, id, properties }: NodeRows, planner: Planner): () => NodeRows {
  const use = storeRows(relation, [key, id, ...properties], planner);
  return () => {
    const rows = use();
    const [ownKey = key, ownId = id, ...own] = rows.columns;
    return { relation: rows, key: ownKey, id: ownId, properties: own };
  };
}

export function storeEdges({ relation, key, source, target, properties }: EdgeRows, planner: Planner): () => EdgeRows {
  const use = storeRows(relation, [key, source, target, ...properties], planner);
  return () => {
    const rows = use();
    const [ownKey = key, ownSource = source, ownTarget = target, ...own] = rows.columns;
    return { relation: rows, key: ownKey, source: ownSource, target: ownTarget, properties: own };
  };
}

function storeRows(relation: Relation, columns: readonly PlanColumn[], planner: Planner): () => Relation {
  const [key] = columns;
  const ordering = key === undefined ? [] : [byOrdinal(key.id)];
  return planner.share({ ...projectColumns(relation, columns), ordering }, true);
}

/** A relation of some columns of another one and of new values. */
export function projectColumns(
  input: Relation,
  columns: readonly PlanColumn[],
  added: readonly Assignment<Scalar>[] = [],
): Relation {
  const kept = columns.map(({ id, type }) => ({ id, source: column(id, type) }));
  const made = added.map(({ id, source }): PlanColumn => ({ id, name: '', type: source.type }));
  return {
    columns: [...columns, ...made],
    ordering: [],
    step: { kind: 'project', input: { ...input, ordering: [] }, outputs: [...kept, ...added] },
  };
}

/** The number of each row from 1, in the order of the relation. */
export function rowNumber({ ordering }: Relation): Scalar {
  return { kind: 'window', type: 'long', name: 'row_number', args: [literal('long', 1n)], ordering };
}
