import type { PlanColumn, Relation } from '../nodes';

/** The nodes or the edges of a graph, in the order of their keys. */
export interface GraphRows {
  /** Holds the columns below. */
  readonly relation: Relation;
  /** A number of its own for each row. */
  readonly key: PlanColumn;
  /** What a query can name. */
  readonly properties: readonly PlanColumn[];
}

export interface NodeRows extends GraphRows {
  /** The value by which edges name the node. */
  readonly id: PlanColumn;
}

export interface EdgeRows extends GraphRows {
  /** The keys of the nodes at both ends. */
  readonly source: PlanColumn;
  readonly target: PlanColumn;
}

/** A graph as two tables; each use of them has columns of its own. */
export interface PlannedGraph {
  nodes(this: void): NodeRows;
  edges(this: void): EdgeRows;
}
