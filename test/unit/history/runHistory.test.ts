import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FinishedRun, HistoryEntry } from '../../../src/history/historyEntry';
import { RunHistory } from '../../../src/history/runHistory';

const ANSWER = ['{"schema":[{"name":"Id","type":"Int64"}],"results":[', '{"Id":9007199254740993}', ']}'];
let root = '';
let folder = '';

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'kql-hunting-history-'));
  folder = path.join(root, 'runs');
});
afterEach(() => rm(root, { recursive: true }));

describe('the history of runs', () => {
  it('gives a run back with its rows as they were', async () => {
    const history = new RunHistory(folder, () => 1e9);
    const kept = await keep(history, 1);
    const [entry] = await history.list();
    expect(kept).toEqual({ ok: true, value: entry });
    expect(await history.find(entry?.id ?? '')).toEqual(entry);
    expect(entry).toMatchObject({ ...RUN, ranAt: timeOf(1).toISOString() });
    if (entry === undefined) throw new Error('nothing was kept');
    expect(await textOf(history, entry)).toBe(ANSWER.join(''));
  });

  it('lists the newest run first', async () => {
    const history = new RunHistory(folder, () => 1e9);
    for (const minute of [2, 3, 1]) await keep(history, minute);
    expect((await history.list()).map(({ ranAt }) => ranAt)).toEqual(
      [3, 2, 1].map((minute) => timeOf(minute).toISOString()),
    );
  });

  it('is compressed, and no other user’s to read', async () => {
    await keep(new RunHistory(folder, () => 1e9), 1);
    const rows = (await readdir(folder)).find((name) => name.endsWith('.json.gz')) ?? '';
    expect(gunzipSync(await readFile(path.join(folder, rows))).toString()).toBe(ANSWER.join(''));
    if (process.platform === 'win32') return;
    for (const name of await readdir(folder)) expect((await stat(path.join(folder, name))).mode & 0o077).toBe(0);
    expect((await stat(folder)).mode & 0o077).toBe(0);
  });

  it('lets the oldest runs go where all take more than they may', async () => {
    const history = new RunHistory(folder, () => 250);
    for (const minute of [1, 2, 3, 4, 5]) await keep(history, minute);
    const left = await history.list();
    expect(left.length).toBeGreaterThan(0);
    expect(left.length).toBeLessThan(5);
    expect(left[0]?.ranAt).toBe(timeOf(5).toISOString());
    expect(await readdir(folder)).toHaveLength(2 * left.length);
  });

  it('keeps nothing of a run that is dropped', async () => {
    const draft = new RunHistory(folder, () => 1e9).begin(timeOf(1));
    await draft.write(Buffer.from('{"schema":[],'));
    await draft.drop();
    expect(await readdir(folder)).toEqual([]);
  });

  it('says so where a run cannot be kept, and lets it go on until then', async () => {
    await writeFile(folder, 'a file where the folder should be');
    const draft = new RunHistory(folder, () => 1e9).begin(timeOf(1));
    for (let times = 0; times < 50; times++) await draft.write(randomBytes(65_536));
    expect(await draft.keep(RUN)).toMatchObject({ ok: false, error: { code: 'RunNotKept' } });
  });

  it('takes answers that are larger than what waits for the disk', async () => {
    const history = new RunHistory(folder, () => 1e9);
    const parts = Array.from({ length: 64 }, () => randomBytes(65_536));
    const kept = await keep(history, 1, parts);
    if (!kept.ok) throw new Error(kept.error.message);
    expect((await bytesOf(history, kept.value)).equals(Buffer.concat(parts))).toBe(true);
  });

  it('removes one run, or all of them', async () => {
    const history = new RunHistory(folder, () => 1e9);
    for (const minute of [1, 2, 3]) await keep(history, minute);
    const [newest] = await history.list();
    if (newest === undefined) throw new Error('nothing was kept');
    await history.remove(newest);
    expect(await history.list()).toHaveLength(2);
    expect(await history.find(newest.id)).toBeUndefined();
    expect(await history.open(newest)).toMatchObject({ ok: false, error: { code: 'RunNotThere' } });
    await history.clear();
    expect(await history.list()).toEqual([]);
    expect(await readdir(root)).toEqual([]);
  });

  it('passes over what is no entry, and fails to read damaged rows', async () => {
    const history = new RunHistory(folder, () => 1e9);
    await keep(history, 1);
    await writeFile(path.join(folder, 'other.about.json'), '{"id":"../../etc/passwd"}');
    await writeFile(path.join(folder, 'broken.about.json'), '{');
    const [entry, ...others] = await history.list();
    expect(others).toEqual([]);
    if (entry === undefined) throw new Error('nothing was kept');
    await writeFile(path.join(folder, `${entry.id}.json.gz`), 'not compressed');
    await expect(textOf(history, entry)).rejects.toThrow();
  });

  it('sweeps up what a window that ended has left', async () => {
    const history = new RunHistory(folder, () => 1e9);
    await keep(history, 1);
    const fresh = '20260101000000000-00000001.draft';
    const old = ['20260101000000000-00000002.draft', '20260101000000000-00000003.json.gz'];
    const twoDaysAgo = new Date(Date.now() - 2 * 24 * 3_600_000);
    for (const name of [fresh, ...old]) await writeFile(path.join(folder, name), '');
    for (const name of old) await utimes(path.join(folder, name), twoDaysAgo, twoDaysAgo);
    await keep(history, 2);
    const names = await readdir(folder);
    expect(names).toContain(fresh);
    expect(names.filter((name) => old.includes(name))).toEqual([]);
    expect(await history.list()).toHaveLength(2);
  });

  it('is empty before anything was kept', async () => {
    const history = new RunHistory(folder, () => 1e9);
    expect(await history.list()).toEqual([]);
    await history.clear();
  });
});

const RUN: FinishedRun = {
  title: 'hunt',
  query: 'DeviceInfo | project Id',
  connection: 'Contoso',
  timespan: 'Last 7 days',
  rowCount: 1,
  columns: [{ name: 'Id', type: 'long' }],
  elapsedMs: 12.5,
  mayBeIncomplete: false,
  madeOfIncomplete: ['The rows of results1 are incomplete.'],
  notes: [],
};

function timeOf(minute: number): Date {
  return new Date(`2026-01-01T00:0${minute}:00.000Z`);
}

async function keep(
  history: RunHistory,
  minute: number,
  answer: readonly Buffer[] = ANSWER.map((part) => Buffer.from(part)),
) {
  const draft = history.begin(timeOf(minute));
  for (const part of answer) await draft.write(part);
  return draft.keep(RUN);
}

async function textOf(history: RunHistory, entry: HistoryEntry): Promise<string> {
  return (await bytesOf(history, entry)).toString();
}

async function bytesOf(history: RunHistory, entry: HistoryEntry): Promise<Buffer> {
  const opened = await history.open(entry);
  if (!opened.ok) throw new Error(opened.error.message);
  const parts: Uint8Array[] = [];
  for await (const part of opened.value) parts.push(part);
  return Buffer.concat(parts);
}
