import type { DuckDBConnection } from '@duckdb/node-api';
import { parseServiceDateTime, ticksFromUnixMilliseconds } from '../../core/results/values/ticks';
import type { DataFile } from './dataFiles';
import { quotePath, readTextRows } from './sqlText';

/**
 * The Parquet metadata key under which data that should always be fresh names its own end, such as
 * `2026-01-31T00:00:00Z`. The sample data has it.
 */
export const DATA_END_KEY = 'kql-hunting.ends-at';

/**
 * How far the datetimes of a Parquet file move, in ticks, so that the instant that the file calls its end is now.
 * @returns 0 for a file that names no end.
 */
export async function readDataEnd(connection: DuckDBConnection, file: DataFile, now: Date): Promise<bigint> {
  const [row] = await readTextRows(
    connection,
    `SELECT decode(value) FROM parquet_kv_metadata(${quotePath(file.path)}) WHERE key = encode('${DATA_END_KEY}')`,
  );
  const end = row?.[0] === undefined ? undefined : parseServiceDateTime(row[0]);
  return end === undefined ? 0n : ticksFromUnixMilliseconds(BigInt(now.getTime())) - end;
}
