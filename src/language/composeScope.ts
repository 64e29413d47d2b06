import { DEFENDER_TABLES } from '../kusto/schema/defenderTables';
import { HUNTING_FUNCTIONS } from '../kusto/schema/huntingFunctions';
import { loadSentinelTables } from '../kusto/schema/sentinelTables';
import { createBindingScope, type BindingScope, type FunctionSchema, type TableSchema } from '../kusto/tableSchema';
import { HUNTING_SCOPE } from './huntingScope';

/** Which tables queries may name. */
export interface SchemaChoice {
  /** True where the tables of Microsoft Sentinel are known as well. */
  readonly withSentinel: boolean;
  /** What the selected connection said of its tables; it is right where the documentation differs. */
  readonly connectionTables: readonly TableSchema[];
  /** Results that can be read as tables; a tenant's table of the same name gives way. */
  readonly resultTables?: readonly TableSchema[];
  /** Functions that are saved where the queries run. */
  readonly functions?: readonly FunctionSchema[];
}

/** Puts the tables together: results first, the connection's own before the shipped ones, Defender's before Sentinel's. */
export async function composeScope({
  withSentinel,
  connectionTables,
  resultTables = [],
  functions = [],
}: SchemaChoice): Promise<BindingScope> {
  const isShipped = [connectionTables, resultTables, functions].every(({ length }) => length === 0);
  if (!withSentinel && isShipped) return HUNTING_SCOPE;
  const sentinel = withSentinel ? await loadSentinelTables() : [];
  const tables = new Map([...sentinel, ...DEFENDER_TABLES].map((table) => [table.name, table]));
  for (const table of connectionTables) tables.set(table.name, withKnownValues(table, tables.get(table.name)));
  for (const table of resultTables) tables.set(table.name, table);
  return createBindingScope([...tables.values()], [...functions, ...HUNTING_FUNCTIONS]);
}

/** The values that the documentation names are worth proposing beside those that were seen. */
function withKnownValues(table: TableSchema, shipped: TableSchema | undefined): TableSchema {
  const known = new Map(shipped?.columns.map(({ name, examples }) => [name, examples ?? []]));
  const columns = table.columns.map((column) => ({
    ...column,
    examples: [...new Set([...(column.examples ?? []), ...(known.get(column.name) ?? [])])],
  }));
  return { ...table, columns };
}
