import type { EngineValue } from '../../engineAnswer';
import type { Row } from '../procedure';

/** An edge as seen from one of its ends. */
export interface Hop {
  /** Position of the edge in the rows of edges. */
  readonly edge: number;
  /** Position of the node at the other end. */
  readonly node: number;
}

/** `forward`: from source to target, as `-->` is written; `any`: both ways. */
export type Direction = 'forward' | 'backward' | 'any';

const NONE: readonly Hop[] = [];

/**
 * The edges at each node. A row of nodes begins with the node's key; a row of edges with the keys of its source and its
 * target. Nodes and edges are then known by their positions in their rows.
 */
export class GraphIndex {
  private readonly leaving: Hop[][] = [];
  private readonly arriving: Hop[][] = [];

  constructor(
    readonly nodes: readonly Row[],
    readonly edges: readonly Row[],
  ) {
    const positions = new Map<EngineValue, number>(nodes.map(([key = null], position) => [key, position]));
    edges.forEach(([sourceKey = null, targetKey = null], edge) => {
      const [source, target] = [positions.get(sourceKey), positions.get(targetKey)];
      if (source === undefined || target === undefined) return;
      (this.leaving[source] ??= []).push({ edge, node: target });
      (this.arriving[target] ??= []).push({ edge, node: source });
    });
  }

  /** The edges that lead away from a node in a direction; one from a node to itself counts once. */
  hops(node: number, direction: Direction): readonly Hop[] {
    const leaving = this.leaving[node] ?? NONE;
    const arriving = this.arriving[node] ?? NONE;
    switch (direction) {
      case 'forward':
        return leaving;
      case 'backward':
        return arriving;
      case 'any':
        return [...leaving, ...arriving.filter((hop) => hop.node !== node)];
    }
  }

  nodeHolds(node: number, conditions: readonly number[]): boolean {
    return holds(this.nodes[node], conditions);
  }

  edgeHolds(edge: number, conditions: readonly number[]): boolean {
    return holds(this.edges[edge], conditions);
  }
}

/** True where each of the columns at these positions is true. */
function holds(row: Row | undefined, conditions: readonly number[]): boolean {
  return conditions.every((position) => row?.[position] === true);
}
