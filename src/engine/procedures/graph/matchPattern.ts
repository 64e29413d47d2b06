import { PAUSE, type Procedure, type Row } from '../procedure';
import { GraphIndex, type Direction } from './graphIndex';
import { outputsOf, type Match, type Pattern, type PatternEdge, type Way } from './graphPattern';
import { orderEdges } from './matchOrder';

/** `unique_edges`: no edge twice in a match; `none`: no node twice. */
export type Cycles = 'all' | 'unique_edges' | 'none';

const STEPS_BETWEEN_PAUSES = 20_000;

/**
 * `graph-match`: every match of a pattern, found edge by edge from nodes that are already known, so that conditions on
 * single nodes and edges cut the search short. Inputs are the rows of nodes and those of edges, as `GraphIndex` has them.
 */
export function matchPattern(pattern: Pattern, cycles: Cycles): Procedure {
  return function* ([nodes = [], edges = []]) {
    const graph = new GraphIndex(nodes, edges);
    for (const match of findMatches(pattern, cycles, graph)) {
      yield match === PAUSE ? PAUSE : outputsOf(pattern, match, graph);
    }
  };
}

/** The keys of what matches: `[true, key]` for a node, `[false, key]` for an edge, whose key is its third column. */
export function matchedElements(pattern: Pattern, cycles: Cycles): Procedure {
  return function* ([nodes = [], edges = []]) {
    const graph = new GraphIndex(nodes, edges);
    const [seenNodes, seenEdges] = [new Set<number>(), new Set<number>()];
    for (const match of findMatches(pattern, cycles, graph)) {
      if (match === PAUSE) {
        yield PAUSE;
        continue;
      }
      for (const node of [...match.nodes, ...match.ways.flatMap(({ inner }) => inner)]) seenNodes.add(node);
      for (const edge of match.ways.flatMap((way) => way.edges)) seenEdges.add(edge);
    }
    yield* [...seenNodes].map((node): Row => [true, nodes[node]?.[0] ?? null]);
    yield* [...seenEdges].map((edge): Row => [false, edges[edge]?.[2] ?? null]);
  };
}

function findMatches(pattern: Pattern, cycles: Cycles, graph: GraphIndex): Iterable<Match | typeof PAUSE> {
  return new Search(pattern, cycles, graph).matches();
}

class Search {
  private readonly bound: (number | undefined)[];
  private readonly ways: Way[];
  private readonly usedEdges = new Set<number>();
  private readonly usedNodes = new Set<number>();
  private readonly candidates: readonly (readonly number[])[];
  private readonly order: readonly PatternEdge[];
  private readonly positions: ReadonlyMap<PatternEdge, number>;
  private steps = 0;

  constructor(
    private readonly pattern: Pattern,
    private readonly cycles: Cycles,
    private readonly graph: GraphIndex,
  ) {
    const all = graph.nodes.map((_, position) => position);
    this.candidates = pattern.nodes.map(({ conditions }) => all.filter((node) => graph.nodeHolds(node, conditions)));
    this.order = orderEdges(
      pattern,
      this.candidates.map(({ length }) => length),
    );
    this.positions = new Map(pattern.edges.map((edge, position) => [edge, position]));
    this.bound = pattern.nodes.map(() => undefined);
    this.ways = pattern.edges.map(() => ({ edges: [], inner: [] }));
  }

  matches(): Iterable<Match | typeof PAUSE> {
    return this.follow(0);
  }

  /** Finds the edges of the pattern from the one at `depth` on, given those before it. */
  private *follow(depth: number): Generator<Match | typeof PAUSE> {
    const edge = this.order[depth];
    if (edge === undefined) {
      yield* this.bindLoneNodes(0);
      return;
    }
    if (this.bound[edge.from] === undefined && this.bound[edge.to] === undefined) {
      const start = this.startOf(edge);
      for (const node of this.candidates[start] ?? []) yield* this.binding(start, node, () => this.follow(depth));
      return;
    }
    const isReversed = this.bound[edge.from] === undefined;
    yield* this.walk(edge, isReversed, depth, this.bound[isReversed ? edge.to : edge.from] ?? -1, [], []);
  }

  private startOf({ from, to }: PatternEdge): number {
    const [atFrom, atTo] = [this.candidates[from]?.length ?? 0, this.candidates[to]?.length ?? 0];
    return atFrom <= atTo ? from : to;
  }

  /** Nodes of the pattern that no edge touches. */
  private *bindLoneNodes(position: number): Generator<Match | typeof PAUSE> {
    if (position === this.bound.length) {
      yield { nodes: this.bound.map((node) => node ?? -1), ways: [...this.ways] };
      return;
    }
    if (this.bound[position] !== undefined) {
      yield* this.bindLoneNodes(position + 1);
      return;
    }
    for (const node of this.candidates[position] ?? []) {
      yield* this.binding(position, node, () => this.bindLoneNodes(position + 1));
    }
  }

  /** Goes along edges from `node`; each place that can be the way's end is tried. */
  private *walk(
    edge: PatternEdge,
    isReversed: boolean,
    depth: number,
    node: number,
    edges: readonly number[],
    inner: readonly number[],
  ): Generator<Match | typeof PAUSE> {
    if (++this.steps % STEPS_BETWEEN_PAUSES === 0) yield PAUSE;
    if (edges.length >= edge.least) yield* this.arrive(edge, isReversed, depth, node, edges, inner);
    if (edges.length >= edge.most) return;
    const isInner = edges.length > 0;
    if (isInner && !this.graph.nodeHolds(node, edge.innerConditions)) return;
    if (isInner && this.cycles === 'none' && this.usedNodes.has(node)) return;
    if (isInner) this.usedNodes.add(node);
    for (const hop of this.graph.hops(node, isReversed ? opposite(edge.direction) : edge.direction)) {
      if (this.cycles !== 'all' && this.usedEdges.has(hop.edge)) continue;
      if (!this.graph.edgeHolds(hop.edge, edge.conditions)) continue;
      const isFirstUse = !this.usedEdges.has(hop.edge);
      this.usedEdges.add(hop.edge);
      yield* this.walk(edge, isReversed, depth, hop.node, [...edges, hop.edge], isInner ? [...inner, node] : inner);
      if (isFirstUse) this.usedEdges.delete(hop.edge);
    }
    if (isInner && this.cycles === 'none') this.usedNodes.delete(node);
  }

  /** Takes `node` for the other end of an edge of the pattern, where it may be. */
  private *arrive(
    edge: PatternEdge,
    isReversed: boolean,
    depth: number,
    node: number,
    edges: readonly number[],
    inner: readonly number[],
  ): Generator<Match | typeof PAUSE> {
    const end = isReversed ? edge.from : edge.to;
    const position = this.positions.get(edge) ?? -1;
    this.ways[position] = isReversed ? { edges: [...edges].reverse(), inner: [...inner].reverse() } : { edges, inner };
    const bound = this.bound[end];
    if (bound !== undefined) {
      if (bound === node && this.cycles !== 'none') yield* this.follow(depth + 1);
      return;
    }
    if (!this.graph.nodeHolds(node, this.pattern.nodes[end]?.conditions ?? [])) return;
    yield* this.binding(end, node, () => this.follow(depth + 1));
  }

  private *binding(
    position: number,
    node: number,
    next: () => Generator<Match | typeof PAUSE>,
  ): Generator<Match | typeof PAUSE> {
    if (this.cycles === 'none' && this.usedNodes.has(node)) return;
    this.bound[position] = node;
    if (this.cycles === 'none') this.usedNodes.add(node);
    yield* next();
    if (this.cycles === 'none') this.usedNodes.delete(node);
    this.bound[position] = undefined;
  }
}

function opposite(direction: Direction): Direction {
  switch (direction) {
    case 'forward':
      return 'backward';
    case 'backward':
      return 'forward';
    case 'any':
      return 'any';
  }
}
