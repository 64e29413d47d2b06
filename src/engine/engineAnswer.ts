import type { Column } from '../core/results/resultTable';

/**
 * A value as DuckDB hands it over, by the column's physical type: bool boolean, int number, long/datetime/timespan
 * bigint (ticks), real number, decimal and dynamic and guid and string as text; null where Kusto has null.
 */
export type EngineValue = null | boolean | number | bigint | string;

/** The rows of one local run, streamed in chunks so that an answer is never held twice. */
export interface EngineAnswer {
  readonly columns: readonly Column[];
  /** What the user should know beside the rows, as sentences. */
  readonly notes: readonly string[];
  readonly chunks: AsyncIterable<readonly (readonly EngineValue[])[]>;
}
