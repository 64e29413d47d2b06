import type { Outcome } from '../core/errors';
import type { Column } from '../core/results/resultTable';

/**
 * A value as DuckDB hands it over, by the column's physical type: bool boolean, int number, long/datetime/timespan
 * bigint (ticks), real number, decimal and dynamic and guid and string as text; null where Kusto has null.
 */
export type EngineValue = null | boolean | number | bigint | string;

/** A comma and a row as a JSON object, in UTF-8. */
export type JsonRow = Uint8Array;

/** The rows of one local run, streamed in chunks so that an answer is never held twice. */
export interface EngineAnswer<Row = JsonRow> {
  readonly columns: readonly Column[];
  /** What the user should know beside the rows, as sentences. */
  readonly notes: readonly string[];
  /** Each with some rows; one that failed is the last. */
  readonly chunks: AsyncIterable<Outcome<readonly Row[]>>;
}
