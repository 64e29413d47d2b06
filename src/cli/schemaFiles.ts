import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { fail, succeed, type HuntError, type Outcome } from '../core/errors';
import { SCALAR_TYPES } from '../core/results/scalarType';
import type { TableSchema } from '../kusto/tableSchema';
import type { SchemaChoice } from '../language/composeScope';
import { schemaNotRead } from './errors';

const DEFENDER = 'defender';
const SENTINEL = 'sentinel';

const SchemaFile = v.pipe(
  v.string(),
  v.parseJson(),
  v.record(v.string(), v.record(v.string(), v.picklist(SCALAR_TYPES))),
);

/**
 * Reads what `--schema` names: `sentinel`, or files of tables → columns → types in JSON, of which the last one wins.
 * Defender's tables are always known.
 */
export async function readSchemas(names: readonly string[]): Promise<Outcome<SchemaChoice>> {
  const connectionTables: TableSchema[] = [];
  for (const path of names.filter((name) => name !== DEFENDER && name !== SENTINEL)) {
    const tables = await readSchemaFile(path);
    if (!tables.ok) return tables;
    connectionTables.push(...tables.value);
  }
  return succeed({ withSentinel: names.includes(SENTINEL), connectionTables });
}

async function readSchemaFile(path: string): Promise<Outcome<readonly TableSchema[]>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    return fail(schemaNotRead(path, 'it could not be read', cause));
  }
  const parsed = v.safeParse(SchemaFile, text.replace(/^\uFEFF/, ''));
  if (!parsed.success) return fail(describeFault(path, parsed.issues));
  return succeed(
    Object.entries(parsed.output).map(([name, columns]) => ({
      name,
      columns: Object.entries(columns).map(([column, type]) => ({ name: column, type })),
    })),
  );
}

function describeFault(path: string, [issue]: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): HuntError {
  const place = v.getDotPath(issue);
  return schemaNotRead(path, place === null ? 'it is not JSON' : `${place} is not a type of Kusto`);
}
