import type { DuckDBConnection } from '@duckdb/node-api';
import type { ScalarType } from '../../core/results/scalarType';

/**
 * A file as DuckDB sees it before its values have Kusto's types. Column i of `relation` is `c<i>`:
 * names from data stay out of SQL.
 */
export interface StagedFile {
  /** What stands after FROM. It reads the file anew each time, so that no file is ever held in memory. */
  readonly relation: string;
  /** The same rows, read once by the statement that loads them; what cannot be read is kept for `findMalformed`. */
  readonly loading: string;
  readonly columns: readonly StagedColumn[];
  /** Tells, after the load, which rows could not be read and so are not in the relation. */
  readonly findMalformed: (connection: DuckDBConnection) => Promise<MalformedRows | undefined>;
  /** Added to every datetime, in ticks: sample data is moved so that it ends now. */
  readonly shift: bigint;
}

/** Rows of a file that could not be read, and why the first one could not. */
export interface MalformedRows {
  readonly count: number;
  /** The 1-based line on which the first one starts, where the format has lines. */
  readonly line: number | undefined;
  /** Completes "row could not be read: …"; never a part of the row. */
  readonly reason: string;
}

export interface StagedColumn {
  readonly name: string;
  readonly form: ValueForm;
  /** The type that the file itself states, by its own format or by a hunting response's schema. */
  readonly stated?: ScalarType;
}

/** How a value lies in the staged relation: text of a cell, a JSON value, or a value of one of DuckDB's own types. */
export type ValueForm = 'text' | 'json' | NativeForm;

export interface NativeForm {
  readonly type: ScalarType;
  /** Writes SQL that turns the staged value into the physical form of `type`. */
  readonly convert: (value: string) => string;
}

/** Where every row of a file can be read. */
export function nothingMalformed(): Promise<undefined> {
  return Promise.resolve(undefined);
}

/** What an empty file gives. */
export const NOTHING_STAGED: StagedFile = {
  relation: '(SELECT 1 WHERE false)',
  loading: '(SELECT 1 WHERE false)',
  columns: [],
  findMalformed: nothingMalformed,
  shift: 0n,
};
