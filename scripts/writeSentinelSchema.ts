/**
 * Writes `src/kusto/schema/sentinelTables.json` from a JSON file `{table: {column: type}}`:
 * `node scripts/writeSentinelSchema.ts SOURCE.json`. Run it when Microsoft documents new tables or columns.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { SCALAR_TYPES } from '../src/core/results/scalarType.ts';

const Tables = v.record(v.string(), v.record(v.string(), v.picklist(SCALAR_TYPES)));
const TARGET = path.resolve(import.meta.dirname, '../src/kusto/schema/sentinelTables.json');

const [source] = process.argv.slice(2);
if (source === undefined) {
  process.stderr.write('Usage: node scripts/writeSentinelSchema.ts SOURCE.json\n');
  process.exit(2);
}
const tables = v.parse(Tables, JSON.parse(readFileSync(source, 'utf8')));
const lines = Object.entries(tables)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([name, columns]) => `    ${JSON.stringify(name)}: ${JSON.stringify(columns)}`);
writeFileSync(
  TARGET,
  `{
  "provenance": "Names and types of the tables of Azure Monitor and Microsoft Sentinel as Microsoft documents them (https://learn.microsoft.com/azure/azure-monitor/reference/tables-index), July 2026.",
  "tables": {
${lines.join(',\n')}
  }
}
`,
);
process.stdout.write(`${lines.length} tables written to ${path.relative(process.cwd(), TARGET)}\n`);
