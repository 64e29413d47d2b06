import { fail, succeed, type Outcome } from '../core/errors';
import { databaseNotOpened } from './data/errors';
import { openDatabase, type LoadedDatabase } from './data/openDatabase';
import { findSampleFolder } from './data/sampleFolder';
import { DEFENDER_TABLES } from '../kusto/schema/defenderTables';
import { startHttpServer, type HttpServer } from './http/httpServer';
import { QueryEngine } from './queryEngine';

export interface EngineServerOptions {
  /** The folder whose files become tables; by default the sample data. */
  readonly dataFolder?: string;
  /** By default any free port. */
  readonly port?: number;
  /** By default a random one. */
  readonly token?: string;
}

export interface EngineServer extends HttpServer {
  /** What of the data could not be read, as sentences for the user. */
  readonly notes: readonly string[];
}

/**
 * Starts the local engine: reads the data, locks the database, and answers `POST /v1.0/security/runHuntingQuery` on
 * 127.0.0.1 as Graph does, to whoever has the token.
 */
export async function startEngineServer(options: EngineServerOptions = {}): Promise<Outcome<EngineServer>> {
  const folder = options.dataFolder === undefined ? await findSampleFolder() : succeed(options.dataFolder);
  if (!folder.ok) return folder;
  const isSample = options.dataFolder === undefined;
  const database = await openDatabase({ folder: folder.value, ...(isSample ? { emptyTables: DEFENDER_TABLES } : {}) });
  if (!database.ok) return database;
  const server = await serveDatabase(database.value, options);
  if (!server.ok) {
    database.value.close();
    return server;
  }
  return succeed({
    ...server.value,
    notes: database.value.notes,
    close: async () => {
      await server.value.close();
      database.value.close();
    },
  });
}

async function serveDatabase(database: LoadedDatabase, options: EngineServerOptions): Promise<Outcome<HttpServer>> {
  try {
    return await startHttpServer(await QueryEngine.create(database), options);
  } catch (cause) {
    return fail(databaseNotOpened(cause));
  }
}
