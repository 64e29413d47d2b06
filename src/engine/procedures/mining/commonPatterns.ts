import { PAUSE } from '../procedure';
import { intersect, type Item, type Pattern, type Transactions } from './transactions';

/** A pattern with all rows that it fits. */
export interface FoundPattern {
  readonly pattern: Pattern;
  readonly rows: readonly number[];
}

interface Step {
  readonly rows: readonly number[];
  /** Items from this one on are tried. */
  readonly from: number;
  readonly dimensions: number;
}

/**
 * The patterns that are common enough, each with all that its rows have in common, so that of patterns that fit the same
 * rows there is one. A pattern is found where some `most` of its items, from which the others follow, tell its rows.
 */
export function* commonPatterns(
  transactions: Transactions,
  most: number,
  isEnough: (rows: readonly number[]) => boolean,
): Generator<FoundPattern | typeof PAUSE> {
  const items = transactions.itemsWhere(isEnough);
  const seen = new Map<string, Step[]>();
  const waiting: (Step & { readonly pattern: Pattern })[] = [...items.keys()].flatMap((index) =>
    begin(items, index, transactions),
  );
  for (let step = waiting.pop(); step !== undefined; step = waiting.pop()) {
    const key = keyOf(step.pattern, items);
    const before = seen.get(key) ?? [];
    const { from, dimensions } = step;
    if (before.some((other) => other.from <= from && other.dimensions <= dimensions)) continue;
    if (before.length === 0) yield { pattern: step.pattern, rows: step.rows };
    seen.set(key, [...before, step]);
    if (dimensions >= most) continue;
    for (let index = from; index < items.length; index++) {
      const item = items[index];
      if (item === undefined || step.pattern.has(item.column)) continue;
      const rows = intersect(step.rows, item.rows);
      if (rows.length === 0 || !isEnough(rows)) continue;
      waiting.push({ rows, from: index + 1, dimensions: dimensions + 1, pattern: transactions.common(rows) });
    }
    yield PAUSE;
  }
}

function begin(items: readonly Item[], index: number, transactions: Transactions) {
  const rows = items[index]?.rows ?? [];
  return [{ rows, from: index + 1, dimensions: 1, pattern: transactions.common(rows) }];
}

function keyOf(pattern: Pattern, items: readonly Item[]): string {
  return [...pattern.values()].map((item) => items.indexOf(item)).join(',');
}
