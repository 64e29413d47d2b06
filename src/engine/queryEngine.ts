import type { DuckDBConnection, DuckDBDataChunk, DuckDBResult } from '@duckdb/node-api';
import { cancelled, fail, succeed, type HuntError, type Outcome } from '../core/errors';
import type { HuntingRequest } from '../core/kql/huntingRequest';
import { resolveTimespan } from '../core/kql/timeRange';
import type { Column } from '../core/results/resultTable';
import { ticksFromUnixMilliseconds } from '../core/results/ticks';
import { createBindingScope, type BindingScope } from '../kusto/tableSchema';
import { compileQuery, type CompiledQuery } from './compileQuery';
import { databaseFault, isFaultOfStep } from './databaseFaults';
import type { EngineAnswer, EngineValue } from './engineAnswer';
import type { ExternalFiles } from './externalFiles';
import { findFaultyStep } from './faultyStep';
import { interruptOnAbort } from './interruptOnAbort';
import { packRows, readPackedRows } from './packedRows';
import type { LoadedTable } from './physicalTypes';
import { runPreparations } from './runPreparations';
import { registerScalarFunctions } from './scalar/registerScalarFunctions';
import { PRELUDE } from './sql/prelude';

/** What the engine needs of a database: tables that are loaded, and connections to it. */
export interface QueryDatabase {
  readonly tables: readonly LoadedTable[];
  /** What `externaldata` may read. */
  readonly files?: ExternalFiles;
  connect(): Promise<DuckDBConnection>;
}

/** Answers hunting queries over the tables of a database. One engine serves many queries at a time. */
export class QueryEngine {
  private constructor(
    private readonly database: QueryDatabase,
    private readonly scope: BindingScope,
    private readonly tables: ReadonlyMap<string, LoadedTable>,
  ) {}

  /** Teaches the database Kusto's functions. Once per database. */
  static async create(database: QueryDatabase): Promise<QueryEngine> {
    const connection = await database.connect();
    try {
      registerScalarFunctions(connection);
      for (const macro of PRELUDE) await connection.run(macro);
    } finally {
      connection.closeSync();
    }
    const tables = new Map(database.tables.map((table) => [table.name, table]));
    return new QueryEngine(database, createBindingScope(database.tables), tables);
  }

  /** Translates a query. Where its columns depend on the rows, the database is asked for them. */
  async compile(
    request: HuntingRequest,
    signal: AbortSignal = new AbortController().signal,
    now = new Date(),
  ): Promise<Outcome<CompiledQuery>> {
    const ticks = ticksFromUnixMilliseconds(BigInt(now.getTime()));
    let compiled = compileQuery(request.query, {
      scope: this.scope,
      tables: this.tables,
      now: ticks,
      ...(this.database.files === undefined ? {} : { externalFiles: this.database.files }),
      ...(request.timespan === undefined ? {} : { timeRange: resolveTimespan(request.timespan, ticks) }),
    });
    while (compiled.ok && compiled.value.kind === 'question') {
      const { query, answer } = compiled.value;
      const rows = await this.ask(query, signal);
      compiled = rows.ok ? answer(rows.value) : rows;
    }
    return compiled.ok ? succeed(compiled.value.query) : compiled;
  }

  /**
   * Runs a query. The first rows are computed before this returns, so that most faults are errors and not broken
   * streams; the rest comes as `chunks` are read. Aborting interrupts the database at once.
   */
  async run(request: HuntingRequest, signal: AbortSignal): Promise<Outcome<EngineAnswer>> {
    const compiled = await this.compile(request, signal);
    if (!compiled.ok) return compiled;
    return this.stream(compiled.value, signal);
  }

  private async stream(query: CompiledQuery, signal: AbortSignal): Promise<Outcome<EngineAnswer>> {
    if (signal.aborted) return fail(cancelled());
    const connection = await this.database.connect();
    const stopInterrupting = interruptOnAbort(connection, signal);
    const release = (): void => {
      stopInterrupting();
      connection.closeSync();
    };
    try {
      await runPreparations(connection, query.preparations, signal);
      const result = await connection.stream(packRows(query.sql, query.columns));
      const first = await result.fetchChunk();
      const chunks = readChunks(result, first, query.columns, release);
      return succeed({ columns: query.columns, notes: query.notes, chunks });
    } catch (cause) {
      release();
      return fail(await this.faultOf(query, cause, signal));
    }
  }

  private async faultOf(query: CompiledQuery, cause: unknown, signal: AbortSignal): Promise<HuntError> {
    if (!isFaultOfStep(cause, signal)) return databaseFault(cause, signal);
    const connect = (): Promise<DuckDBConnection> => this.database.connect();
    return databaseFault(cause, signal, await findFaultyStep(query.steps(), cause, connect, signal));
  }

  private async ask(query: CompiledQuery, signal: AbortSignal): Promise<Outcome<readonly (readonly EngineValue[])[]>> {
    const answer = await this.stream(query, signal);
    if (!answer.ok) return answer;
    const rows: (readonly EngineValue[])[] = [];
    try {
      for await (const chunk of answer.value.chunks) rows.push(...chunk);
    } catch (cause) {
      return fail(databaseFault(cause, signal));
    }
    return succeed(rows);
  }
}

async function* readChunks(
  result: DuckDBResult,
  first: DuckDBDataChunk | null,
  columns: readonly Column[],
  release: () => void,
): AsyncGenerator<readonly (readonly EngineValue[])[]> {
  try {
    for (let chunk = first; chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
      yield readPackedRows(chunk, columns);
    }
  } finally {
    release();
  }
}
