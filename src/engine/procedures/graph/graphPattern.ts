import type { EngineValue } from '../../engineAnswer';
import type { Row } from '../procedure';
import type { Direction, GraphIndex } from './graphIndex';

/** A node of a pattern; conditions are positions of columns that must be true in its row. */
export interface PatternNode {
  readonly conditions: readonly number[];
}

/** An edge of a pattern between two of its nodes (by position); a plain edge has a length from 1 to 1. */
export interface PatternEdge {
  readonly from: number;
  readonly to: number;
  readonly direction: Direction;
  readonly least: number;
  readonly most: number;
  /** What each edge on the way must fulfil. */
  readonly conditions: readonly number[];
  /** What each node between the ends must fulfil. */
  readonly innerConditions: readonly number[];
}

/** What is told of a match: a column of a node, of a plain edge, or of all edges or inner nodes on a way. */
export type PatternOutput =
  | { readonly kind: 'node'; readonly node: number; readonly column: number }
  | { readonly kind: 'edge'; readonly edge: number; readonly column: number }
  | {
      readonly kind: 'list' | 'all' | 'any';
      readonly of: 'edges' | 'inner';
      readonly edge: number;
      readonly column: number;
    };

export interface Pattern {
  readonly nodes: readonly PatternNode[];
  readonly edges: readonly PatternEdge[];
  readonly outputs: readonly PatternOutput[];
}

/** What an edge of a pattern was found to be: the edges from `from` to `to`, and the nodes between them. */
export interface Way {
  readonly edges: readonly number[];
  readonly inner: readonly number[];
}

/** A match: the node for each node of the pattern, the way for each of its edges. */
export interface Match {
  readonly nodes: readonly number[];
  readonly ways: readonly Way[];
}

/** The values that a pattern tells of a match; lists are JSON of values that are JSON. */
export function outputsOf(pattern: Pattern, { nodes, ways }: Match, graph: GraphIndex): Row {
  return pattern.outputs.map((output): EngineValue => {
    if (output.kind === 'node') return graph.nodes[nodes[output.node] ?? -1]?.[output.column] ?? null;
    const way = ways[output.edge];
    if (output.kind === 'edge') return graph.edges[way?.edges[0] ?? -1]?.[output.column] ?? null;
    const [rows, positions] = output.of === 'edges' ? [graph.edges, way?.edges ?? []] : [graph.nodes, way?.inner ?? []];
    const values = positions.map((position) => rows[position]?.[output.column] ?? null);
    switch (output.kind) {
      case 'list':
        return `[${values.map((value) => String(value)).join(',')}]`;
      case 'all':
        return values.every((value) => value === true);
      case 'any':
        return values.some((value) => value === true);
    }
  });
}
