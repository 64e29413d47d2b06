import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { fail, succeed, type Outcome } from '../../core/errors';
import { dataFolderEmpty, dataFolderNotFound } from './errors';

export type DataFormat = 'csv' | 'tsv' | 'json' | 'ndjson' | 'parquet';

export interface DataFile {
  readonly path: string;
  readonly format: DataFormat;
  readonly bytes: number;
  /** When it was last written, in nanoseconds. */
  readonly modified: bigint;
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
const DATA_FILE = /^(?<table>[^.].*)\.(?<extension>csv|tsv|tab|json|ndjson|jsonl|parquet)(?:\.gz)?$/is;

/** What a folder holds. */
export interface DataListing {
  readonly tables: readonly DataTable[];
  /** Sentences about what is there and is not read. */
  readonly notes: readonly string[];
  /** Tables of results: they stand before those of the same name. */
  readonly results?: readonly DataTable[];
}

/**
 * The tables of a folder, in order of their names: each data file is a table named after it, each sub-folder one
 * table of all data files below it. Hidden files and files of other kinds are not data.
 */
export async function listDataTables(folder: string): Promise<Outcome<DataListing>> {
  const entries = await listEntries(folder);
  if (entries === undefined) return fail(dataFolderNotFound(folder));
  const tables = new Map<string, DataTable & { readonly entry: string }>();
  const notes: string[] = [];
  for (const entry of entries) {
    const table = entry.isFolder ? await tableOfFolder(entry) : tableOfFile(entry);
    if (table === undefined) continue;
    const first = tables.get(table.name);
    if (first === undefined) tables.set(table.name, { ...table, entry: entry.name });
    else notes.push(describeNameTwice(table.name, first.entry, entry.name));
  }
  return tables.size === 0 ? fail(dataFolderEmpty(folder)) : succeed({ tables: [...tables.values()], notes });
}

/** As `listDataTables`, with the tables of a folder of results, which may not be there. */
export async function listWithResults(
  folder: string,
  resultsFolder: string | undefined,
): Promise<Outcome<DataListing>> {
  const listing = await listDataTables(folder);
  if (!listing.ok || resultsFolder === undefined) return listing;
  const results = await listDataTables(resultsFolder);
  return results.ok ? succeed({ ...listing.value, results: results.value.tables }) : listing;
}

function describeNameTwice(table: string, first: string, second: string): string {
  return `${second} is not read, because ${first} is the table ${table} already. Rename one of them, or put both into a sub-folder called ${table} to read them as one table.`;
}

interface FolderEntry {
  readonly name: string;
  readonly path: string;
  readonly isFolder: boolean;
  readonly bytes: number;
  readonly modified: bigint;
}

async function listEntries(folder: string): Promise<readonly FolderEntry[] | undefined> {
  try {
    const listed = await readdir(folder, { withFileTypes: true });
    const entries = await Promise.all(listed.map((entry) => describeEntry(folder, entry)));
    return entries.filter((entry) => entry !== undefined).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return undefined;
  }
}

async function describeEntry(folder: string, entry: Dirent): Promise<FolderEntry | undefined> {
  if (entry.name.startsWith('.')) return undefined;
  const place = path.join(folder, entry.name);
  const target = await stat(place, { bigint: true }).catch(() => undefined);
  // A link to a folder could lead back here; a link to a file is as good as the file.
  const isFolder = entry.isDirectory();
  if (target === undefined || !(isFolder || target.isFile())) return undefined;
  return { name: entry.name, path: place, isFolder, bytes: Number(target.size), modified: target.mtimeNs };
}

function tableOfFile(entry: FolderEntry): DataTable | undefined {
  const { table, extension } = DATA_FILE.exec(entry.name)?.groups ?? {};
  const format = extension === undefined ? undefined : FORMATS[extension.toLowerCase()];
  if (table === undefined || format === undefined) return undefined;
  return { name: table, files: [{ path: entry.path, format, bytes: entry.bytes, modified: entry.modified }] };
}

async function tableOfFolder(folder: FolderEntry): Promise<DataTable | undefined> {
  const files: DataFile[] = [];
  for (const entry of (await listEntries(folder.path)) ?? []) {
    const table = entry.isFolder ? await tableOfFolder(entry) : tableOfFile(entry);
    files.push(...(table?.files ?? []));
  }
  return files.length === 0 ? undefined : { name: folder.name, files };
}
