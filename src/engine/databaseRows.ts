import { DuckDBVarCharVector, type DuckDBConnection, type DuckDBDataChunk, type DuckDBValue } from '@duckdb/node-api';
import type { EngineValue } from './engineAnswer';
import { readBytes, readText } from './vectorTexts';

/** Bytes of a text that lies in the vector itself and goes with it. */
const LONGEST_WITHIN_VECTOR = 12;

/**
 * The first `width` values of each row of a statement. The database holds all rows first: a stream that fails half way
 * ends as a whole one does.
 * @param held is told of the rows of each chunk
 */
export async function readAllRows(
  connection: DuckDBConnection,
  sql: string,
  width: number,
  held: (rows: readonly EngineValue[][]) => void = () => undefined,
): Promise<EngineValue[][]> {
  const result = await connection.run(sql);
  const rows: EngineValue[][] = [];
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return rows;
    const read = readRows(chunk, width);
    held(read);
    for (const row of read) rows.push(row);
  }
}

function readRows(chunk: DuckDBDataChunk, width: number): EngineValue[][] {
  const columns = Array.from({ length: width }, (_, index) => chunk.getColumnVector(index));
  return Array.from({ length: chunk.rowCount }, (_, row) =>
    columns.map((vector) =>
      vector instanceof DuckDBVarCharVector ? readText(vector, row) : toEngineValue(vector.getItem(row)),
    ),
  );
}

/** The one text of each row of a chunk, in UTF-8. */
export function readTextBytes(chunk: DuckDBDataChunk): Uint8Array[] {
  const vector = chunk.getColumnVector(0);
  if (!(vector instanceof DuckDBVarCharVector)) return [];
  return Array.from({ length: chunk.rowCount }, (_, row) => {
    const bytes = readBytes(vector, row) ?? new Uint8Array();
    return bytes.length > LONGEST_WITHIN_VECTOR ? bytes : bytes.slice();
  });
}

/** The renderer lets only these kinds leave the database. */
function toEngineValue(value: DuckDBValue): EngineValue {
  switch (typeof value) {
    case 'boolean':
    case 'number':
    case 'bigint':
    case 'string':
      return value;
    default:
      return null;
  }
}
