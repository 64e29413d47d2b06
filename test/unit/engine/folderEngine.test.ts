import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { TableCache } from '../../../src/engine/data/tableCache';
import { FolderEngine, type FolderEngineOptions } from '../../../src/engine/folderEngine';
import { readRows } from '../../fixtures/engineRows';
import { temporaryFolder } from './data/temporaryFolder';

async function openEngine(folder: string, options: Partial<FolderEngineOptions> = {}): Promise<FolderEngine> {
  const engine = await FolderEngine.open({ folder, lookEveryMs: 0, memoryLimit: 1024 ** 3, ...options });
  if (!engine.ok) throw new Error(engine.error.message);
  onTestFinished(() => engine.value.close());
  return engine.value;
}

async function rowsOf(engine: FolderEngine, query: string): Promise<unknown> {
  const answer = await engine.run({ query }, new AbortController().signal);
  if (!answer.ok) return answer.error.code;
  return readRows(answer.value);
}

describe.each([
  ['in memory', false],
  ['from the cache', true],
])('an engine over a folder, %s', (_, isCached) => {
  const open = async (folder: string, options: Partial<FolderEngineOptions> = {}): Promise<FolderEngine> => {
    const cache = isCached ? await TableCache.open(temporaryFolder({}), folder, 1024 ** 3) : undefined;
    return openEngine(folder, { ...options, ...(cache !== undefined && { cache }) });
  };

  it('answers from files as they are when the query comes', async () => {
    const folder = temporaryFolder({ 'T.csv': 'a\n1\n' });
    const engine = await open(folder);
    expect(await rowsOf(engine, 'T')).toEqual([[1n]]);
    writeFileSync(path.join(folder, 'T.csv'), 'a,b\n2,x\n');
    expect(await rowsOf(engine, 'T')).toEqual([[2n, 'x']]);
    writeFileSync(path.join(folder, 'U.csv'), 'c\n3\n');
    expect(await rowsOf(engine, 'U')).toEqual([[3n]]);
    rmSync(path.join(folder, 'T.csv'));
    expect(await rowsOf(engine, 'T')).toBe('BadRequest');
    expect(await rowsOf(engine, 'U')).toEqual([[3n]]);
  });

  it('has results beside the folder as tables, as soon as they are written and as long as they are there', async () => {
    const folder = temporaryFolder({ 'T.csv': 'a\n1\n', 'results2.csv': 'a\n9\n' });
    const resultsFolder = temporaryFolder({});
    const told: string[][] = [];
    const engine = await open(folder, {
      resultsFolder,
      lookEveryMs: 3_600_000,
      tellTables: (tables) => told.push(tables.map(({ name }) => name)),
    });
    expect(await rowsOf(engine, 'results')).toBe('BadRequest');
    writeFileSync(path.join(resultsFolder, 'results.csv'), 'a,b\n1,x\n');
    writeFileSync(path.join(resultsFolder, 'results2.csv'), 'a\n2\n');
    expect(await rowsOf(engine, 'results | join kind=inner T on a | project b')).toEqual([['x']]);
    expect(await rowsOf(engine, 'results2')).toEqual([[2n]]);
    expect(engine.tables.map(({ name }) => name)).toEqual(['T']);
    expect(told).toEqual([['T']]);
    rmSync(path.join(resultsFolder, 'results2.csv'));
    expect(await rowsOf(engine, 'results2')).toEqual([[9n]]);
  });

  it('cuts the rows of its folder by the timespan of a request, not those of results', async () => {
    const rows = 'Timestamp\n2026-01-01T00:00:00Z\n';
    const engine = await open(temporaryFolder({ 'T.csv': rows }), {
      resultsFolder: temporaryFolder({ 'results.csv': rows }),
    });
    const timespan = { kind: 'duration', duration: 'P1D' } as const;
    const answer = await engine.run({ query: 'union T, results | count', timespan }, new AbortController().signal);
    expect(answer.ok ? await readRows(answer.value) : answer.error).toEqual([[1n]]);
  });

  it('looks again only after a while', async () => {
    const folder = temporaryFolder({ 'T.csv': 'a\n1\n' });
    const engine = await open(folder, { lookEveryMs: 3_600_000 });
    writeFileSync(path.join(folder, 'T.csv'), 'a\n22\n');
    expect(await rowsOf(engine, 'T')).toEqual([[1n]]);
  });

  it('tells what of a changed file could not be read, once', async () => {
    const folder = temporaryFolder({ 'T.csv': 'a,b\n1\n2,3\n' });
    const told: (readonly string[])[] = [];
    const engine = await open(folder, { tellNotes: (notes) => told.push(notes) });
    expect(engine.notes).toHaveLength(1);
    writeFileSync(path.join(folder, 'U.csv'), 'a,b\n1,2\n3\n');
    await rowsOf(engine, 'U');
    await rowsOf(engine, 'U');
    expect(told).toEqual([
      ['U.csv: 1 row could not be read in line 3: it has fewer values than the header has names.'],
    ]);
  });

  it('tells of its tables when they have changed', async () => {
    const folder = temporaryFolder({ 'T.csv': 'a\n1\n' });
    const told: string[][] = [];
    const engine = await open(folder, { tellTables: (tables) => told.push(tables.map(({ name }) => name)) });
    expect(engine.tables.map(({ name }) => name)).toEqual(['T']);
    writeFileSync(path.join(folder, 'U.csv'), 'b\n2\n');
    await rowsOf(engine, 'T');
    await rowsOf(engine, 'U');
    expect(told).toEqual([['T', 'U']]);
  });

  it('ends an answer that was begun before the files changed', async () => {
    const lines = Array.from({ length: 10_000 }, (_, index) => String(index));
    const folder = temporaryFolder({ 'T.csv': `a\n${lines.join('\n')}\n` });
    const engine = await open(folder);
    const answer = await engine.run({ query: 'T' }, new AbortController().signal);
    writeFileSync(path.join(folder, 'T.csv'), 'a\n7\n');
    expect(await rowsOf(engine, 'T')).toEqual([[7n]]);
    if (!answer.ok) throw new Error(answer.error.message);
    expect(await readRows(answer.value)).toHaveLength(10_000);
  });

  it('says so when the folder is gone, and goes on when it is back', async () => {
    const folder = temporaryFolder({ 'data/T.csv': 'a\n1\n' });
    const engine = await open(path.join(folder, 'data'));
    rmSync(path.join(folder, 'data'), { recursive: true });
    expect(await rowsOf(engine, 'T')).toBe('DataFolderNotFound');
    const again = path.join(folder, 'data', 'T.csv');
    mkdirSync(path.dirname(again));
    writeFileSync(again, 'a\n2\n');
    expect(await rowsOf(engine, 'T')).toEqual([[2n]]);
  });
});

describe('an engine over cached tables', () => {
  it('reads the files anew when a query finds a table damaged, and answers', async () => {
    const text = Array.from({ length: 200_000 }, (_, index) => `${index},row ${index * 7919}`).join('\n');
    const folder = temporaryFolder({ 'T.csv': `a,b\n${text}\n` });
    const root = temporaryFolder({});
    const cache = await TableCache.open(root, folder, 1024 ** 3);
    if (cache === undefined) throw new Error('there is no cache');
    await (await openEngine(folder, { cache })).close();
    for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) damageRows(path.join(entry.parentPath, entry.name));
    }
    const engine = await openEngine(folder, { cache });
    expect(await rowsOf(engine, 'T | summarize count(), max(a), dcount(b) > 0')).toEqual([[200_000n, 199_999n, true]]);
  });
});

/** Changes bytes in the middle of a database file, where rows are. */
function damageRows(place: string): void {
  const bytes = readFileSync(place);
  for (let at = 20_000; at < bytes.length / 2; at += 1000) bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  const { atime, mtime } = statSync(place);
  writeFileSync(place, bytes);
  utimesSync(place, atime, mtime);
}
