import type { DuckDBConnection } from '@duckdb/node-api';
import type { DataTable } from './dataFiles';
import { documentedColumns } from './documentedColumns';
import { firstLine } from './errors';
import type { TableLoad } from './loadTable';
import type { PlacedTable } from './placedTable';
import { quoteText } from './sqlText';
import type { TableCache } from './tableCache';
import { readAbout, ROWS } from './tableFile';
import { openTableLoader, type TableLoader } from './tableLoader';

export interface AttachOptions {
  /** To the database of the queries, before it is locked. */
  readonly connection: DuckDBConnection;
  readonly cache: TableCache;
  readonly memoryLimit: number;
  readonly now: Date;
  readonly signal: AbortSignal;
}

/** Attaches every table, read-only, from the cache; what is not there yet, or is damaged, is read from its files. */
export async function attachTables(
  sources: readonly DataTable[],
  options: AttachOptions,
): Promise<readonly PlacedTable[]> {
  const { cache, memoryLimit, signal } = options;
  let loader: TableLoader | undefined;
  const used = new Set<string>();
  const placed: PlacedTable[] = [];
  try {
    for (const source of sources) {
      const place = cache.placeOf(source, await documentedColumns(source.name));
      used.add(place);
      const database = `d${placed.length}`;
      let load = await attach(place, database, options);
      if (load === undefined || load.movesWithTime) {
        if (load !== undefined) await options.connection.run(`DETACH ${database}`);
        loader ??= await openTableLoader(memoryLimit, signal);
        load = await readAndAttach(source, place, database, loader, options);
      }
      placed.push({ name: source.name, physicalName: `${database}.${ROWS}`, load });
    }
  } finally {
    await loader?.close();
  }
  if (loader !== undefined) await cache.tidy(used);
  return placed;
}

async function readAndAttach(
  source: DataTable,
  place: string,
  database: string,
  loader: TableLoader,
  options: AttachOptions,
): Promise<TableLoad> {
  const { cache, now, signal } = options;
  const draft = cache.draftOf(place);
  try {
    await loader.write(source, await documentedColumns(source.name), draft, now);
    await cache.keep(draft, place);
    const load = await attach(place, database, options);
    if (load === undefined) throw new Error('its cached copy could not be read back');
    return load;
  } catch (cause) {
    await cache.discard(draft);
    signal.throwIfAborted();
    return {
      columns: [],
      notes: [`${source.name} could not be read: ${firstLine(cause)}.`],
      movesWithTime: false,
    };
  }
}

/** @returns undefined where there is no such file, or none that can be read */
async function attach(
  place: string,
  database: string,
  { connection, cache }: AttachOptions,
): Promise<TableLoad | undefined> {
  const lent = await cache.lend(place);
  if (lent === undefined) return undefined;
  try {
    await connection.run(`ATTACH ${quoteText(lent.place)} AS ${database} (READ_ONLY)`);
  } catch {
    await cache.discard(place);
    return undefined;
  } finally {
    await lent.forget();
  }
  try {
    const load = await readAbout(connection, database);
    if (load !== undefined) return load;
  } catch {
    // Damaged beyond its first bytes.
  }
  await connection.run(`DETACH ${database}`);
  await cache.discard(place);
  return undefined;
}
