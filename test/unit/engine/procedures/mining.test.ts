import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { autocluster } from '../../../../src/engine/procedures/mining/autocluster';
import { basket } from '../../../../src/engine/procedures/mining/basket';
import { diffpatterns } from '../../../../src/engine/procedures/mining/diffpatterns';
import { PAUSE, type Procedure, type Row } from '../../../../src/engine/procedures/procedure';
import type { QueryEngine } from '../../../../src/engine/queryEngine';
import { openBareEngine, readAnswer } from '../../../fixtures/bareEngine';

const WILDCARDS = [null, null, null];
const anyRows = fc.array(
  fc.tuple(
    fc.integer({ min: 1, max: 3 }).map(BigInt),
    fc.constantFrom('a', 'b', null),
    fc.constantFrom('x', 'y', 'z'),
    fc.boolean(),
  ),
  { minLength: 1, maxLength: 12 },
);

function run(procedure: Procedure, ...inputs: (readonly Row[])[]): readonly Row[] {
  return [...procedure(inputs)].filter((row) => row !== PAUSE);
}

function fits(pattern: Row, values: Row): boolean {
  return pattern.every((value, column) => value === null || value === values[column]);
}

function weigh(pattern: Row, rows: readonly Row[]): number {
  return rows.reduce((sum, [weight, ...values]) => sum + (fits(pattern, values) ? Number(weight) : 0), 0);
}

/** Every pattern that has a value somewhere and is common enough, as large as its rows allow. */
function slowBasket(rows: readonly Row[], threshold: number): readonly string[] {
  const total = weigh(WILDCARDS, rows);
  const values = (column: number) => [null, ...new Set(rows.map((row) => row[column + 1] ?? null))];
  const all = values(0).flatMap((a) => values(1).flatMap((b) => values(2).map((c): Row => [a, b, c])));
  const common = [...new Map(all.map((pattern) => [JSON.stringify(pattern), pattern])).values()].filter(
    (pattern) => pattern.some((value) => value !== null) && weigh(pattern, rows) >= threshold * total,
  );
  const isLargest = (pattern: Row): boolean =>
    !common.some((other) => other !== pattern && fits(pattern, other) && weigh(other, rows) === weigh(pattern, rows));
  return common
    .filter(isLargest)
    .map((pattern) => JSON.stringify(pattern))
    .sort();
}

describe('basket', () => {
  test('finds the largest of all common patterns, as trying all of them does', () => {
    fc.assert(
      fc.property(anyRows, fc.constantFrom(0.1, 0.3, 0.5, 1), (rows, threshold) => {
        const found = run(basket, rows, [[threshold, 5n, ...WILDCARDS]]);
        expect(found.map(([, , , ...pattern]) => JSON.stringify(pattern)).sort()).toEqual(slowBasket(rows, threshold));
        for (const [, count, percent, ...pattern] of found) {
          expect(Number(count)).toBe(weigh(pattern, rows));
          expect(percent).toBeCloseTo((100 * Number(count)) / weigh(WILDCARDS, rows), 9);
        }
        expect(found.map(([segment]) => segment)).toEqual(found.map((_, index) => BigInt(index)));
      }),
      { numRuns: 300 },
    );
  });
});

describe('autocluster', () => {
  test('tells no pattern that does not hold, and none twice', () => {
    fc.assert(
      fc.property(anyRows, fc.constantFrom(0.1, 0.5, 0.9), (rows, sizeWeight) => {
        const found = run(autocluster, rows, [[sizeWeight, null, ...WILDCARDS]]);
        const patterns = found.map(([, , , ...pattern]) => JSON.stringify(pattern));
        expect(new Set(patterns).size).toBe(patterns.length);
        for (const [, count, , ...pattern] of found) expect(Number(count)).toBe(weigh(pattern, rows));
      }),
    );
  });

  test('the weight of size chooses between wide and narrow patterns', () => {
    const rows: readonly Row[] = [
      [40n, 'a', 'x', true],
      [30n, 'a', 'y', true],
      [30n, 'b', 'z', false],
    ];
    const first = (sizeWeight: number) => run(autocluster, rows, [[sizeWeight, 10n, ...WILDCARDS]])[0]?.slice(1);
    expect(first(0.9)).toEqual([70n, 70, 'a', null, true]);
    expect(first(0.1)).toEqual([40n, 40, 'a', 'x', true]);
  });
});

describe('diffpatterns', () => {
  test('tells how often a pattern is in each set, the largest differences first', () => {
    const rows: readonly Row[] = [
      [true, 60n, 'a', 'x', null],
      [true, 40n, 'b', 'y', null],
      [false, 5n, 'a', 'x', null],
      [false, 45n, 'b', 'z', null],
    ];
    expect(run(diffpatterns, rows, [[null, null, ...WILDCARDS]]).map((row) => row.slice(1, 9))).toEqual([
      [0n, 45n, 0, 90, 90, 'b', 'z', null],
      [60n, 5n, 60, 10, 50, 'a', 'x', null],
      [40n, 0n, 40, 0, 40, 'b', 'y', null],
    ]);
    expect(run(diffpatterns, rows, [[0.6, null, ...WILDCARDS]])).toHaveLength(1);
  });

  test('equal sets have no difference', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const both = [true, false].flatMap((side) => rows.map((row): Row => [side, ...row]));
        expect(run(diffpatterns, both, [[0.01, null, ...WILDCARDS]])).toEqual([]);
      }),
    );
  });
});

describe('mining in queries', () => {
  let engine: QueryEngine;
  const TABLE = `let T = range i from 0 to 99 step 1 | project Kind = iff(i < 60, "big", strcat("k", i)), Code = iff(i < 60, 7, i),
    Result = iff(i % 2 == 0 or i < 30, "bad", "good"), Weight = 1 + i / 60;
    `;

  beforeAll(async () => {
    engine = await openBareEngine();
  });

  const ask = async (query: string) => {
    const { columns, rows } = await readAnswer(engine, `${TABLE} T | ${query}`);
    return { names: columns.map(({ name }) => name).join(' '), rows };
  };

  test('values keep their types; wildcards are null, empty or what the query gives for a type', async () => {
    expect(await ask('project Kind, Code | evaluate autocluster()')).toEqual({
      names: 'SegmentId Count Percent Kind Code',
      rows: [[0n, 60n, 60, 'big', 7n]],
    });
    const custom = await ask("evaluate basket(0.65, '~', '~', '*', long(-1))");
    expect(custom.rows).toEqual([[0n, 65n, 65, '*', -1n, 'bad', -1n]]);
  });

  test('a weight column counts and is no dimension', async () => {
    const { rows } = await ask('project Kind, Code, Weight | evaluate basket(0.4, Weight)');
    expect(rows).toEqual([[0n, 60n, (100 * 60) / 140, 'big', 7n, null]]);
  });

  test('diffpatterns leaves the column out that tells the sets', async () => {
    const { names, rows } = await ask('project Kind, Code, Result | evaluate diffpatterns(Result, "bad", "good")');
    expect(names).toBe('SegmentId CountA CountB PercentA PercentB PercentDiffAB Kind Code');
    expect(rows[0]?.slice(0, 3)).toEqual([0n, 45n, 15n]);
    expect(rows[0]?.slice(6)).toEqual(['big', 7n]);
  });

  test.each(['autocluster()', 'basket()', 'diffpatterns(Kind, "a", "b")'])('%s of no rows is empty', async (call) => {
    expect((await ask(`where Kind == "none" | evaluate ${call}`)).rows).toEqual([]);
  });
});
