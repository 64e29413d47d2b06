import { DuckDBBlobVector, type DuckDBVarCharVector } from '@duckdb/node-api';

/**
 * A text of a vector, whole. The client's own reader takes a U+FEFF at the beginning of a text for a byte order mark and
 * drops it. Bytes lie in a vector as texts do, so the text is read by the reader of bytes.
 */
export function readText(vector: DuckDBVarCharVector, row: number): string | null {
  const item = DuckDBBlobVector.prototype.getItem.call(vector, row);
  if (item === null) return null;
  const { buffer, byteOffset, byteLength } = item.bytes;
  return Buffer.from(buffer, byteOffset, byteLength).toString('utf8');
}
