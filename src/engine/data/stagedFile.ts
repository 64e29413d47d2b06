import type { ScalarType } from '../../core/results/scalarType';

/**
 * A file as DuckDB sees it before its values have Kusto's types. Column i of `relation` is `c<i>`:
 * names from data stay out of SQL.
 */
export interface StagedFile {
  /** What stands after FROM. */
  readonly relation: string;
  readonly columns: readonly StagedColumn[];
  /** Rows that could not be read at all and are not in the relation. */
  readonly malformedRows: number;
  /** Added to every datetime, in ticks: sample data is moved so that it ends now. */
  readonly shift: bigint;
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

/** What an empty file gives. */
export const NOTHING_STAGED: StagedFile = {
  relation: '(SELECT 1 WHERE false)',
  columns: [],
  malformedRows: 0,
  shift: 0n,
};
