import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeLeftFolders, windowFolder } from '../../../../src/extension/results/windowFolder';

const ID = '6f1b1c2d-0000-4000-8000-0123456789ab';
const TWO_DAYS_MS = 48 * 3_600_000;

describe('the folders that windows leave', () => {
  const endedProcess = String(spawnSync(process.execPath, ['-e', '']).pid);
  let parent = '';

  beforeEach(async () => {
    parent = await mkdtemp(path.join(tmpdir(), 'kql-hunting-windows-'));
  });
  afterEach(() => rm(parent, { recursive: true, force: true }));

  const make = async (name: string, ageMs: number) => {
    const folder = path.join(parent, name);
    await mkdir(folder);
    await writeFile(path.join(folder, 'rows.json'), '{}');
    const time = new Date(Date.now() - ageMs);
    await utimes(folder, time, time);
  };

  it('are removed where the window is gone for a day', async () => {
    await make(`${endedProcess}-${ID}`, TWO_DAYS_MS);
    await removeLeftFolders(parent);
    expect(await readdir(parent)).toEqual([]);
  });

  it('stay where the window is there, where they are new, and where they are something else', async () => {
    const own = path.basename(windowFolder(parent));
    const fresh = `${endedProcess}-${ID}`;
    await make(own, TWO_DAYS_MS);
    await make(fresh, 0);
    await make('notes', TWO_DAYS_MS);
    await removeLeftFolders(parent);
    expect((await readdir(parent)).sort()).toEqual([own, fresh, 'notes'].sort());
  });

  it('need not be there', async () => {
    await expect(removeLeftFolders(path.join(parent, 'none'))).resolves.toBeUndefined();
  });
});
