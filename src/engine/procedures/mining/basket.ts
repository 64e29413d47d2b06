import { PAUSE, type Procedure } from '../procedure';
import { settingsOf } from '../plugins/events';
import { commonPatterns, type FoundPattern } from './commonPatterns';
import { Transactions } from './transactions';

const THRESHOLD = 0.05;
const MOST_DIMENSIONS = 5;

/**
 * `basket`: every pattern of values that enough of the rows have. Rows are a weight and the columns' values; settings are
 * the least share, the most dimensions (null where not given) and each column's wildcard.
 */
export const basket: Procedure = function* ([rows = [], settings]) {
  const [threshold, most, ...wildcards] = settingsOf(settings);
  const transactions = new Transactions(
    rows.map(([, ...values]) => values),
    rows.map(([weight]) => Number(weight)),
    wildcards,
  );
  const least = Number(threshold ?? THRESHOLD) * transactions.total;
  const isEnough = (own: readonly number[]): boolean => transactions.weigh(own) >= least;
  const found: FoundPattern[] = [];
  for (const pattern of commonPatterns(transactions, Number(most ?? MOST_DIMENSIONS), isEnough)) {
    if (pattern === PAUSE) yield PAUSE;
    else found.push(pattern);
  }
  const counted = found
    .map(({ pattern, rows: own }) => ({ pattern, count: transactions.weigh(own) }))
    .sort((a, b) => b.count - a.count || b.pattern.size - a.pattern.size);
  for (const [segment, { pattern, count }] of counted.entries()) {
    yield [BigInt(segment), BigInt(count), (100 * count) / transactions.total, ...transactions.show(pattern)];
  }
};
