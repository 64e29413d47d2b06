import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as v from 'valibot';

/** Takes the lock and gives back what releases it. Never rejects. */
export type CacheLock = () => Promise<() => Promise<void>>;

/** A change of the cache takes milliseconds; a lock this old was left by a process that ended. */
const STALE_AFTER_MS = 10_000;
/** Where the lock cannot be had in this time, going on without it is better than not signing in. */
const GIVE_UP_AFTER_MS = 15_000;

const SystemError = v.object({ code: v.string() });

/**
 * A lock between processes: a file that only one of them can create. In a folder that cannot be written, there is
 * still a lock between the callers in this process.
 */
export function createCacheLock(file: string): CacheLock {
  let last: Promise<void> = Promise.resolve();
  return async () => {
    const before = last;
    let leave: () => void = () => undefined;
    last = new Promise((resolve) => {
      leave = resolve;
    });
    await before;
    const owner = randomUUID();
    const isHeld = await createLockFile(file, owner);
    return async () => {
      if (isHeld) await removeLockFile(file, owner);
      leave();
    };
  };
}

async function createLockFile(file: string, owner: string): Promise<boolean> {
  const giveUpAt = Date.now() + GIVE_UP_AFTER_MS;
  while (Date.now() < giveUpAt) {
    try {
      await mkdir(dirname(file), { recursive: true });
      const handle = await open(file, 'wx', 0o600);
      await handle.writeFile(owner).finally(() => handle.close());
      return true;
    } catch (error) {
      // Windows answers EPERM while another process is removing the file.
      if (!v.is(SystemError, error) || !['EEXIST', 'EPERM', 'EBUSY'].includes(error.code)) return false;
    }
    await removeStaleLockFile(file);
    await delay(5 + Math.random() * 20);
  }
  return false;
}

/** Moves a stale lock aside before deleting it, and puts it back where another process had just renewed it. */
async function removeStaleLockFile(file: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  try {
    if (!(await isStale(file))) return;
    await rename(file, aside);
    if (!(await isStale(aside))) await link(aside, file);
    await rm(aside, { force: true });
  } catch {
    // Somebody else was faster: the next try tells.
  }
}

async function isStale(file: string): Promise<boolean> {
  const { mtimeMs } = await stat(file);
  return Date.now() - mtimeMs >= STALE_AFTER_MS;
}

async function removeLockFile(file: string, owner: string): Promise<void> {
  try {
    if ((await readFile(file, 'utf8')) === owner) await rm(file, { force: true });
  } catch {
    // It was taken for stale and removed by another process.
  }
}
