import { succeed, type Outcome } from '../core/errors';
import { DEFENDER_TABLES } from '../kusto/schema/defenderTables';
import type { TableSchema } from '../kusto/tableSchema';
import { NO_LIMITS } from './answerJson';
import { findSampleFolder } from './data/sampleFolder';
import { TableCache } from './data/tableCache';
import { FolderEngine } from './folderEngine';
import { startHttpServer, type HttpServer, type HttpServerOptions } from './http/httpServer';

const LONGEST_TIMEOUT_MS = 24 * 3_600_000;
/** More than this of cached tables is not kept, beyond what is in use. */
const CACHE_LIMIT_BYTES = 20 * 1024 ** 3;

export interface EngineServerOptions extends Omit<HttpServerOptions, 'limits'> {
  /** The folder whose files become tables; by default the sample data. */
  readonly dataFolder?: string;
  /** A folder whose files are results, which are tables, too. */
  readonly resultsFolder?: string;
  /** Where tables of the data folder are kept for the next start; without it they are read into memory. */
  readonly cacheFolder?: string;
  /** How long a look at the data folder's files is good for; by default a second. */
  readonly lookEveryMs?: number;
  /** What the database may use, in bytes; by default half of the machine's memory. */
  readonly memoryLimit?: number;
  /** True where answers may be of any size, and take any time unless `timeoutMs` says otherwise. */
  readonly withoutLimits?: boolean;
  /** Gets the sentences about data that changed while the engine ran and could not be read. */
  readonly tellNotes?: (notes: readonly string[]) => void;
  /** Gets the tables of the data folder when they have changed while the engine ran. */
  readonly tellTables?: (tables: readonly TableSchema[]) => void;
  /** Ends a start that nobody waits for any more. */
  readonly signal?: AbortSignal;
}

export interface EngineServer extends HttpServer {
  /** What of the data could not be read, as sentences for the user. */
  readonly notes: readonly string[];
  /** The tables of the data folder; none where the engine has the sample data. */
  readonly tables: readonly TableSchema[];
  /** Does once what only a first query has to wait for. It keeps the process busy for up to a second. */
  warmUp(this: void): Promise<void>;
}

/**
 * Starts the local engine: reads the data, locks the database, and answers `POST /v1.0/security/runHuntingQuery` on
 * 127.0.0.1 as Graph does, to whoever has the token.
 */
export async function startEngineServer(options: EngineServerOptions = {}): Promise<Outcome<EngineServer>> {
  const engine = await openEngine(options);
  if (!engine.ok) return engine;
  const unlimited = options.withoutLimits === true ? { limits: NO_LIMITS, timeoutMs: LONGEST_TIMEOUT_MS } : {};
  const server = await startHttpServer(engine.value, { ...unlimited, ...options });
  if (!server.ok) {
    await engine.value.close();
    return server;
  }
  const closed = new AbortController();
  return succeed({
    ...server.value,
    notes: engine.value.notes,
    tables: options.dataFolder === undefined ? [] : engine.value.tables,
    warmUp: () => warmUp(engine.value, closed.signal),
    close: async () => {
      closed.abort();
      await server.value.close();
      await engine.value.close();
    },
  });
}

/** Goes the way from the parser to the database's first rows. */
const WARM_UP_QUERY =
  'print Line = "cmd.exe /c dir" | where Line has "cmd" | summarize Lines = count() by Line | top 1 by Lines';

async function warmUp(engine: FolderEngine, signal: AbortSignal): Promise<void> {
  const answer = await engine.run({ query: WARM_UP_QUERY }, signal);
  if (answer.ok) for await (const rows of answer.value.chunks) if (!rows.ok) break;
}

async function openEngine(options: EngineServerOptions): Promise<Outcome<FolderEngine>> {
  const { dataFolder, resultsFolder, cacheFolder, lookEveryMs, memoryLimit, tellNotes, tellTables, signal } = options;
  const shared = {
    ...(resultsFolder !== undefined && { resultsFolder }),
    ...(lookEveryMs !== undefined && { lookEveryMs }),
    ...(memoryLimit !== undefined && { memoryLimit }),
    ...(tellNotes !== undefined && { tellNotes }),
    ...(signal !== undefined && { signal }),
  };
  if (dataFolder === undefined) {
    const samples = await findSampleFolder();
    if (!samples.ok) return samples;
    // Small, and moved to the present at every start: nothing to keep.
    return FolderEngine.open({ ...shared, folder: samples.value, emptyTables: DEFENDER_TABLES });
  }
  const cache =
    cacheFolder === undefined ? undefined : await TableCache.open(cacheFolder, dataFolder, CACHE_LIMIT_BYTES);
  return FolderEngine.open({
    ...shared,
    folder: dataFolder,
    ...(cache !== undefined && { cache }),
    ...(tellTables !== undefined && { tellTables }),
  });
}
