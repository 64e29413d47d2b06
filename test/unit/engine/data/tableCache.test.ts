import { chmodSync, readdirSync, readFileSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase, type LoadedDatabase } from '../../../../src/engine/data/openDatabase';
import { TableCache } from '../../../../src/engine/data/tableCache';
import { readTable } from './openTables';
import { temporaryFolder } from './temporaryFolder';

const LARGE = 1024 ** 3;

async function openCache(root: string, folder: string, limitBytes = LARGE): Promise<TableCache> {
  const cache = await TableCache.open(root, folder, limitBytes);
  if (cache === undefined) throw new Error('there is no cache');
  return cache;
}

async function openCached(folder: string, cache: TableCache): Promise<LoadedDatabase> {
  const opened = await openDatabase({ folder, cache, memoryLimit: LARGE });
  if (!opened.ok) throw new Error(opened.error.message);
  onTestFinished(() => opened.value.close());
  return opened.value;
}

function filesBelow(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** Puts other rows into a file without anything by which that could be seen. */
function changeUnseen(place: string, content: string): void {
  const { atime, mtime } = statSync(place);
  writeFileSync(place, content);
  utimesSync(place, atime, mtime);
}

describe('the cache of tables', () => {
  it('gives a table back without reading its files, with its notes', async () => {
    const folder = temporaryFolder({ 'T.csv': 'a,b\n1,x\n2\n' });
    utimesSync(path.join(folder, 'T.csv'), 1000, 1000);
    const cache = await openCache(temporaryFolder({}), folder);
    const first = await openCached(folder, cache);
    changeUnseen(path.join(folder, 'T.csv'), 'a,b\n3,y\n4\n');
    const second = await openCached(folder, cache);
    expect((await readTable(first, 'T')).rows).toEqual([[1n, 'x']]);
    expect(await readTable(second, 'T')).toEqual({ columns: ['a:long', 'b:string'], rows: [[1n, 'x']] });
    expect(second.notes).toEqual(first.notes);
    expect(second.notes).toHaveLength(1);
  });

  it('reads a changed file anew, and only that one', async () => {
    const folder = temporaryFolder({ 'T.csv': 'a\n1\n', 'U.csv': 'a\n1\n' });
    utimesSync(path.join(folder, 'U.csv'), 1000, 1000);
    const cache = await openCache(temporaryFolder({}), folder);
    await openCached(folder, cache);
    writeFileSync(path.join(folder, 'T.csv'), 'a\n22\n');
    changeUnseen(path.join(folder, 'U.csv'), 'a\n2\n');
    const database = await openCached(folder, cache);
    expect((await readTable(database, 'T')).rows).toEqual([[22n]]);
    expect((await readTable(database, 'U')).rows).toEqual([[1n]]);
  });

  it('keeps nothing of what is no longer there', async () => {
    const folder = temporaryFolder({ 'T.csv': 'a\n1\n' });
    const root = temporaryFolder({});
    const cache = await openCache(root, folder);
    await openCached(folder, cache);
    const [before] = filesBelow(root);
    writeFileSync(path.join(folder, 'T.csv'), 'a\n22\n');
    await openCached(folder, cache);
    const after = filesBelow(root);
    expect(after).toHaveLength(1);
    expect(after).not.toContain(before);
  });

  it.each([
    ['emptied', (place: string) => truncateSync(place, 0)],
    ['cut off', (place: string) => truncateSync(place, 9000)],
    ['overwritten', (place: string) => writeFileSync(place, 'no database '.repeat(10_000))],
  ])('reads the files anew where a cached table was %s', async (_, damage) => {
    const folder = temporaryFolder({ 'T.csv': 'a\n1\n' });
    const root = temporaryFolder({});
    const cache = await openCache(root, folder);
    await (await openCached(folder, cache)).close();
    for (const place of filesBelow(root)) damage(place);
    const database = await openCached(folder, cache);
    expect((await readTable(database, 'T')).rows).toEqual([[1n]]);
    expect(database.notes).toEqual([]);
  });

  it('serves two that start at the same time', async () => {
    const folder = temporaryFolder({ 'T.csv': 'a\n1\n' });
    const root = temporaryFolder({});
    const caches = await Promise.all([openCache(root, folder), openCache(root, folder)]);
    const databases = await Promise.all(caches.map((cache) => openCached(folder, cache)));
    for (const database of databases) expect((await readTable(database, 'T')).rows).toEqual([[1n]]);
  });

  it.skipIf(process.platform === 'win32')('lets nobody else read it, not even where its folder was open', async () => {
    const folder = temporaryFolder({ 'T.csv': 'a\n1\n' });
    const root = temporaryFolder({});
    chmodSync(root, 0o755);
    await openCached(folder, await openCache(root, folder));
    expect(statSync(root).mode & 0o777).toBe(0o700);
    expect(filesBelow(root).map((place) => statSync(place).mode & 0o777)).toEqual([0o600]);
  });

  it('is never in the data folder, which keeps nothing but its files', async () => {
    const folder = temporaryFolder({ 'T.csv': 'a\n1\n' });
    expect(await TableCache.open(path.join(folder, 'cache'), folder, LARGE)).toBeUndefined();
    expect(await TableCache.open(folder, folder, LARGE)).toBeUndefined();
    await openCached(folder, await openCache(temporaryFolder({}), folder));
    expect(filesBelow(folder)).toEqual([path.join(folder, 'T.csv')]);
  });

  it('drops tables of other folders once it is too large, and none in use', async () => {
    const root = temporaryFolder({});
    const [first, second] = [temporaryFolder({ 'T.csv': 'a\n1\n' }), temporaryFolder({ 'T.csv': 'a\n2\n' })];
    await openCached(first, await openCache(root, first));
    const [ofFirst = ''] = filesBelow(root);
    await openCached(second, await openCache(root, second, readFileSync(ofFirst).length));
    const left = filesBelow(root);
    expect(left).toHaveLength(1);
    expect(left).not.toContain(ofFirst);
  });

  it('leaves no copy of a file and no draft behind', async () => {
    const folder = temporaryFolder({ 'T.csv': 'a\r\n1\n2\r\n', 'Bad.parquet': 'no parquet' });
    const root = temporaryFolder({});
    const database = await openCached(folder, await openCache(root, folder));
    expect((await readTable(database, 'T')).rows).toEqual([[1n], [2n]]);
    expect(filesBelow(root).every((place) => place.endsWith('.duckdb'))).toBe(true);
  });
});

describe('a locked database with cached tables', () => {
  it.each([
    `SELECT * FROM read_csv('FOLDER/T.csv')`,
    `SELECT * FROM 'FOLDER/T.csv'`,
    `SELECT * FROM glob('ROOT/**')`,
    `COPY (SELECT 1) TO 'FOLDER/out.csv'`,
    `COPY (SELECT 1) TO 'FILE' (USE_TMP_FILE false)`,
    `COPY (SELECT 1) TO 'FILE.wal'`,
    `ATTACH 'FILE' AS other`,
    `ATTACH 'FILE' AS other (READ_ONLY)`,
    `INSERT INTO d0.rows VALUES (1, 0)`,
    `DELETE FROM d0.rows`,
    `DROP TABLE d0.rows`,
    `CREATE TABLE d0.other AS SELECT 1`,
    `SET enable_external_access = true`,
    `SET lock_configuration = false`,
    `INSTALL httpfs`,
    `EXPORT DATABASE 'FOLDER/out'`,
  ])('does not run %s', async (sql) => {
    const folder = temporaryFolder({ 'T.csv': 'a\n1\n' });
    const root = temporaryFolder({});
    const database = await openCached(folder, await openCache(root, folder));
    const [file = ''] = filesBelow(root);
    const connection = await database.connect();
    const statement = sql.replaceAll('FOLDER', folder).replaceAll('FILE', file).replaceAll('ROOT', root);
    await expect(connection.runAndReadAll(statement)).rejects.toThrow();
    connection.closeSync();
  });

  it('has no way left to the files that it has open', async () => {
    const folder = temporaryFolder({ 'T.csv': 'a\n1\n' });
    const root = temporaryFolder({});
    const database = await openCached(folder, await openCache(root, folder));
    const connection = await database.connect();
    const reader = await connection.runAndReadAll(`SELECT unnest(current_setting('allowed_paths'))`);
    for (const [place] of reader.getRows()) {
      await expect(
        connection.run(`COPY (SELECT 1) TO '${String(place)}' (USE_TMP_FILE false, FORMAT csv)`),
      ).rejects.toThrow();
    }
    expect((await connection.runAndReadAll('SELECT c0 FROM d0.rows')).getRows()).toEqual([[1n]]);
    connection.closeSync();
  });
});
