import type { DuckDBConnection } from '@duckdb/node-api';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { physicalColumn } from '../physicalTypes';
import type { DataFile } from './dataFiles';
import { readSavedAnswer } from './jsonAnswers';
import type { Loader } from './loader';
import { detectEncoding, isCompressed, openBytes } from './openText';
import { quotePath, quoteText, readTextRows } from './sqlText';
import { NOTHING_STAGED, type MalformedRows, type StagedColumn, type StagedFile } from './stagedFile';

const SMALLEST_OBJECT_LIMIT = 16 * 1024 * 1024;
/** A compressed file says nothing of the size of the objects inside. */
const COMPRESSED_OBJECT_LIMIT = 512 * 1024 * 1024;

/**
 * Describes a JSON file as a relation of JSON values: an array of objects, one object a line (NDJSON), or a saved
 * answer of a service, which names its columns and their types. What is not an object is left out and found again by
 * `findMalformed`.
 */
export async function stageJson(
  { connection }: Loader,
  file: DataFile,
  format: 'json' | 'ndjson',
): Promise<StagedFile> {
  if ((await detectEncoding(file.path)) !== 'utf-8') throw new Error('JSON has to be in UTF-8');
  if (format === 'json') await refuseCutFile(file);
  const documents = `(SELECT json AS d FROM ${readerOf(file, format)})`;
  const answer = format === 'json' ? await readSavedAnswer(connection, documents) : undefined;
  if (answer !== undefined) return answer;
  const records = `(SELECT unnest(CASE json_type(d) WHEN 'ARRAY' THEN json_extract(d, '$[*]') ELSE [d] END) AS r FROM ${documents})`;
  const malformed = await countMalformed(connection, records, file, format);
  const findMalformed = (): Promise<MalformedRows | undefined> => Promise.resolve(malformed);
  const columns = await readKeys(connection, records);
  if (columns.length === 0) return { ...NOTHING_STAGED, findMalformed };
  const pointers = columns.map((column) => quoteText(jsonPointer(column.name))).join(', ');
  const values = columns.map((_, index) => `cells[${index + 1}] AS ${physicalColumn(index)}`).join(', ');
  const relation = `(SELECT ${values} FROM (SELECT json_extract(r, [${pointers}]) AS cells FROM ${records} WHERE json_type(r) = 'OBJECT'))`;
  return { relation, loading: relation, columns, findMalformed, shift: 0n };
}

function readerOf(file: DataFile, format: 'json' | 'ndjson'): string {
  const limit = isCompressed(file.path) ? COMPRESSED_OBJECT_LIMIT : Math.max(file.bytes + 1, SMALLEST_OBJECT_LIMIT);
  return format === 'ndjson'
    ? `read_ndjson_objects(${quotePath(file.path)}, ignore_errors=true, maximum_object_size=${SMALLEST_OBJECT_LIMIT})`
    : `read_json_objects(${quotePath(file.path)}, format='auto', maximum_object_size=${limit})`;
}

/** DuckDB reads `[{"a":1},` as one whole record: a file that was cut off must not pass for a whole one. */
async function refuseCutFile(file: DataFile): Promise<void> {
  if (isCompressed(file.path)) return;
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

async function countMalformed(
  connection: DuckDBConnection,
  records: string,
  file: DataFile,
  format: 'json' | 'ndjson',
): Promise<MalformedRows | undefined> {
  const [row] = await readTextRows(
    connection,
    `SELECT count(*) FILTER (WHERE r IS NULL OR json_type(r) <> 'OBJECT') FROM ${records}`,
  );
  const count = Number(row?.[0] ?? 0);
  if (count === 0) return undefined;
  const line = format === 'ndjson' ? await firstLineWithoutObject(file.path) : undefined;
  return { count, line, reason: 'it is no JSON object' };
}

async function firstLineWithoutObject(path: string): Promise<number | undefined> {
  let number = 0;
  for await (const line of createInterface({ input: Readable.from(openBytes(path)) })) {
    number++;
    if (line.trim() !== '' && !isJsonObject(line)) return number;
  }
  return undefined;
}

function isJsonObject(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line.replace(/^\uFEFF/, ''));
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
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
