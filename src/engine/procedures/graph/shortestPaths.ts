import { PAUSE, type Procedure } from '../procedure';
import { GraphIndex } from './graphIndex';
import { outputsOf, type Match, type Pattern, type PatternEdge, type Way } from './graphPattern';

/** Where a walk along a pattern stands: at a node, `hops` edges into the pattern's edge number `step`. */
interface Place {
  readonly node: number;
  readonly step: number;
  readonly hops: number;
  /** The last hops that lead here, one for each place that they come from. */
  readonly arrivals: Arrival[];
}

interface Arrival {
  readonly from: Place;
  /** The edge; none where the walk only passes on to the pattern's next edge. */
  readonly edge: number | undefined;
}

const STEPS_BETWEEN_PAUSES = 20_000;

/**
 * `graph-shortest-paths`: for each pair of a first and a last node the shortest ways along a pattern that is one sequence
 * (its edge `i` goes from its node `i` to its node `i + 1`), no edge twice in a way. One of them, or all of that length.
 */
export function shortestPaths(pattern: Pattern, output: 'any' | 'all'): Procedure {
  return function* ([nodes = [], edges = []]) {
    const graph = new GraphIndex(nodes, edges);
    const last = pattern.nodes.at(-1)?.conditions ?? [];
    const targets = nodes.reduce((count, _, node) => (graph.nodeHolds(node, last) ? count + 1 : count), 0);
    for (const source of nodes.keys()) {
      if (!graph.nodeHolds(source, pattern.nodes[0]?.conditions ?? [])) continue;
      for (const match of pathsFrom(source, targets, pattern, output, graph)) {
        yield match === PAUSE ? PAUSE : outputsOf(pattern, match, graph);
      }
      yield PAUSE;
    }
  };
}

/** Walks level by level: the places of level `n` are those that `n` edges lead to. */
function* pathsFrom(
  source: number,
  targets: number,
  pattern: Pattern,
  output: 'any' | 'all',
  graph: GraphIndex,
): Generator<Match | typeof PAUSE> {
  const found = new Set<number>();
  const longest = pattern.edges.reduce((sum, { most }) => sum + most, 0);
  let level: ReadonlyMap<string, Place> = passOn([{ node: source, step: 0, hops: 0, arrivals: [] }], pattern, graph);
  let steps = 0;
  for (let length = 0; length <= longest && level.size > 0 && found.size < targets; length++) {
    const next = new Map<string, Place>();
    for (const place of level.values()) {
      if (++steps % STEPS_BETWEEN_PAUSES === 0) yield PAUSE;
      if (place.step === pattern.edges.length && !found.has(place.node)) {
        for (const match of pathsTo(place, pattern)) {
          found.add(place.node);
          yield match;
          if (output === 'any') break;
        }
      }
      goOn(place, pattern, graph, next);
    }
    level = passOn(next.values(), pattern, graph);
  }
}

/** Adds the places that one more edge leads to. */
function goOn(place: Place, pattern: Pattern, graph: GraphIndex, next: Map<string, Place>): void {
  const edge = pattern.edges[place.step];
  if (edge === undefined || place.hops >= edge.most) return;
  if (place.hops > 0 && !graph.nodeHolds(place.node, edge.innerConditions)) return;
  for (const hop of graph.hops(place.node, edge.direction)) {
    if (!graph.edgeHolds(hop.edge, edge.conditions)) continue;
    addArrival(next, { node: hop.node, step: place.step, hops: place.hops + 1 }, { from: place, edge: hop.edge });
  }
}

/** Adds the places where the next edge of the pattern begins. */
function passOn(places: Iterable<Place>, pattern: Pattern, graph: GraphIndex): ReadonlyMap<string, Place> {
  const level = new Map<string, Place>();
  const waiting = [...places];
  for (const place of waiting) level.set(keyOf(place), place);
  for (const place of waiting) {
    const edge = pattern.edges[place.step];
    if (edge === undefined || !endsAt(place, edge)) continue;
    if (!graph.nodeHolds(place.node, pattern.nodes[place.step + 1]?.conditions ?? [])) continue;
    const isNew = addArrival(
      level,
      { node: place.node, step: place.step + 1, hops: 0 },
      { from: place, edge: undefined },
    );
    if (isNew !== undefined) waiting.push(isNew);
  }
  return level;
}

function endsAt(place: Place, edge: PatternEdge): boolean {
  return place.hops >= edge.least && place.hops <= edge.most;
}

/** The place, where it was not known before. */
function addArrival(level: Map<string, Place>, at: Omit<Place, 'arrivals'>, arrival: Arrival): Place | undefined {
  const known = level.get(keyOf(at));
  if (known !== undefined) {
    known.arrivals.push(arrival);
    return undefined;
  }
  const place: Place = { ...at, arrivals: [arrival] };
  level.set(keyOf(at), place);
  return place;
}

function keyOf({ node, step, hops }: Omit<Place, 'arrivals'>): string {
  return `${node}/${step}/${hops}`;
}

/** The ways that end at a place, read backwards; those that use an edge twice are left out. */
function* pathsTo(end: Place, pattern: Pattern): Generator<Match> {
  const nodes: number[] = [];
  const ways: Way[] = pattern.edges.map(() => ({ edges: [], inner: [] }));
  yield* back(end, new Set(), [], []);

  function* back(
    place: Place,
    used: Set<number>,
    edges: readonly number[],
    inner: readonly number[],
  ): Generator<Match> {
    if (place.hops === 0) nodes[place.step] = place.node;
    if (place.arrivals.length === 0) yield { nodes: [...nodes], ways: [...ways] };
    for (const { from, edge } of place.arrivals) {
      if (edge === undefined) {
        if (from.hops === 0) ways[from.step] = { edges: [], inner: [] };
        yield* back(from, used, [], []);
        continue;
      }
      if (used.has(edge)) continue;
      used.add(edge);
      const way: Way = { edges: [edge, ...edges], inner: from.hops > 0 ? [from.node, ...inner] : inner };
      if (from.hops === 0) ways[from.step] = way;
      yield* back(from, used, way.edges, way.inner);
      used.delete(edge);
    }
  }
}
