import type { DuckDBConnection } from '@duckdb/node-api';
import { open } from 'node:fs/promises';
import * as v from 'valibot';
import { scalarTypeOf } from '../../core/results/scalarType';
import { physicalColumn } from '../physicalTypes';
import type { DataFile } from './dataFiles';
import { quoteText, readCounts, readTextRows } from './sqlText';
import { NOTHING_STAGED, type StagedColumn, type StagedFile } from './stagedFile';

/** The `schema` of a hunting response, in both spellings that the service's documentation shows. */
const ResponseSchema = v.array(
  v.union([
    v.pipe(
      v.object({ name: v.string(), type: v.string() }),
      v.transform(({ name, type }) => ({ name, type })),
    ),
    v.pipe(
      v.object({ Name: v.string(), Type: v.string() }),
      v.transform(({ Name, Type }) => ({ name: Name, type: Type })),
    ),
  ]),
);

const SMALLEST_OBJECT_LIMIT = 16 * 1024 * 1024;
/** A compressed file says nothing of the size of the objects inside. */
const COMPRESSED_OBJECT_LIMIT = 512 * 1024 * 1024;

/**
 * Reads a JSON file into a temporary table of JSON values: an array of objects, one object a line (NDJSON), or a
 * hunting response `{"schema", "results"}` whose `schema` then names the columns and their types. In NDJSON, lines
 * that are not JSON are left out and counted.
 */
export async function stageJson(
  connection: DuckDBConnection,
  file: DataFile,
  format: 'json' | 'ndjson',
  stageName: string,
): Promise<StagedFile> {
  if (format === 'json') await refuseCutFile(file);
  const documents = `${stageName}_documents`;
  await connection.run(`CREATE TEMP TABLE ${documents} AS SELECT json AS d FROM ${readerOf(file, format)}`);
  const response = await readResponseSchema(connection, documents);
  const records =
    response === undefined
      ? recordsOf(documents)
      : `(SELECT unnest(json_extract(d, '$.results[*]')) AS r FROM ${documents})`;
  const columns = response ?? (await readKeys(connection, records));
  const [malformedRows = 0] = await readCounts(
    connection,
    `SELECT count(*) FILTER (WHERE r IS NULL OR json_type(r) <> 'OBJECT') FROM ${records}`,
  );
  if (columns.length > 0) {
    const pointers = columns.map((column) => quoteText(jsonPointer(column.name))).join(', ');
    const values = columns.map((_, index) => `cells[${index + 1}] AS ${physicalColumn(index)}`).join(', ');
    await connection.run(
      `CREATE TEMP TABLE ${stageName} AS SELECT ${values}
        FROM (SELECT json_extract(r, [${pointers}]) AS cells FROM ${records} WHERE json_type(r) = 'OBJECT')`,
    );
  }
  await connection.run(`DROP TABLE ${documents}`);
  return columns.length === 0
    ? { ...NOTHING_STAGED, malformedRows }
    : { relation: stageName, columns, malformedRows, shift: 0n };
}

function readerOf(file: DataFile, format: 'json' | 'ndjson'): string {
  const limit = isCompressed(file) ? COMPRESSED_OBJECT_LIMIT : Math.max(file.bytes + 1, SMALLEST_OBJECT_LIMIT);
  return format === 'ndjson'
    ? `read_ndjson_objects(${quoteText(file.path)}, ignore_errors=true, maximum_object_size=${SMALLEST_OBJECT_LIMIT})`
    : `read_json_objects(${quoteText(file.path)}, format='auto', maximum_object_size=${limit})`;
}

/** DuckDB reads `[{"a":1},` as one whole record: a file that was cut off must not pass for a whole one. */
async function refuseCutFile(file: DataFile): Promise<void> {
  if (isCompressed(file)) return;
  const handle = await open(file.path);
  try {
    const { size } = await handle.stat();
    const tail = Buffer.alloc(Math.min(size, 4096));
    await handle.read(tail, 0, tail.length, size - tail.length);
    const end = tail.toString('latin1').trimEnd();
    if (end !== '' && !/[\]}]$/.test(end)) throw new Error('its JSON ends too early');
  } finally {
    await handle.close();
  }
}

function isCompressed(file: DataFile): boolean {
  return file.path.toLowerCase().endsWith('.gz');
}

/** The columns of a file that is one hunting response; undefined for any other file. */
async function readResponseSchema(
  connection: DuckDBConnection,
  documents: string,
): Promise<readonly StagedColumn[] | undefined> {
  const [row] = await readTextRows(
    connection,
    `SELECT json_extract(d, '$.schema') FROM ${documents} WHERE json_type(d) = 'OBJECT'
      AND json_type(d, '$.schema') = 'ARRAY' AND coalesce(json_type(d, '$.results'), 'NULL') IN ('ARRAY', 'NULL')
      AND (SELECT count(*) FROM ${documents}) = 1`,
  );
  const [text] = row ?? [];
  if (text === undefined) return undefined;
  const schema = v.safeParse(ResponseSchema, JSON.parse(text));
  if (!schema.success) return undefined;
  return schema.output.map(({ name, type }) => ({ name, form: 'json', stated: scalarTypeOf(type) }));
}

/** One record a row: arrays of records, however the reader gave them, are taken apart. */
function recordsOf(documents: string): string {
  return `(SELECT unnest(CASE json_type(d) WHEN 'ARRAY' THEN json_extract(d, '$[*]') ELSE [d] END) AS r FROM ${documents})`;
}

/** Every key that some record has, in the order of first appearance. */
async function readKeys(connection: DuckDBConnection, records: string): Promise<readonly StagedColumn[]> {
  const rows = await readTextRows(
    connection,
    `SELECT key FROM (
      SELECT unnest(keys) AS key, unnest(range(len(keys))) AS place, record
      FROM (SELECT json_keys(r) AS keys, row_number() OVER () AS record FROM ${records} WHERE json_type(r) = 'OBJECT'))
    GROUP BY key ORDER BY min(record * 100000 + place)`,
  );
  return rows
    .flat()
    .filter((name) => !name.includes('@odata.'))
    .map((name) => ({ name, form: 'json' }));
}

function jsonPointer(key: string): string {
  return `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
