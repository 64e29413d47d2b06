/**
 * Writes `src/kusto/schema/sentinelTables.json` from a JSON file `{table: {column: type}}`:
 * `node scripts/writeSentinelSchema.ts SOURCE.json`. Run it when Microsoft documents new tables or columns.
 */
import { writeSchemaFile } from './schemaFile.ts';

writeSchemaFile(
  'sentinelTables.json',
  'Names and types of the tables of Azure Monitor and Microsoft Sentinel as Microsoft documents them (https://learn.microsoft.com/azure/azure-monitor/reference/tables-index), July 2026.',
);
