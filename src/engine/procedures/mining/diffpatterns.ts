import { PAUSE, type Procedure } from '../procedure';
import { settingsOf } from '../plugins/events';
import { commonPatterns } from './commonPatterns';
import { intersect, Transactions, type Pattern } from './transactions';

const THRESHOLD = 0.05;
/** Unlimited, says the documentation; whatever follows from these is told beyond them. */
const MOST_DIMENSIONS = 6;
/** Two patterns that share so much of their rows say the same. */
const MOST_SHARED = 0.5;

interface Difference {
  readonly pattern: Pattern;
  readonly rows: readonly number[];
  readonly counts: readonly [a: number, b: number];
  /** Shares of the rows of each set. */
  readonly shares: readonly [a: number, b: number];
}

/**
 * `diffpatterns`: few patterns whose shares in two sets of rows differ. Rows are whether they are in set A, a weight and
 * the columns' values; settings are the least difference, the most dimensions (null where not given) and the wildcards.
 */
export const diffpatterns: Procedure = function* ([rows = [], settings]) {
  const [threshold, most, ...wildcards] = settingsOf(settings);
  const isInA = rows.map(([side]) => side === true);
  const transactions = new Transactions(
    rows.map(([, , ...values]) => values),
    rows.map(([, weight]) => Number(weight)),
    wildcards,
  );
  const all = rows.map((_, row) => row);
  const countBoth = (own: readonly number[]): readonly [number, number] => [
    transactions.weigh(own.filter((row) => isInA[row] === true)),
    transactions.weigh(own.filter((row) => isInA[row] !== true)),
  ];
  const [totalA, totalB] = countBoth(all);
  const least = Number(threshold ?? THRESHOLD);
  const describe = (pattern: Pattern, own: readonly number[]): Difference => {
    const counts = countBoth(own);
    return { pattern, rows: own, counts, shares: [shareOf(counts[0], totalA), shareOf(counts[1], totalB)] };
  };
  const isEnough = (own: readonly number[]): boolean => Math.max(...describe(new Map(), own).shares) >= least;
  const found: Difference[] = [];
  for (const pattern of commonPatterns(transactions, Number(most ?? MOST_DIMENSIONS), isEnough)) {
    if (pattern === PAUSE) {
      yield PAUSE;
      continue;
    }
    const described = describe(pattern.pattern, pattern.rows);
    if (differenceOf(described) >= least) found.push(described);
  }
  for (const [segment, { pattern, counts, shares }] of chooseDistinct(found, transactions).entries()) {
    const percents = [100 * shares[0], 100 * shares[1], 100 * Math.abs(shares[0] - shares[1])];
    yield [BigInt(segment), ...counts.map(BigInt), ...percents, ...transactions.show(pattern)];
  }
};

function shareOf(count: number, total: number): number {
  return total === 0 ? 0 : count / total;
}

function differenceOf({ shares: [a, b] }: Difference): number {
  return Math.abs(a - b);
}

/** The largest differences first; of patterns that fit mostly the same rows only one. */
function chooseDistinct(found: readonly Difference[], transactions: Transactions): readonly Difference[] {
  const chosen: Difference[] = [];
  for (const candidate of [...found].sort((a, b) => differenceOf(b) - differenceOf(a))) {
    const repeats = chosen.some(
      (known) =>
        isPartOf(known.pattern, candidate.pattern) ||
        isPartOf(candidate.pattern, known.pattern) ||
        sharedPart(known.rows, candidate.rows, transactions) >= MOST_SHARED,
    );
    if (!repeats) chosen.push(candidate);
  }
  return chosen;
}

function isPartOf(smaller: Pattern, larger: Pattern): boolean {
  return [...smaller].every(([column, item]) => larger.get(column) === item);
}

/** The weight of the rows that are in both over the weight of those that are in one. */
function sharedPart(left: readonly number[], right: readonly number[], transactions: Transactions): number {
  const both = transactions.weigh(intersect(left, right));
  return both / (transactions.weigh(left) + transactions.weigh(right) - both);
}
