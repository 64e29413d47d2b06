/** How strongly a series repeats itself after so many items: from 0 to 1. */
export interface Period {
  readonly items: number;
  readonly score: number;
}

/** A series taken apart; `trend + seasonal + residual` is the series. */
export interface Decomposition {
  readonly seasonal: readonly number[];
  readonly trend: readonly number[];
}

/** The least score of a period that is worth telling. */
const LEAST_SCORE = 0.6;
/** Shorter repetitions are not looked for. */
const SHORTEST_PERIOD = 4;
/** A period must be seen so often to be believed. */
const LEAST_CYCLES = 3;

/**
 * The score of a period: how alike a series is to itself so many items later, less where there are few periods to tell
 * from. Kusto's own formula is not published; this one gives the scores and the choices that its documentation shows.
 */
export function periodScore(values: readonly number[], items: number): number {
  if (!Number.isInteger(items) || items < 2 || items >= values.length) return 0;
  return Math.max(0, autocorrelation(values, items)) * Math.sqrt((values.length - items) / values.length);
}

/** The strongest periods between two bounds, the best first. */
export function detectPeriods(
  values: readonly number[],
  least: number,
  most: number,
  threshold = LEAST_SCORE,
): readonly Period[] {
  const bounded = Math.min(most, Math.floor(values.length / LEAST_CYCLES));
  const found: Period[] = [];
  for (let items = Math.max(SHORTEST_PERIOD, Math.ceil(least)); items <= bounded; items++) {
    const score = periodScore(values, items);
    const isPeak =
      autocorrelation(values, items) >=
      Math.max(autocorrelation(values, items - 1), autocorrelation(values, items + 1));
    if (score >= threshold && isPeak) found.push({ items, score });
  }
  const strongest = found.toSorted((a, b) => b.score - a.score);
  return strongest.filter(
    (period) => !found.some((other) => other.items < period.items && period.items % other.items === 0),
  );
}

/** The period to take a series apart with: the given one, the strongest where it is -1, none where it is 0. */
export function choosePeriod(values: readonly number[], asked: number, threshold?: number): number | undefined {
  if (asked > 0) return Math.round(asked);
  if (asked === 0) return undefined;
  return detectPeriods(values, 2, values.length, threshold)[0]?.items;
}

/** The median of each phase of a period, repeated over `length` items. */
export function seasonalOf(values: readonly number[], period: number, length = values.length): readonly number[] {
  const phases = Array.from({ length: period }, (_, phase) =>
    medianOf(values.filter((_value, index) => index % period === phase)),
  );
  return Array.from({ length }, (_, index) => phases[index % period] ?? 0);
}

/** Learns from all but the last `testPoints` items and describes all of them. */
export function decompose(
  values: readonly number[],
  period: number | undefined,
  trend: string,
  testPoints: number,
): Decomposition {
  const learnt = values.slice(0, Math.max(values.length - testPoints, 1));
  const line = trendOf(learnt, trend);
  const trendItems = values.map((_, index) => line(index));
  if (period === undefined) return { seasonal: values.map(() => 0), trend: trendItems };
  const detrended = learnt.map((value, index) => value - line(index));
  const seasonal = seasonalOf(detrended, Math.min(period, learnt.length), values.length);
  return { seasonal, trend: trendItems };
}

/**
 * Tukey's fences: 0 between two percentiles, beyond them how many times their distance lies between.
 * `ctukey` looks at the 10th and the 90th percentile, `tukey` at quartiles.
 */
export function outlierScores(
  values: readonly number[],
  kind: string,
  least = 10,
  most = 90,
): readonly number[] | undefined {
  if (kind !== 'ctukey' && kind !== 'tukey') return undefined;
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  const [low, high] =
    kind === 'tukey' ? [quantile(sorted, 25), quantile(sorted, 75)] : [quantile(sorted, least), quantile(sorted, most)];
  return values.map((value) => {
    if (value > high) return (value - high) / (high - low);
    return value < low ? (value - low) / (high - low) : 0;
  });
}

function trendOf(values: readonly number[], kind: string): (index: number) => number {
  if (kind === 'none') return () => 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (kind !== 'linefit' || values.length < 2) return () => mean;
  const middle = (values.length - 1) / 2;
  const spread = values.reduce((sum, _, index) => sum + (index - middle) ** 2, 0);
  const slope = values.reduce((sum, value, index) => sum + (index - middle) * (value - mean), 0) / spread;
  return (index) => mean + slope * (index - middle);
}

/** The unbiased autocorrelation: 1 for a series that repeats itself exactly. */
function autocorrelation(values: readonly number[], lag: number): number {
  const count = values.length - lag;
  if (count <= 0) return 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  if (variance === 0) return 0;
  const covariance = values
    .slice(0, count)
    .reduce((sum, value, index) => sum + (value - mean) * ((values[index + lag] ?? mean) - mean), 0);
  return covariance / count / variance;
}

function medianOf(values: readonly number[]): number {
  return quantile(
    values.toSorted((a, b) => a - b),
    50,
  );
}

/** The value at a percentage of the way through sorted values, between two neighbours where it falls there. */
function quantile(sorted: readonly number[], percent: number): number {
  const at = ((sorted.length - 1) * percent) / 100;
  const [below, above] = [sorted[Math.floor(at)] ?? NaN, sorted[Math.ceil(at)] ?? NaN];
  return below + (above - below) * (at - Math.floor(at));
}
