import { DuckDBVarCharVector, type DuckDBDataChunk, type DuckDBValue } from '@duckdb/node-api';
import type { EngineValue } from './engineAnswer';
import { readText } from './vectorTexts';

/** The first `width` values of each row of a chunk. */
export function readRows(chunk: DuckDBDataChunk, width: number): EngineValue[][] {
  const columns = Array.from({ length: width }, (_, index) => chunk.getColumnVector(index));
  return Array.from({ length: chunk.rowCount }, (_, row) =>
    columns.map((vector) =>
      vector instanceof DuckDBVarCharVector ? readText(vector, row) : toEngineValue(vector.getItem(row)),
    ),
  );
}

/** The renderer lets only these kinds leave the database. */
export function toEngineValue(value: DuckDBValue): EngineValue {
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
