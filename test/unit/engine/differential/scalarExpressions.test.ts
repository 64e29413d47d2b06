import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { QueryEngine } from '../../../../src/engine/queryEngine';
import { createBindingScope } from '../../../../src/kusto/tableSchema';
import { openBareEngine } from '../../../fixtures/bareEngine';
import { anyRows, findDisagreement, keepBound, type Disagreement } from './compareExpressions';
import { anyTyped } from './expressions';

/** `DIFFERENTIAL_SEED` tries other expressions; a failure says which seed it had. */
const SEED = Number(process.env['DIFFERENTIAL_SEED'] ?? 20_260_131);
/** Expressions in one query. */
const TOGETHER = 100;
const WANTED = 10_000;
const LONGEST_SHRINKING_MS = 20_000;

const expressions = fc.oneof({ weight: 3, arbitrary: anyTyped(1) }, { weight: 2, arbitrary: anyTyped(2) });

describe('the translation of scalar expressions', () => {
  const scope = createBindingScope([]);
  let engine: QueryEngine;

  beforeAll(async () => {
    engine = await openBareEngine();
  });

  test('says what the evaluation of the same tree says, for ten thousand of them', { timeout: 240_000 }, async () => {
    let compared = 0;
    for (let seed = SEED; compared < WANTED; seed += TOGETHER) {
      const [rows = ''] = fc.sample(anyRows, { seed, numRuns: 1 });
      const seeds = Array.from({ length: TOGETHER }, (_, index) => seed + index);
      const kept = keepBound(rows, seeds.map(expressionOf), scope);
      const found = await findDisagreement(engine, scope, rows, kept);
      if (found !== undefined) {
        const culprit = seeds.find((own) => expressionOf(own) === found.expression);
        throw new Error(culprit === undefined ? report(found, seed) : await shrunk(rows, culprit, found));
      }
      compared += kept.length;
    }
    expect(compared).toBeGreaterThanOrEqual(WANTED);
  });

  /** The smallest expression on which both sides disagree, found from the one that a seed makes. */
  async function shrunk(rows: string, seed: number, among: Disagreement): Promise<string> {
    let smallest: Disagreement | undefined;
    const property = fc.asyncProperty(expressions, async (expression) => {
      const kept = keepBound(rows, [expression], scope);
      const found = kept.length === 0 ? undefined : await findDisagreement(engine, scope, rows, kept);
      smallest = found ?? smallest;
      return found === undefined;
    });
    await fc.check(property, { seed, numRuns: 1, interruptAfterTimeLimit: LONGEST_SHRINKING_MS });
    return smallest === undefined ? `only among others: ${report(among, seed)}` : report(smallest, seed);
  }
});

function expressionOf(seed: number): string {
  return fc.sample(expressions, { seed, numRuns: 1 })[0] ?? '';
}

function report({ query, expected, actual }: Disagreement, seed: number): string {
  return `DIFFERENTIAL_SEED=${seed}\n${query}\nthe evaluation says ${expected}\nthe translation says ${actual}`;
}
