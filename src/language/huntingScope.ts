import { DEFENDER_TABLES } from '../kusto/schema/defenderTables';
import { HUNTING_FUNCTIONS } from '../kusto/schema/huntingFunctions';
import { createBindingScope } from '../kusto/tableSchema';

/** The documented tables and functions of advanced hunting. */
export const HUNTING_SCOPE = createBindingScope(DEFENDER_TABLES, HUNTING_FUNCTIONS);
