import type { DuckDBConnection } from '@duckdb/node-api';
import { cancelled, fail, succeed, type HuntError, type Outcome } from '../core/errors';
import type { HuntingRequest } from '../core/kql/huntingRequest';
import { resolveTimespan } from '../core/kql/timeRange';
import { ticksFromUnixMilliseconds } from '../core/results/values/ticks';
import { createBindingScope, type BindingScope } from '../kusto/tableSchema';
import { compileQuery, type CompiledQuery } from './compileQuery';
import { databaseFault, isFaultOfStep } from './databaseFaults';
import { readAllRows } from './databaseRows';
import { causeOfEarlyEnd, endWithFault, readToEnd } from './answerChunks';
import type { EngineAnswer, EngineValue } from './engineAnswer';
import type { ExternalFiles } from './externalFiles';
import { findFaultyStep } from './faultyStep';
import { interruptOnAbort } from './interruptOnAbort';
import type { LoadedTable } from './physicalTypes';
import { runPreparations } from './runPreparations';
import { registerScalarFunctions } from './scalar/registerScalarFunctions';
import { jsonRowsSql } from './sql/jsonRows';
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
    const opened = await this.open(signal);
    if (!opened.ok) return opened;
    const { connection, release } = opened.value;
    try {
      await runPreparations(connection, query.preparations, signal);
      const result = await connection.stream(jsonRowsSql(query.sql, query.columns));
      const first = await result.fetchChunk();
      const chunks = readToEnd(result, first, () => causeOfEarlyEnd(connection, query.sql));
      const faultOf = (cause: unknown): Promise<HuntError> => this.faultOf(query, cause, signal);
      return succeed({ columns: query.columns, notes: query.notes, chunks: endWithFault(chunks, faultOf, release) });
    } catch (cause) {
      release();
      return fail(await this.faultOf(query, cause, signal));
    }
  }

  private async ask(query: CompiledQuery, signal: AbortSignal): Promise<Outcome<readonly (readonly EngineValue[])[]>> {
    const opened = await this.open(signal);
    if (!opened.ok) return opened;
    const { connection, release } = opened.value;
    try {
      await runPreparations(connection, query.preparations, signal);
      return succeed(await readAllRows(connection, query.sql, query.columns.length));
    } catch (cause) {
      return fail(databaseFault(cause, signal));
    } finally {
      release();
    }
  }

  private async open(signal: AbortSignal): Promise<Outcome<OpenConnection>> {
    if (signal.aborted) return fail(cancelled());
    const connection = await this.database.connect();
    const stopInterrupting = interruptOnAbort(connection, signal);
    const release = (): void => {
      stopInterrupting();
      connection.closeSync();
    };
    return succeed({ connection, release });
  }

  private async faultOf(query: CompiledQuery, cause: unknown, signal: AbortSignal): Promise<HuntError> {
    if (!isFaultOfStep(cause, signal)) return databaseFault(cause, signal);
    const connect = (): Promise<DuckDBConnection> => this.database.connect();
    return databaseFault(cause, signal, await findFaultyStep(query.steps(), cause, connect, signal));
  }
}

interface OpenConnection {
  readonly connection: DuckDBConnection;
  readonly release: () => void;
}
