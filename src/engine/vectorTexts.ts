import { DuckDBBlobVector, type DuckDBVarCharVector } from '@duckdb/node-api';

/**
 * A text of a vector, whole. The client's own reader takes a U+FEFF at the beginning of a text for a byte order mark and
 * drops it.
 */
export function readText(vector: DuckDBVarCharVector, row: number): string | null {
  const bytes = readBytes(vector, row);
  if (bytes === null) return null;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

/** The same in UTF-8, good for as long as the vector is. Bytes lie in a vector as texts do, so the reader of bytes reads it. */
export function readBytes(vector: DuckDBVarCharVector, row: number): Uint8Array | null {
  return DuckDBBlobVector.prototype.getItemBytes.call(vector, row);
}
