import type { Column, ResultTable } from '../results/resultTable';

/** What is written: a whole table, or the given rows and columns of it in the given order. */
export interface TableSelection {
  readonly table: ResultTable;
  readonly rows?: ArrayLike<number>;
  readonly columns?: readonly number[];
}

export interface WriteOptions {
  /** CSV and TSV: put an apostrophe before text that a spreadsheet would run as a formula. */
  readonly guardFormulas: boolean;
  /**
   * CSV and TSV: begin with a UTF-8 byte order mark, without which Excel reads non-ASCII text wrongly. Right for files
   * that people open; wrong for pipes, where other programs take it for a part of the first column's name.
   */
  readonly byteOrderMark: boolean;
  /** Sentences on the rows, for the formats that have a place for some beside them. */
  readonly notes?: readonly string[];
}

export const DEFAULT_WRITE_OPTIONS: WriteOptions = { guardFormulas: true, byteOrderMark: false };

/** One format's way to write a selection row by row, so that no file is ever held whole. */
export interface RowWriter {
  readonly head: string;
  /** Between two rows, never before the first or after the last. */
  readonly separator: string;
  readonly foot: string;
  /** @param row its index in the table */
  writeRow(row: number): string;
}

/** A column that is written: where it stands in the table, and what it is. */
export interface SelectedColumn extends Column {
  readonly index: number;
}

/** The selection's columns in the order in which they are written. */
export function selectedColumns({ table, columns }: TableSelection): SelectedColumn[] {
  const indexes = columns ?? table.columns.keys();
  return Array.from(indexes).flatMap((index) => {
    const column = table.columns[index];
    return column === undefined ? [] : [{ ...column, index }];
  });
}
