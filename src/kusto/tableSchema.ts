import type { Column } from '../core/results/resultTable';
import { KustoLanguage } from './languageService';

/** A table that queries may name. */
export interface TableSchema {
  readonly name: string;
  readonly columns: readonly Column[];
}

/** A function that queries may call beside Kusto's own, in KQL. */
export interface FunctionSchema {
  readonly name: string;
  /** Parameters in KQL, such as `(T:(*), x:string="")`. */
  readonly parameters: string;
  readonly body: string;
  readonly description: string;
  /** Markdown by parameter name. */
  readonly parameterDescriptions: Readonly<Record<string, string>>;
}

/** The tables and functions against which queries are bound. */
export interface BindingScope {
  readonly globals: Kusto.Language.GlobalState;
  readonly tables: readonly TableSchema[];
  readonly functions: readonly FunctionSchema[];
}

/** Makes the scope of one database that holds the given tables and functions. */
export function createBindingScope(
  tables: readonly TableSchema[],
  functions: readonly FunctionSchema[] = [],
): BindingScope {
  const { DatabaseSymbol } = KustoLanguage.Symbols;
  const members = [...tables.map(tableSymbol), ...functions.map(functionSymbol)];
  const globals = KustoLanguage.GlobalState.Default?.WithDatabase(new DatabaseSymbol.$ctor2('hunting', null, members));
  if (globals === null || globals === undefined) throw new Error('the Kusto language service has no default globals');
  return { globals, tables, functions };
}

function tableSymbol({ name, columns }: TableSchema): Kusto.Language.Symbols.TableSymbol {
  const { ColumnSymbol, ScalarTypes, TableSymbol } = KustoLanguage.Symbols;
  return new TableSymbol.$ctor4(
    name,
    columns.map((column) => new ColumnSymbol(column.name, ScalarTypes.GetSymbol(column.type), null, null, null, null)),
  );
}

function functionSymbol(schema: FunctionSchema): Kusto.Language.Symbols.FunctionSymbol {
  const { FunctionSymbol } = KustoLanguage.Symbols;
  return new FunctionSymbol.$ctor16(schema.name, schema.parameters, schema.body, schema.description);
}
