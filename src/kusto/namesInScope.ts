import { itemsOf } from './languageService';
import type { BindingScope } from './tableSchema';

/** The functions that a query may call, Kusto's own among them. */
export function functionNames({ globals, functions }: BindingScope): string[] {
  const builtIn = [...itemsOf(globals.Functions), ...itemsOf(globals.Aggregates)];
  return [...functions.map(({ name }) => name), ...builtIn.flatMap(({ Name }) => Name ?? [])];
}

/** The columns that an expression at an offset of a query may name. */
export function columnNamesAt(code: Kusto.Language.KustoCode, offset: number): string[] {
  return itemsOf(code.GetColumnsInScope(offset)?.Columns).flatMap(({ Name }) => Name ?? []);
}
