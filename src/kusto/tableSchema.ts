import type { Column } from '../core/results/resultTable';
import { KustoLanguage } from './languageService';

/** A table that queries may name. */
export interface TableSchema {
  readonly name: string;
  readonly columns: readonly Column[];
}

/** The tables and built-in functions against which queries are bound. */
export interface BindingScope {
  readonly globals: Kusto.Language.GlobalState;
}

/** Makes the scope of one database that holds the given tables. */
export function createBindingScope(tables: readonly TableSchema[]): BindingScope {
  const { ColumnSymbol, DatabaseSymbol, ScalarTypes, TableSymbol } = KustoLanguage.Symbols;
  const symbols = tables.map(
    (table) =>
      new TableSymbol.$ctor4(
        table.name,
        table.columns.map(
          (column) => new ColumnSymbol(column.name, ScalarTypes.GetSymbol(column.type), null, null, null, null),
        ),
      ),
  );
  const globals = KustoLanguage.GlobalState.Default?.WithDatabase(new DatabaseSymbol.$ctor2('hunting', null, symbols));
  if (globals === null || globals === undefined) throw new Error('the Kusto language service has no default globals');
  return { globals };
}
