import type { ScalarType } from '../core/results/scalarType';

/**
 * How a Kusto value lies in DuckDB. Datetimes and timespans are ticks (exact, and `bin` is integer arithmetic);
 * strings are never NULL, as in Kusto; a dynamic null is SQL NULL. A decimal is a text that orders as the number does
 * (`scalar/decimalKey.ts`); a loaded table has it as it is written.
 */
export const PHYSICAL_TYPES: Readonly<Record<ScalarType, string>> = {
  bool: 'BOOLEAN',
  datetime: 'BIGINT',
  decimal: 'VARCHAR',
  dynamic: 'JSON',
  guid: 'UUID',
  int: 'INTEGER',
  long: 'BIGINT',
  real: 'DOUBLE',
  string: 'VARCHAR',
  timespan: 'BIGINT',
};

/** How values lie between the database and a procedure in TypeScript: as they leave the database, as text where it has no plain value. */
export const TRANSPORT_TYPES: Readonly<Record<ScalarType, string>> = {
  ...PHYSICAL_TYPES,
  decimal: 'VARCHAR',
  guid: 'VARCHAR',
};

/** A table that queries can name. Names from data never reach SQL: the physical table is `physicalName`, column i is `c<i>`. */
export interface LoadedTable {
  readonly name: string;
  readonly physicalName: string;
  readonly columns: readonly LoadedColumn[];
  /** The rows of a result, which came by a timespan of their own: that of a request does not cut them. */
  readonly isResult?: true;
}

export interface LoadedColumn {
  readonly name: string;
  readonly type: ScalarType;
}

/** The SQL name of a loaded table's column. */
export function physicalColumn(index: number): string {
  return `c${index}`;
}
