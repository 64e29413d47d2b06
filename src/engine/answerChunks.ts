import type { DuckDBConnection, DuckDBDataChunk, DuckDBResult } from '@duckdb/node-api';
import { fail, succeed, type HuntError, type Outcome } from '../core/errors';
import { readTextBytes } from './databaseRows';
import type { JsonRow } from './engineAnswer';

/**
 * The rows of a statement of `jsonRowsSql`, from its first chunk on.
 * @throws what `causeOfEnd` finds where the last text of the statement does not come
 */
export async function* readToEnd(
  result: DuckDBResult,
  first: DuckDBDataChunk | null,
  causeOfEnd: () => Promise<unknown>,
): AsyncGenerator<readonly JsonRow[]> {
  for (let chunk = first; chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    const rows = readTextBytes(chunk);
    if (rows.at(-1)?.length === 0) {
      yield rows.slice(0, -1);
      return;
    }
    yield rows;
  }
  throw await causeOfEnd();
}

/** Why the stream of a statement ended before its last row, which the client does not tell: it runs once more. */
export async function causeOfEarlyEnd(connection: DuckDBConnection, sql: string): Promise<unknown> {
  try {
    await connection.run(`SELECT bit_xor(hash(COLUMNS(*))) FROM (${sql})`);
    return new Error('the rows ended before the last one');
  } catch (cause) {
    return cause;
  }
}

/** A failure becomes the last chunk. What the chunks come from is released before the failure is looked into. */
export async function* endWithFault(
  chunks: AsyncIterable<readonly JsonRow[]>,
  faultOf: (cause: unknown) => Promise<HuntError>,
  release: () => void,
): AsyncGenerator<Outcome<readonly JsonRow[]>> {
  let failure: { readonly cause: unknown } | undefined;
  try {
    for await (const rows of chunks) yield succeed(rows);
  } catch (cause) {
    failure = { cause };
  } finally {
    release();
  }
  if (failure !== undefined) yield fail(await faultOf(failure.cause));
}
