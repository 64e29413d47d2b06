import type { ScalarType } from '../../../../../src/core/results/scalarType';
import type { BoundNode } from '../../../../../src/kusto/boundNode';
import type { EvaluatedValue, Expression, ExpressionScope } from '../../../../../src/engine/evaluate/expression';

export type Row = readonly EvaluatedValue[];

/** A table of the reference evaluator: every row in memory, in an order that means something only after `sort`. */
export interface Table {
  readonly columns: readonly { readonly name: string; readonly type: ScalarType }[];
  readonly rows: readonly Row[];
}

/** What a query's names stand for beside the columns. */
export interface Names {
  readonly now: bigint;
  readonly scalars: ReadonlyMap<string, Expression<unknown>>;
  readonly tables: ReadonlyMap<string, Table>;
  readonly declarations: ReadonlyMap<string, BoundNode>;
}

/** The scope of expressions over the rows of a table. */
export function rowScope(table: Table, names: Names): ExpressionScope<Row> {
  const columns = table.columns.map(({ name, type }, index) => ({
    name,
    expression: { type, evaluate: (row: Row): EvaluatedValue => row[index] ?? null },
  }));
  return {
    now: names.now,
    name: (name) => columns.find((column) => column.name === name)?.expression ?? names.scalars.get(name),
    declaration: (name) => names.declarations.get(name),
    columns: () => columns,
  };
}

export const NO_ROWS: Table = { columns: [], rows: [] };
