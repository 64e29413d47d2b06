import type { CellBatch } from './cellBatch';
import type { Breathe } from '../longWork';
import type { SortWords } from '../sorting/radixSort';
import type { TextNeedle } from '../searching/textNeedle';

/** One finished column: what `ResultTable` answers, for a single column. */
export interface StoredColumn {
  isNull(row: number): boolean;
  text(row: number): string;
  json(row: number): string;
  compare(rowA: number, rowB: number): number;
  /** Those of some rows that have a value, in their order. */
  heldRows(rows: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer>;
  /**
   * Writes numbers that order rows without a null as `compare` does: word n for `rows[n]`. Of integers and ticks they
   * are the value's own 64 bits with the sign turned over.
   * @returns false where values of an unusual form are among the column's, which only `compare` can order
   */
  writeSortWords(rows: Uint32Array, words: SortWords, breathe: Breathe): boolean;
  /**
   * Tells the values of rows without a null apart, without ordering them: `groups[n]` becomes a number that the value of
   * `rows[n]` shares with those only that `compare` finds equal.
   * @returns a number above all of them, or undefined where the column can only order its values
   */
  groupValues(rows: Uint32Array, groups: Uint32Array, breathe: Breathe): number | undefined;
  /** Sets `marks[row]` to 1 for each row whose text holds the needle. */
  markMatches(needle: TextNeedle, marks: Uint8Array, breathe: Breathe): void;
}

/**
 * A column while rows come in. Each setter gives the value of one cell in the form it had in the answer; a cell that
 * is never set is null, and a cell set twice holds the last value.
 */
export interface ColumnBuilder extends StoredColumn {
  /** Makes room for this many rows; called before any of them is set. */
  reserve(rows: number): void;
  /**
   * Sets the column's cells of a batch, whose first row is `firstRow` here. Types of which answers have many columns
   * write the loop over the cells out, each in its own class: the call in it then has one target, which is faster than
   * `setEachCell`, whose call has one for each type.
   */
  setCells(firstRow: number, batch: CellBatch, column: number): void;
  /** A JSON string's characters as UTF-8, escapes already resolved. */
  setString(row: number, bytes: Uint8Array, start: number, end: number): void;
  /** A JSON string that UTF-8 cannot hold, because it has half a surrogate pair. */
  setIllFormedString(row: number, text: string): void;
  /** Any other JSON value but null: a number, `true`, `false`, or a compact object or array, as it stood in the answer. */
  setJson(row: number, bytes: Uint8Array, start: number, end: number): void;
  clear(row: number): void;
  /** Gives back spare memory; nothing is set afterwards. */
  finish(rowCount: number): void;
}
