import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { fail, succeed, type HuntError, type Outcome } from '../core/errors';
import { SCALAR_TYPES } from '../core/results/scalarType';
import type { DatabaseSchema } from '../kusto/schema/shownSchema';
import type { FunctionSchema, TableSchema } from '../kusto/tableSchema';
import type { SchemaChoice } from '../language/composeScope';
import { schemaNotRead } from './errors';

const DEFENDER = 'defender';
const SENTINEL = 'sentinel';

const SchemaFile = v.record(v.string(), v.record(v.string(), v.picklist(SCALAR_TYPES)));

/**
 * Reads what `--schema` names: `sentinel`, or files in JSON, of which the last one wins: tables → columns → types, or
 * what a cluster answers to `.show database schema as json`. Defender's tables are always known.
 */
export async function readSchemas(names: readonly string[]): Promise<Outcome<SchemaChoice>> {
  const connectionTables: TableSchema[] = [];
  const functions: FunctionSchema[] = [];
  for (const path of names.filter((name) => name !== DEFENDER && name !== SENTINEL)) {
    const schema = await readSchemaFile(path);
    if (!schema.ok) return schema;
    connectionTables.push(...schema.value.tables);
    functions.push(...schema.value.functions);
  }
  return succeed({ withSentinel: names.includes(SENTINEL), connectionTables, functions });
}

async function readSchemaFile(path: string): Promise<Outcome<DatabaseSchema>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    return fail(schemaNotRead(path, 'it could not be read', cause));
  }
  const value = parseJson(text.replace(/^\uFEFF/, ''));
  if (value === undefined) return fail(schemaNotRead(path, 'it is not JSON'));
  const { parseShownSchema } = await import('../kusto/schema/shownSchema');
  const shown = parseShownSchema(value);
  if (shown !== undefined) return succeed(shown);
  const parsed = v.safeParse(SchemaFile, value);
  if (!parsed.success) return fail(describeFault(path, parsed.issues));
  const tables = Object.entries(parsed.output).map(([name, columns]) => ({
    name,
    columns: Object.entries(columns).map(([column, type]) => ({ name: column, type })),
  }));
  return succeed({ tables, functions: [] });
}

function parseJson(text: string): unknown {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson()), text);
  return parsed.success ? parsed.output : undefined;
}

function describeFault(path: string, [issue]: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): HuntError {
  return schemaNotRead(path, `${v.getDotPath(issue) ?? 'its content'} is not a type of Kusto`);
}
