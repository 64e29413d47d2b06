import * as fileSystem from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WrittenChunk } from '../../../../src/core/formats/format';
import { saveFile } from '../../../../src/core/formats/saveFile';

const never = new AbortController().signal;
let folder = '';

beforeEach(async () => {
  folder = await fileSystem.mkdtemp(join(tmpdir(), 'kql-save-'));
});
afterEach(() => fileSystem.rm(folder, { recursive: true }));

const chunks: readonly WrittenChunk[] = [
  { text: 'A\r\n', rowsWritten: 0 },
  { text: 'ä\r\n', rowsWritten: 1 },
  { text: 'b\r\n', rowsWritten: 2 },
];

describe('saving a file', () => {
  test('writes all of it and tells how far it is', async () => {
    const progress: number[] = [];
    const path = join(folder, 'hits.csv');
    const saved = await saveFile(fileSystem, path, chunks, {
      signal: never,
      onProgress: (rows) => progress.push(rows),
    });
    expect(saved).toEqual({ ok: true, value: 2 });
    expect(progress).toEqual([0, 1, 2]);
    expect(await fileSystem.readFile(path, 'utf8')).toBe('A\r\nä\r\nb\r\n');
    expect(await fileSystem.readdir(folder)).toEqual(['hits.csv']);
  });

  test('replaces what a link points to and keeps the link', async () => {
    await fileSystem.writeFile(join(folder, 'real.csv'), 'old');
    await fileSystem.symlink('real.csv', join(folder, 'link.csv'));
    await saveFile(fileSystem, join(folder, 'link.csv'), chunks, { signal: never });
    expect(await fileSystem.readFile(join(folder, 'real.csv'), 'utf8')).toBe('A\r\nä\r\nb\r\n');
    expect((await fileSystem.lstat(join(folder, 'link.csv'))).isSymbolicLink()).toBe(true);
  });

  test('leaves the old file as it was and nothing else behind when it is cancelled', async () => {
    const path = join(folder, 'hits.csv');
    await fileSystem.writeFile(path, 'old');
    const stop = new AbortController();
    const saved = await saveFile(fileSystem, path, chunks, { signal: stop.signal, onProgress: () => stop.abort() });
    expect(saved.ok || saved.error.code).toBe('Cancelled');
    expect(await fileSystem.readFile(path, 'utf8')).toBe('old');
    expect(await fileSystem.readdir(folder)).toEqual(['hits.csv']);
  });

  test('leaves nothing behind when the disk fails on the way', async () => {
    const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });
    const failing = {
      ...fileSystem,
      open: async (path: string, flags: 'wx') => {
        const file = await fileSystem.open(path, flags);
        return {
          appendFile: (text: string) => (text.startsWith('b') ? Promise.reject(full) : file.appendFile(text)),
          sync: () => file.sync(),
          close: () => file.close(),
        };
      },
    };
    const saved = await saveFile(failing, join(folder, 'hits.csv'), chunks, { signal: never });
    expect(saved.ok || saved.error.message).toBe(`"${join(folder, 'hits.csv')}" could not be saved: the disk is full.`);
    expect(await fileSystem.readdir(folder)).toEqual([]);
  });

  test('says that the folder does not exist', async () => {
    const saved = await saveFile(fileSystem, join(folder, 'none', 'hits.csv'), chunks, { signal: never });
    expect(saved.ok || saved.error).toMatchObject({ code: 'CannotSave', hint: 'Choose a folder that exists.' });
  });

  test('never replaces a folder', async () => {
    const saved = await saveFile(fileSystem, folder, chunks, { signal: never });
    expect(saved.ok || saved.error.code).toBe('NotAPlainFile');
  });
});
