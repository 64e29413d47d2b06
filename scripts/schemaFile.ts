import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { SCALAR_TYPES } from '../src/core/results/scalarType.ts';

const Tables = v.record(v.string(), v.record(v.string(), v.picklist(SCALAR_TYPES)));
const FOLDER = path.resolve(import.meta.dirname, '../src/kusto/schema');

/**
 * Writes a file of `src/kusto/schema` from the JSON file `{table: {column: type}}` that the command line names.
 * @param fileName the file written @param provenance a sentence that says where names and types come from
 */
export function writeSchemaFile(fileName: string, provenance: string): void {
  const [source] = process.argv.slice(2);
  if (source === undefined) {
    process.stderr.write(`Usage: node ${path.relative(process.cwd(), process.argv[1] ?? '')} SOURCE.json\n`);
    process.exit(2);
  }
  const target = path.join(FOLDER, fileName);
  const tables = v.parse(Tables, JSON.parse(readFileSync(source, 'utf8')));
  const lines = Object.entries(tables)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, columns]) => `    ${JSON.stringify(name)}: ${JSON.stringify(columns)}`);
  writeFileSync(
    target,
    `{\n  "provenance": ${JSON.stringify(provenance)},\n  "tables": {\n${lines.join(',\n')}\n  }\n}\n`,
  );
  process.stdout.write(`${lines.length} tables written to ${path.relative(process.cwd(), target)}\n`);
}
