import type * as monaco from '@kusto/monaco-kusto/release/esm/languageServiceManager/schema';
import type { Column } from '../core/results/resultTable';
import { KustoLanguage } from './languageService';
import { withMorePlugins } from './morePlugins';

/** A column of a table, as monaco-kusto's schema model has it; `examples` are values that are worth proposing. */
export type ColumnSchema = Column & Pick<monaco.Column, 'examples'>;

/** A table that queries may name. */
export interface TableSchema extends Pick<monaco.Table, 'name'> {
  readonly columns: readonly ColumnSchema[];
}

/** A function that queries may call beside Kusto's own: its body in KQL, and in `docstring` what it is for. */
export interface FunctionSchema extends Required<Pick<monaco.Function, 'name' | 'body' | 'docstring'>> {
  /** Parameters in KQL, such as `(T:(*), x:string="")`. */
  readonly parameters: string;
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
  const hunting = KustoLanguage.GlobalState.Default?.WithDatabase(new DatabaseSymbol.$ctor2('hunting', null, members));
  const globals = hunting && withMorePlugins(hunting);
  if (globals === null || globals === undefined) throw new Error('the Kusto language service has no default globals');
  return { globals, tables, functions };
}

function tableSymbol({ name, columns }: TableSchema): Kusto.Language.Symbols.TableSymbol {
  return new KustoLanguage.Symbols.TableSymbol.$ctor4(name, columns.map(columnSymbol));
}

function columnSymbol({ name, type }: ColumnSchema): Kusto.Language.Symbols.ColumnSymbol {
  const { ColumnSymbol, ScalarTypes } = KustoLanguage.Symbols;
  return new ColumnSymbol(name, ScalarTypes.GetSymbol(type), null, null, null, null);
}

function functionSymbol(schema: FunctionSchema): Kusto.Language.Symbols.FunctionSymbol {
  const { FunctionSymbol } = KustoLanguage.Symbols;
  return new FunctionSymbol.$ctor16(schema.name, schema.parameters, schema.body, schema.docstring);
}
