import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  DuckDBDataChunk,
  DuckDBVarCharType,
  INTEGER,
  VARCHAR,
  type DuckDBAppender,
  type DuckDBConnection,
  type DuckDBType,
} from '@duckdb/node-api';
import { setImmediate } from 'node:timers/promises';
import { getHeapStatistics } from 'node:v8';
import type { ScalarType } from '../core/results/scalarType';
import { readAllRows } from './databaseRows';
import type { EngineValue } from './engineAnswer';
import { PAUSE, type Row } from './procedures/procedure';
import type { Preparation } from './sql/renderPlan';

/** The types of the database with which `TRANSPORT_TYPES` are appended. */
export const APPENDED_TYPES: Readonly<Record<ScalarType, DuckDBType>> = {
  bool: BOOLEAN,
  datetime: BIGINT,
  decimal: VARCHAR,
  dynamic: DuckDBVarCharType.create('JSON'),
  guid: VARCHAR,
  int: INTEGER,
  long: BIGINT,
  real: DOUBLE,
  string: VARCHAR,
  timespan: BIGINT,
};

const ROWS_A_CHUNK = 2048;
/** How long a procedure may keep the process from noticing that its query was cancelled. */
const BREATHE_EVERY_MS = 50;
/** Of this process' own memory, what the rows that a procedure reads may take. */
const SHARE_OF_HEAP = 0.5;
/** About what a value takes beside its text. */
const BYTES_A_VALUE = 24;

/**
 * Fills the temporary tables of a query on the connection that runs it; they vanish when that connection is closed.
 * @throws what the database or a procedure throws, and when the signal aborts
 */
export async function runPreparations(
  connection: DuckDBConnection,
  preparations: readonly Preparation[],
  signal: AbortSignal,
): Promise<void> {
  const memory = new RowMemory();
  for (const preparation of preparations) {
    signal.throwIfAborted();
    if (preparation.kind === 'store') {
      await connection.run(preparation.sql);
      continue;
    }
    const { create, table, types, inputs, procedure } = preparation;
    memory.release();
    const rows: Row[][] = [];
    for (const { sql, width } of inputs)
      rows.push(await readAllRows(connection, sql, width, (read) => memory.take(read)));
    await connection.run(create);
    const appender = await connection.createAppender(table, undefined, 'temp');
    try {
      await appendRows(appender, procedure(rows), types, signal);
    } finally {
      appender.closeSync();
    }
  }
}

async function appendRows(
  appender: DuckDBAppender,
  rows: Iterable<Row | typeof PAUSE>,
  types: readonly ScalarType[],
  signal: AbortSignal,
): Promise<void> {
  const appended = [...types, 'long' as const].map((type) => APPENDED_TYPES[type]);
  let number = 0n;
  let waiting: EngineValue[][] = [];
  let lastBreath = performance.now();
  const flush = (): void => {
    const chunk = DuckDBDataChunk.create(appended);
    chunk.setRows(waiting);
    appender.appendDataChunk(chunk);
    waiting = [];
  };
  for (const row of rows) {
    if (row !== PAUSE) waiting.push([...row, number++]);
    if (waiting.length === ROWS_A_CHUNK) flush();
    if (performance.now() - lastBreath < BREATHE_EVERY_MS) continue;
    await setImmediate();
    signal.throwIfAborted();
    lastBreath = performance.now();
  }
  if (waiting.length > 0) flush();
}

/** Counts what the rows that procedures read take, about, before this process runs out of memory. */
class RowMemory {
  private readonly limit = getHeapStatistics().heap_size_limit * SHARE_OF_HEAP;
  private bytes = 0;

  /** @throws worded as the database words it, once it is too much */
  take(rows: readonly Row[]): void {
    for (const row of rows) {
      for (const value of row) this.bytes += BYTES_A_VALUE + (typeof value === 'string' ? value.length : 0);
    }
    if (this.bytes > this.limit) throw new Error('Out of Memory Error: too many rows for a procedure');
  }

  release(): void {
    this.bytes = 0;
  }
}
