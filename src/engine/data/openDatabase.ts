import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { availableParallelism } from 'node:os';
import { cancelled, fail, succeed, type Outcome } from '../../core/errors';
import type { TableSchema } from '../../kusto/tableSchema';
import type { ExternalFiles } from '../externalFiles';
import { interruptOnAbort } from '../interruptOnAbort';
import { PHYSICAL_TYPES, physicalColumn, type LoadedTable } from '../physicalTypes';
import { attachTables } from './attachTables';
import { databaseSettings, defaultMemoryLimit, lockDatabase } from './databaseSettings';
import { listWithResults, type DataListing, type DataTable } from './dataFiles';
import { documentedColumns } from './documentedColumns';
import { databaseNotOpened, noReadableTable } from './errors';
import { folderFiles } from './folderFiles';
import type { Loader } from './loader';
import { loadTable } from './loadTable';
import type { PlacedTable } from './placedTable';
import { makePrivateFolder } from './privateFolder';
import type { TableCache } from './tableCache';
import { prepareLoading } from './tableLoader';

/** Less than this is read in half the time by one thread: sharing such work out costs more than the work. */
const SMALL_DATA_BYTES = 64 * 1024 * 1024;

export interface DatabaseOptions {
  /** The folder whose files become tables. */
  readonly folder: string;
  /** A folder whose files are results, which are tables, too; they are read into memory alone. It may not be there yet. */
  readonly resultsFolder?: string;
  /** Where tables that were read once are kept; without it they are read into memory. */
  readonly cache?: TableCache;
  /** Tables that exist without rows where the folder does not bring them, so that any hunt over them binds. */
  readonly emptyTables?: readonly TableSchema[];
  /** In bytes; by default half of the machine's memory. */
  readonly memoryLimit?: number;
  /** Where data that names its own end is moved to; by default the present. */
  readonly now?: Date;
  readonly signal?: AbortSignal;
}

/** A database with its tables loaded and locked: no query can reach a file, the network or a setting. */
export interface LoadedDatabase {
  readonly tables: readonly LoadedTable[];
  /** What could not be read, as sentences. */
  readonly notes: readonly string[];
  /** The files of the folder, for `externaldata`. */
  readonly files: ExternalFiles;
  connect(): Promise<DuckDBConnection>;
  close(): Promise<void>;
}

/** Opens a database with every table of a folder, and locks it. */
export async function openDatabase(options: DatabaseOptions): Promise<Outcome<LoadedDatabase>> {
  const listing = await listWithResults(options.folder, options.resultsFolder);
  return listing.ok ? openListing(listing.value, options) : listing;
}

/** Opens a database with the tables that a folder was found to hold. */
export async function openListing(listing: DataListing, options: DatabaseOptions): Promise<Outcome<LoadedDatabase>> {
  const signal = options.signal ?? new AbortController().signal;
  const memoryLimit = options.memoryLimit ?? defaultMemoryLimit();
  const folder = await makePrivateFolder();
  let instance: DuckDBInstance | undefined;
  const close = async (): Promise<void> => {
    instance?.closeSync();
    await folder.remove();
  };
  try {
    instance = await DuckDBInstance.create(':memory:', databaseSettings(memoryLimit, folder));
    const connection = await instance.connect();
    const now = options.now ?? new Date();
    const { cache } = options;
    const { results = [] } = listing;
    const isResult = (name: string): boolean => results.some((result) => result.name === name);
    const own = listing.tables.filter(({ name }) => !isResult(name));
    const placed = [
      ...(cache === undefined ? [] : await attachTables(own, { connection, cache, memoryLimit, now, signal })),
      ...(await loadIntoMemory(
        cache === undefined ? [...own, ...results] : results,
        { connection, scratchFolder: folder.path },
        now,
        signal,
      )),
    ];
    const notes = [...listing.notes, ...placed.flatMap(({ load }) => load.notes)];
    const tables: LoadedTable[] = placed
      .filter(({ load }) => load.columns.length > 0)
      .map(({ name, physicalName, load: { columns } }) => ({
        name,
        physicalName,
        columns,
        ...(isResult(name) && { isResult: true }),
      }));
    if (tables.length === 0) {
      await close();
      return fail(noReadableTable(options.folder, notes));
    }
    const others = (options.emptyTables ?? []).filter((schema) => !tables.some(({ name }) => name === schema.name));
    for (const schema of others) tables.push(await createEmptyTable(connection, schema, `t${tables.length}`));
    await lockDatabase(connection);
    connection.closeSync();
    const opened = instance;
    return succeed({
      tables,
      notes,
      files: folderFiles(options.folder),
      connect: () => opened.connect(),
      close,
    });
  } catch (cause) {
    await close();
    return fail(signal.aborted ? cancelled() : databaseNotOpened(cause));
  }
}

async function loadIntoMemory(
  sources: readonly DataTable[],
  loader: Loader,
  now: Date,
  signal: AbortSignal,
): Promise<readonly PlacedTable[]> {
  if (sources.length === 0) return [];
  const { connection } = loader;
  const stopInterrupting = interruptOnAbort(connection, signal);
  await prepareLoading(loader);
  if (bytesOf(sources) < SMALL_DATA_BYTES) await connection.run('SET threads = 1');
  const placed: PlacedTable[] = [];
  for (const source of sources) {
    const physicalName = `t${placed.length}`;
    const load = await loadTable(loader, source, physicalName, await documentedColumns(source.name), now);
    signal.throwIfAborted();
    placed.push({ name: source.name, physicalName, load });
  }
  stopInterrupting();
  await connection.run(`SET threads = ${availableParallelism()}`);
  return placed;
}

async function createEmptyTable(
  connection: DuckDBConnection,
  { name, columns }: TableSchema,
  physicalName: string,
): Promise<LoadedTable> {
  const types = columns.map(({ type }, index) => `${physicalColumn(index)} ${PHYSICAL_TYPES[type]}`);
  await connection.run(`CREATE TABLE ${physicalName} (${types.join(', ')})`);
  return { name, physicalName, columns };
}

function bytesOf(tables: readonly DataTable[]): number {
  return tables.flatMap((table) => table.files).reduce((sum, file) => sum + file.bytes, 0);
}
