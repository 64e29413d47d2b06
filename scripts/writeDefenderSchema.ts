/**
 * Writes `src/kusto/schema/defenderTables.json` from a JSON file `{table: {column: type}}`:
 * `node scripts/writeDefenderSchema.ts SOURCE.json`. Run it when Microsoft documents new tables or columns.
 */
import { writeSchemaFile } from './schemaFile.ts';

writeSchemaFile(
  'defenderTables.json',
  'Names and types of the advanced hunting tables as Microsoft documents them (https://learn.microsoft.com/defender-xdr/advanced-hunting-schema-tables), July 2026.',
);
