import { itemsOf, KustoLanguage } from './languageService';

type FunctionSymbol = Kusto.Language.Symbols.FunctionSymbol;
type FunctionList = Kusto.Language.Utils.SafeList$1<FunctionSymbol>;

/** Adds plugins that are documented but unknown to Kusto's language service, each with the table that it gives. */
export function withMorePlugins(globals: Kusto.Language.GlobalState): Kusto.Language.GlobalState | null {
  const empty = KustoLanguage.Utils.SafeList$1<FunctionSymbol>(KustoLanguage.Symbols.FunctionSymbol).Empty;
  const all = [...itemsOf(globals.PlugIns), schemaMerge()];
  return globals.WithPlugIns(all.reduce<FunctionList | null>((list, plugin) => list?.AddItem(plugin) ?? null, empty));
}

/** https://learn.microsoft.com/kusto/query/schema-merge-plugin */
function schemaMerge(): FunctionSymbol {
  return new KustoLanguage.Symbols.FunctionSymbol.$ctor16(
    'schema_merge',
    '(PreserveOrder:bool=true)',
    '{ datatable(ColumnName:string, ColumnOrdinal:int, DataType:string, ColumnType:string)[] }',
    'Merges the schemas that getschema gives into one.',
  );
}
