import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EngineValue } from '../../../../src/engine/engineAnswer';
import type { Direction } from '../../../../src/engine/procedures/graph/graphIndex';
import type { Pattern, PatternEdge } from '../../../../src/engine/procedures/graph/graphPattern';
import { markComponents } from '../../../../src/engine/procedures/graph/markComponents';
import { matchPattern, type Cycles } from '../../../../src/engine/procedures/graph/matchPattern';
import { shortestPaths } from '../../../../src/engine/procedures/graph/shortestPaths';
import { PAUSE, type Procedure, type Row } from '../../../../src/engine/procedures/procedure';

type Ends = readonly [source: number, target: number];

interface Hop {
  readonly edge: number;
  readonly node: number;
}

const anyGraph = fc.integer({ min: 1, max: 4 }).chain((count) =>
  fc.record({
    count: fc.constant(count),
    ends: fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 6 }),
  }),
);
const anyDirection = fc.constantFrom<Direction>('forward', 'backward', 'any');
const anyEdge = (nodes: number): fc.Arbitrary<PatternEdge> =>
  fc
    .record({
      from: fc.nat(nodes - 1),
      to: fc.nat(nodes - 1),
      direction: anyDirection,
      least: fc.integer({ min: 0, max: 2 }),
      more: fc.nat(1),
    })
    .map(({ least, more, ...edge }) => ({
      ...edge,
      least,
      most: Math.max(1, least + more),
      conditions: [],
      innerConditions: [],
    }));
const anyPattern = fc
  .integer({ min: 1, max: 3 })
  .chain((count) => fc.array(anyEdge(count), { minLength: 1, maxLength: 2 }).map((edges) => patternOf(count, edges)));

/** A pattern that tells the node for each of its nodes and the edges for each of its edges. */
function patternOf(count: number, edges: readonly PatternEdge[]): Pattern {
  return {
    nodes: Array.from({ length: count }, () => ({ conditions: [] })),
    edges,
    outputs: [
      ...Array.from({ length: count }, (_, node) => ({ kind: 'node' as const, node, column: 0 })),
      ...edges.map((_, edge) => ({ kind: 'list' as const, of: 'edges' as const, edge, column: 2 })),
    ],
  };
}

function run(procedure: Procedure, count: number, ends: readonly Ends[]): readonly Row[] {
  const nodes = Array.from({ length: count }, (_, node): Row => [BigInt(node)]);
  const edges = ends.map(([source, target], edge): Row => [BigInt(source), BigInt(target), BigInt(edge)]);
  return [...procedure([nodes, edges])].filter((row) => row !== PAUSE);
}

function asTexts(rows: readonly Row[]): readonly string[] {
  return rows.map((row) => row.map((value: EngineValue) => String(value)).join(' ')).sort();
}

function hopsFrom(node: number, direction: Direction, ends: readonly Ends[]): readonly Hop[] {
  return ends.flatMap(([source, target], edge) => {
    const forward = direction !== 'backward' && source === node ? [{ edge, node: target }] : [];
    const backward = direction !== 'forward' && target === node ? [{ edge, node: source }] : [];
    return direction === 'any' && source === target ? forward : [...forward, ...backward];
  });
}

/** Every walk of an allowed length, without any thought of the others. */
function walks(edge: PatternEdge, from: number, ends: readonly Ends[]): readonly (readonly Hop[])[] {
  let level: readonly (readonly Hop[])[] = [[]];
  const all: (readonly Hop[])[] = edge.least === 0 ? [[]] : [];
  for (let length = 1; length <= edge.most; length++) {
    level = level.flatMap((walk) =>
      hopsFrom(walk.at(-1)?.node ?? from, edge.direction, ends).map((hop) => [...walk, hop]),
    );
    if (length >= edge.least) all.push(...level);
  }
  return all;
}

/** Tries every assignment of nodes and every walk between them. */
function slowMatches(pattern: Pattern, cycles: Cycles, count: number, ends: readonly Ends[]): readonly string[] {
  const assignments = pattern.nodes.reduce<readonly (readonly number[])[]>(
    (all) => all.flatMap((some) => Array.from({ length: count }, (_, node) => [...some, node])),
    [[]],
  );
  return assignments
    .flatMap((nodes) =>
      pattern.edges
        .reduce<readonly (readonly (readonly Hop[])[])[]>(
          (all, edge) => {
            const own = walks(edge, nodes[edge.from] ?? 0, ends).filter(
              (walk) => (walk.at(-1)?.node ?? nodes[edge.from]) === nodes[edge.to],
            );
            return all.flatMap((some) => own.map((walk) => [...some, walk]));
          },
          [[]],
        )
        .filter((chosen) => {
          const edges = chosen.flat().map(({ edge }) => edge);
          return cycles === 'all' || new Set(edges).size === edges.length;
        })
        .map((chosen) => [...nodes, ...chosen.map((walk) => `[${walk.map(({ edge }) => edge).join(',')}]`)].join(' ')),
    )
    .sort();
}

describe('graph-match', () => {
  test.each<Cycles>(['all', 'unique_edges'])('finds what trying everything finds, cycles=%s', (cycles) => {
    fc.assert(
      fc.property(anyGraph, anyPattern, ({ count, ends }, pattern) => {
        const found = asTexts(run(matchPattern(pattern, cycles), count, ends));
        expect(found).toEqual(slowMatches(pattern, cycles, count, ends));
      }),
      { numRuns: 500 },
    );
  });

  test('passes no node twice where cycles are none', () => {
    const pattern = patternOf(2, [
      { from: 0, to: 1, direction: 'forward', least: 1, most: 4, conditions: [], innerConditions: [] },
    ]);
    const found = asTexts(
      run(matchPattern(pattern, 'none'), 3, [
        [0, 1],
        [1, 0],
        [1, 2],
        [2, 2],
      ]),
    );
    expect(found).toEqual(['0 1 [0]', '0 2 [0,2]', '1 0 [1]', '1 2 [2]']);
  });

  test('pauses while it searches, so that it can be stopped', () => {
    const ends = Array.from({ length: 9 }, (_, source) =>
      Array.from({ length: 9 }, (__, target): Ends => [source, target]),
    ).flat();
    const pattern = patternOf(2, [
      { from: 0, to: 1, direction: 'any', least: 9, most: 12, conditions: [], innerConditions: [] },
    ]);
    const nodes = Array.from({ length: 9 }, (_, node): Row => [BigInt(node)]);
    const edges = ends.map(([source, target], edge): Row => [BigInt(source), BigInt(target), BigInt(edge)]);
    const search = matchPattern(pattern, 'unique_edges')([nodes, edges])[Symbol.iterator]();
    let step = search.next();
    while (step.done !== true && step.value !== PAUSE) step = search.next();
    expect(step.value).toBe(PAUSE);
  });
});

describe('graph-shortest-paths', () => {
  test('gives the shortest matches of each pair of ends, all of them or one', () => {
    fc.assert(
      fc.property(anyGraph, fc.array(anyEdge(1), { minLength: 1, maxLength: 2 }), ({ count, ends }, some) => {
        const edges = some.map((edge, index) => ({ ...edge, from: index, to: index + 1 }));
        const pattern = patternOf(edges.length + 1, edges);
        const matches = slowMatches(pattern, 'unique_edges', count, ends);
        const shortest = new Map<string, number>();
        for (const match of matches) {
          shortest.set(endsOf(match), Math.min(shortest.get(endsOf(match)) ?? Infinity, lengthOf(match)));
        }
        const expected = matches.filter((match) => lengthOf(match) === shortest.get(endsOf(match)));
        expect(asTexts(run(shortestPaths(pattern, 'all'), count, ends))).toEqual(expected);
        const one = asTexts(run(shortestPaths(pattern, 'any'), count, ends));
        expect(one.map(endsOf).sort()).toEqual([...shortest.keys()].sort());
        expect(expected).toEqual(expect.arrayContaining([...one]));
      }),
      { numRuns: 500 },
    );
  });
});

describe('graph-mark-components', () => {
  test('weak ones are connected in whatever direction, strong ones both ways', () => {
    const ends: readonly Ends[] = [
      [0, 1],
      [1, 2],
      [2, 1],
      [4, 3],
    ];
    const numbers = (kind: 'weak' | 'strong') => run(markComponents(kind), 6, ends).map(([, component]) => component);
    expect(numbers('weak')).toEqual([0n, 0n, 0n, 1n, 1n, 2n]);
    expect(numbers('strong')).toEqual([0n, 1n, 1n, 2n, 3n, 4n]);
  });

  test('a long chain needs no deep stack', () => {
    const ends = Array.from({ length: 50_000 }, (_, node): Ends => [node, node + 1]);
    expect(run(markComponents('strong'), 50_001, ends).at(-1)).toEqual([50_000n, 50_000n]);
  });
});

function endsOf(match: string): string {
  const nodes = match.split(' ').filter((part) => !part.startsWith('['));
  return `${nodes[0] ?? ''} ${nodes.at(-1) ?? ''}`;
}

function lengthOf(match: string): number {
  return (match.match(/\[[^\]]*\]/g) ?? [])
    .join(',')
    .split(/[^0-9]+/)
    .filter((part) => part !== '').length;
}
