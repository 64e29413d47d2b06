import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { availableParallelism, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { fail, succeed, type Outcome } from '../../core/errors';
import type { Column } from '../../core/results/resultTable';
import { DEFENDER_TABLES } from '../../kusto/schema/defenderTables';
import type { TableSchema } from '../../kusto/tableSchema';
import type { ExternalFiles } from '../externalFiles';
import { PHYSICAL_TYPES, physicalColumn, type LoadedTable } from '../physicalTypes';
import { listDataTables, type DataTable } from './dataFiles';
import { databaseNotOpened, noReadableTable } from './errors';
import { folderFiles } from './folderFiles';
import { loadTable } from './loadTable';
import { withOtherSpellings } from './otherSpellings';
import { TEXT_MACROS } from './textValues';

/** Less than this is read in half the time by one thread: sharing such work out costs more than the work. */
const SMALL_DATA_BYTES = 64 * 1024 * 1024;

export interface DatabaseOptions {
  /** The folder whose files become tables. */
  readonly folder: string;
  /** Tables that exist without rows where the folder does not bring them, so that any hunt over them binds. */
  readonly emptyTables?: readonly TableSchema[];
  /** In bytes; by default half of the machine's memory. */
  readonly memoryLimit?: number;
  /** Where data that names its own end is moved to; by default the present. */
  readonly now?: Date;
}

/** A database with its tables loaded and locked: no query can reach a file, the network or a setting. */
export interface LoadedDatabase {
  readonly tables: readonly LoadedTable[];
  /** What could not be read, as sentences. */
  readonly notes: readonly string[];
  /** The files of the folder, for `externaldata`. */
  readonly files: ExternalFiles;
  connect(): Promise<DuckDBConnection>;
  close(): void;
}

/** Opens a database in memory, reads every table of a folder into it, and locks it. */
export async function openDatabase(options: DatabaseOptions): Promise<Outcome<LoadedDatabase>> {
  const sources = await listDataTables(options.folder);
  if (!sources.ok) return sources;
  let instance: DuckDBInstance | undefined;
  try {
    instance = await DuckDBInstance.create(':memory:', settingsOf(options));
    const loader = await instance.connect();
    for (const macro of TEXT_MACROS) await loader.run(macro);
    if (bytesOf(sources.value) < SMALL_DATA_BYTES) await loader.run('SET threads = 1');
    const tables: LoadedTable[] = [];
    const notes: string[] = [];
    for (const source of sources.value) {
      const documented = documentedColumns(source.name);
      const load = await loadTable(loader, source, `t${tables.length}`, documented, options.now ?? new Date());
      notes.push(...load.notes);
      if (load.table !== undefined) tables.push(load.table);
    }
    await loader.run(`SET threads = ${availableParallelism()}`);
    if (tables.length === 0) {
      instance.closeSync();
      return fail(noReadableTable(options.folder, notes));
    }
    for (const schema of options.emptyTables ?? []) {
      if (tables.some(({ name }) => name === schema.name)) continue;
      tables.push(await createEmptyTable(loader, schema, `t${tables.length}`));
    }
    await lockDatabase(loader);
    loader.closeSync();
    return succeed({ ...loadedDatabase(instance, tables, notes), files: folderFiles(options.folder) });
  } catch (cause) {
    instance?.closeSync();
    return fail(databaseNotOpened(cause));
  }
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

function loadedDatabase(
  instance: DuckDBInstance,
  tables: readonly LoadedTable[],
  notes: readonly string[],
): Omit<LoadedDatabase, 'files'> {
  return {
    tables: tables.map(withOtherSpellings),
    notes,
    connect: () => instance.connect(),
    close: () => {
      instance.closeSync();
    },
  };
}

function bytesOf(tables: readonly DataTable[]): number {
  return tables.flatMap((table) => table.files).reduce((sum, file) => sum + file.bytes, 0);
}

function documentedColumns(table: string): readonly Column[] {
  return DEFENDER_TABLES.find(({ name }) => name === table)?.columns ?? [];
}

function settingsOf(options: DatabaseOptions): Record<string, string> {
  const memoryLimit = options.memoryLimit ?? Math.floor(totalmem() / 2);
  return {
    memory_limit: `${Math.floor(memoryLimit / 1024)}KiB`,
    // DuckDB makes this folder when it runs out of memory and removes it when it closes.
    temp_directory: path.join(tmpdir(), `kql-hunting-engine-${process.pid}`),
    max_temp_directory_size: '20GiB',
    allow_community_extensions: 'false',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_persistent_secrets: 'false',
  };
}

async function lockDatabase(connection: DuckDBConnection): Promise<void> {
  await connection.run('SET enable_external_access = false');
  await connection.run('SET lock_configuration = true');
}
