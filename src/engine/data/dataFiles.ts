import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { fail, succeed, type Outcome } from '../../core/errors';
import { dataFolderEmpty, dataFolderNotFound, tableNameTwice } from './errors';

export type DataFormat = 'csv' | 'tsv' | 'json' | 'ndjson' | 'parquet';

export interface DataFile {
  readonly path: string;
  readonly format: DataFormat;
  readonly bytes: number;
}

/** A table to be read: a file on its own, or all files below a sub-folder. */
export interface DataTable {
  readonly name: string;
  readonly files: readonly DataFile[];
}

const FORMATS: Readonly<Record<string, DataFormat>> = {
  csv: 'csv',
  tsv: 'tsv',
  tab: 'tsv',
  json: 'json',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  parquet: 'parquet',
};
const DATA_FILE = /^(?<table>[^.].*)\.(?<extension>csv|tsv|tab|json|ndjson|jsonl|parquet)(?:\.gz)?$/i;

/**
 * The tables of a folder, in order of their names: each data file is a table named after it, each sub-folder one
 * table of all data files below it. Hidden files and files of other kinds are not data.
 */
export async function listDataTables(folder: string): Promise<Outcome<readonly DataTable[]>> {
  const entries = await listEntries(folder);
  if (entries === undefined) return fail(dataFolderNotFound(folder));
  const tables = new Map<string, DataTable>();
  for (const entry of entries) {
    const table = entry.isFolder ? await tableOfFolder(entry) : tableOfFile(entry);
    if (table === undefined) continue;
    const other = tables.get(table.name);
    if (other !== undefined) return fail(tableNameTwice(table.name, describePlace(folder, other), entry.name));
    tables.set(table.name, table);
  }
  return tables.size === 0 ? fail(dataFolderEmpty(folder)) : succeed([...tables.values()]);
}

interface FolderEntry {
  readonly name: string;
  readonly path: string;
  readonly isFolder: boolean;
  readonly bytes: number;
}

async function listEntries(folder: string): Promise<readonly FolderEntry[] | undefined> {
  try {
    const entries: FolderEntry[] = [];
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (entry.name.startsWith('.')) continue;
      const place = path.join(folder, entry.name);
      const target = await stat(place).catch(() => undefined);
      // A link to a folder could lead back here; a link to a file is as good as the file.
      const isFolder = entry.isDirectory();
      if (target === undefined || !(isFolder || target.isFile())) continue;
      entries.push({ name: entry.name, path: place, isFolder, bytes: target.size });
    }
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return undefined;
  }
}

function tableOfFile(entry: FolderEntry): DataTable | undefined {
  const { table, extension } = DATA_FILE.exec(entry.name)?.groups ?? {};
  const format = extension === undefined ? undefined : FORMATS[extension.toLowerCase()];
  if (table === undefined || format === undefined) return undefined;
  return { name: table, files: [{ path: entry.path, format, bytes: entry.bytes }] };
}

async function tableOfFolder(folder: FolderEntry): Promise<DataTable | undefined> {
  const files: DataFile[] = [];
  for (const entry of (await listEntries(folder.path)) ?? []) {
    const table = entry.isFolder ? await tableOfFolder(entry) : tableOfFile(entry);
    files.push(...(table?.files ?? []));
  }
  return files.length === 0 ? undefined : { name: folder.name, files };
}

function describePlace(folder: string, table: DataTable): string {
  const [first] = table.files;
  return first === undefined ? table.name : path.relative(folder, first.path);
}
