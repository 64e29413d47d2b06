import { itemsOf } from './languageService';
import type { BindingScope } from './tableSchema';

/** The functions that a query may call, Kusto's own among them. */
export function functionNames({ globals, functions }: BindingScope): string[] {
  const builtIn = [...itemsOf(globals.Functions), ...itemsOf(globals.Aggregates)];
  return [...functions.map(({ name }) => name), ...builtIn.flatMap(({ Name }) => Name ?? [])];
}
