import type { Pattern, PatternEdge } from './graphPattern';

/**
 * The order in which a search follows the edges of a pattern: it begins at the node with the fewest candidates and goes
 * on where it already is; edges whose ends are both known come first, long ways last.
 */
export function orderEdges(pattern: Pattern, candidateCounts: readonly number[]): readonly PatternEdge[] {
  const known = new Set<number>();
  const left = new Set(pattern.edges);
  const ordered: PatternEdge[] = [];
  while (left.size > 0) {
    const edge = [...left].reduce((best, other) =>
      costOf(other, known, candidateCounts) < costOf(best, known, candidateCounts) ? other : best,
    );
    ordered.push(edge);
    left.delete(edge);
    known.add(edge.from).add(edge.to);
  }
  return ordered;
}

const UNCONNECTED = 1e12;

function costOf(
  { from, to, most }: PatternEdge,
  known: ReadonlySet<number>,
  candidateCounts: readonly number[],
): number {
  if (known.has(from) && known.has(to)) return most - 1;
  if (known.has(from) || known.has(to)) return most * 10;
  return UNCONNECTED + Math.min(candidateCounts[from] ?? 0, candidateCounts[to] ?? 0) * most;
}
