import type { Breathe } from './longWork';
import type { SortWords } from './sorting/radixSort';
import type { ScalarType } from './scalarType';
import type { TextNeedle } from './searching/textNeedle';

/** A column of a result: the name as the service wrote it (names may repeat or differ only in case) and Kusto's type. */
export interface Column {
  readonly name: string;
  readonly type: ScalarType;
}

/** What can be read of rows while others are still added behind them. */
export interface CellTexts {
  readonly columns: readonly Column[];
  readonly rowCount: number;
  isNull(row: number, column: number): boolean;
  /**
   * The exact text of a value: digits as received, datetimes as received, bool as `true`/`false`,
   * dynamic as compact JSON with its numbers untouched, `''` for null (ask `isNull`).
   */
  text(row: number, column: number): string;
}

/**
 * The rows of one hunting response, by column index: names never key anything, so `__proto__` or two columns called
 * `Dup` are ordinary. Nothing is rounded: `text` is the value digit by digit as the service sent it.
 */
export interface ResultTable extends CellTexts {
  /**
   * The cell's JSON as the answer wrote it, for exports that keep the answer's own shape: numbers as raw digits
   * (`1.0`, a bool that came as `1`), strings quoted and well formed, dynamic as compact JSON, null as `null`.
   */
  json(row: number, column: number): string;
  /**
   * Orders two values of a column by the column's type (numbers and times by value, strings by code unit,
   * dynamic by its text); nulls first.
   */
  compare(column: number, rowA: number, rowB: number): number;
  /** Those of some rows that have a value in the column, in their order; the very same array where all have one. */
  heldRows(column: number, rows: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer>;
  /** As `compare`, for many rows at once; see `StoredColumn.writeSortWords`. */
  writeSortWords(column: number, rows: Uint32Array, words: SortWords, breathe?: Breathe): boolean;
  /** Tells values apart without ordering them; see `StoredColumn.groupValues`. */
  groupValues(column: number, rows: Uint32Array, groups: Uint32Array, breathe?: Breathe): number | undefined;
  /** Sets `marks[row]` to 1 for each row whose text in the column holds the needle. */
  markMatches(column: number, needle: TextNeedle, marks: Uint8Array, breathe?: Breathe): void;
}
