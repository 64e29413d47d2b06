/** Takes one readable line. */
export type Print = (line: string) => void;

/** What a benchmark measured. */
export interface BenchmarkResult {
  /** Printed as the last line, as one JSON object. */
  readonly figures: Readonly<Record<string, unknown>>;
  /** What is wrong or over its limit, a sentence each; any makes the run fail. */
  readonly failures: readonly string[];
}

/** What a `NAME.bench.ts` of this folder exports as `benchmark`; `words` are the options after the name. */
export type Benchmark = (words: readonly string[], print: Print) => Promise<BenchmarkResult>;

/** The middle one of some measurements; of an even number the upper middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The least of some measurements. */
export function least(values: readonly number[]): number {
  return Math.min(...values);
}

/** With one digit after the point, as figures are printed. */
export function rounded(value: number, digits = 1): number {
  return Number(value.toFixed(digits));
}
