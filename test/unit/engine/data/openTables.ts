import { onTestFinished } from 'vitest';
import { openDatabase, type LoadedDatabase } from '../../../../src/engine/data/openDatabase';
import { physicalColumn } from '../../../../src/engine/physicalTypes';
import { temporaryFolder } from './temporaryFolder';

/** A table as a test reads it: `name:type` of each column, and the rows as DuckDB's values. */
export interface ReadTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/** Opens a folder; the database is closed when the test is over. */
export async function openFolder(folder: string, now?: Date): Promise<LoadedDatabase> {
  const opened = await openDatabase({ folder, memoryLimit: 1024 ** 3, ...(now === undefined ? {} : { now }) });
  if (!opened.ok) throw new Error(opened.error.message);
  onTestFinished(() => opened.value.close());
  return opened.value;
}

export async function openFiles(files: Readonly<Record<string, string | Uint8Array>>): Promise<LoadedDatabase> {
  return openFolder(temporaryFolder(files));
}

/** Reads a loaded table back; JSON and UUID values as text. */
export async function readTable(database: LoadedDatabase, name: string): Promise<ReadTable> {
  const table = database.tables.find((candidate) => candidate.name === name);
  if (table === undefined) throw new Error(`no table ${name}`);
  const connection = await database.connect();
  try {
    const values = table.columns.map(({ type }, index) => {
      const column = physicalColumn(index);
      return type === 'guid' || type === 'dynamic' || type === 'decimal' ? `${column}::VARCHAR` : column;
    });
    const reader = await connection.runAndReadAll(`SELECT ${values.join(', ')} FROM ${table.physicalName}`);
    return { columns: table.columns.map((column) => `${column.name}:${column.type}`), rows: reader.getRows() };
  } finally {
    connection.closeSync();
  }
}
