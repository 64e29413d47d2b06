import { PAUSE, type Procedure } from '../procedure';
import { settingsOf } from '../plugins/events';
import type { FoundPattern } from './commonPatterns';
import { intersect, Transactions, type Item } from './transactions';

const SIZE_WEIGHT = 0.5;
const SEEDS = 25;
/** Patterns this much worse than the best one tell nothing. */
const LEAST_OF_BEST = 0.4;
const LEAST_SHARE = 0.01;
/** A pattern has to fit mostly rows that no better one fits. */
const LEAST_NEW = 0.5;

interface ScoredPattern extends FoundPattern {
  readonly score: number;
}

/**
 * `autocluster`: few patterns that tell much about many rows. From each of some rows a pattern grows value by value as
 * long as its score does: the weighted geometric mean of its share of the rows and its share of the columns. Rows are a
 * weight and the columns' values; settings are the weight of size, the number of seeds and each column's wildcard.
 */
export const autocluster: Procedure = function* ([rows = [], settings]) {
  const [sizeWeight, seeds, ...wildcards] = settingsOf(settings);
  const transactions = new Transactions(
    rows.map(([, ...values]) => values),
    rows.map(([weight]) => Number(weight)),
    wildcards,
  );
  const found = new Map<string, ScoredPattern>();
  for (const seed of seedRows(transactions, Number(seeds ?? SEEDS))) {
    const grown = grow(seed, transactions, Number(sizeWeight ?? SIZE_WEIGHT));
    if (grown !== undefined) found.set(grown.rows.join(','), grown);
    yield PAUSE;
  }
  for (const [segment, { pattern, rows: own }] of chooseBest([...found.values()], transactions).entries()) {
    const count = transactions.weigh(own);
    yield [BigInt(segment), BigInt(count), (100 * count) / transactions.total, ...transactions.show(pattern)];
  }
};

/** Rows spread over the weight of all: a heavy row is taken more likely. */
function seedRows({ weights, total }: Transactions, count: number): ReadonlySet<number> {
  const seeds = new Set<number>();
  let passed = 0;
  let next = 0.5;
  weights.forEach((weight, row) => {
    passed += weight;
    if (passed < (next * total) / count) return;
    seeds.add(row);
    next = Math.floor((passed / total) * count) + 0.5;
  });
  return seeds;
}

function grow(seed: number, transactions: Transactions, sizeWeight: number): ScoredPattern | undefined {
  const items = transactions.itemsOf(seed).filter((item) => item !== undefined);
  const all = transactions.weights.map((_, row) => row);
  let best: ScoredPattern = { pattern: new Map(), rows: all, score: 0 };
  for (;;) {
    const larger = items
      .filter(({ column }) => !best.pattern.has(column))
      .map((item) => extend(best, item, transactions, sizeWeight));
    const next = larger.reduce<ScoredPattern>((top, other) => (other.score > top.score ? other : top), best);
    if (next === best) return best.pattern.size === 0 ? undefined : best;
    best = next;
  }
}

function extend(base: FoundPattern, item: Item, transactions: Transactions, sizeWeight: number): ScoredPattern {
  const rows = intersect(base.rows, item.rows);
  const pattern = new Map([...base.pattern, [item.column, item]]);
  const size = transactions.weigh(rows) / transactions.total;
  const detail = pattern.size / transactions.wildcards.length;
  return { pattern, rows, score: size ** sizeWeight * detail ** (1 - sizeWeight) };
}

function chooseBest(found: readonly ScoredPattern[], transactions: Transactions): readonly ScoredPattern[] {
  const ranked = [...found].sort((a, b) => b.score - a.score);
  const covered = new Set<number>();
  return ranked.filter(({ rows, score }) => {
    const weight = transactions.weigh(rows);
    const isWorth = score >= (ranked[0]?.score ?? 0) * LEAST_OF_BEST && weight >= LEAST_SHARE * transactions.total;
    const fresh = transactions.weigh(rows.filter((row) => !covered.has(row)));
    if (!isWorth || fresh < LEAST_NEW * weight) return false;
    for (const row of rows) covered.add(row);
    return true;
  });
}
