import { DuckDBInstance } from '@duckdb/node-api';
import type { Column } from '../../core/results/resultTable';
import { interruptOnAbort } from '../interruptOnAbort';
import { databaseSettings } from './databaseSettings';
import type { DataTable } from './dataFiles';
import type { Loader } from './loader';
import { loadTable } from './loadTable';
import { makePrivateFolder } from './privateFolder';
import { quoteText } from './sqlText';
import { TEXT_MACROS } from './textValues';
import { writeAbout } from './tableFile';

/** More helps little: what is read goes to disk at once. */
const MEMORY_LIMIT = 2 * 1024 ** 3;

/** Reads tables into database files. It has a database of its own, since that of the queries must not see files. */
export interface TableLoader {
  /** @throws where the file cannot be written, or the signal aborts */
  write(table: DataTable, documented: readonly Column[], target: string, now: Date): Promise<void>;
  close(): Promise<void>;
}

export async function openTableLoader(memoryLimit: number, signal: AbortSignal): Promise<TableLoader> {
  const folder = await makePrivateFolder();
  const instance = await DuckDBInstance.create(
    ':memory:',
    databaseSettings(Math.min(memoryLimit, MEMORY_LIMIT), folder),
  );
  const connection = await instance.connect();
  const stopInterrupting = interruptOnAbort(connection, signal);
  await prepareLoading({ connection, scratchFolder: folder.path });
  return {
    write: async (table, documented, target, now) => {
      await connection.run(`ATTACH ${quoteText(target)} AS draft`);
      try {
        const loader = { connection, scratchFolder: folder.path };
        const load = await loadTable(loader, table, 'draft.rows', documented, now);
        signal.throwIfAborted();
        await writeAbout(connection, load);
        await connection.run('CHECKPOINT draft');
      } finally {
        await connection.run('DETACH draft');
      }
    },
    close: async () => {
      stopInterrupting();
      connection.closeSync();
      instance.closeSync();
      await folder.remove();
    },
  };
}

/** Gives a connection the functions by which values are read. */
export async function prepareLoading({ connection }: Loader): Promise<void> {
  for (const macro of TEXT_MACROS) await connection.run(macro);
}
