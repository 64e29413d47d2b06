import { randomUUID } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';

const NAME = /^(\d+)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Processes of another container may share the folder and cannot be seen: what is so old is theirs no more. */
const LEFT_OVER_MS = 24 * 3_600_000;

/** A new path for what belongs to this window alone; nothing is made. */
export function windowFolder(parent: string): string {
  return path.join(parent, `${String(process.pid)}-${randomUUID()}`);
}

/** Removes the folders of windows that ended without removing them: their process is gone, and they are a day old. */
export async function removeLeftFolders(parent: string, now = Date.now()): Promise<void> {
  for (const name of await readdir(parent).catch(() => [])) {
    const processId = NAME.exec(name)?.[1];
    if (processId === undefined || isRunning(Number(processId))) continue;
    const folder = path.join(parent, name);
    const changed = await stat(folder).then(
      ({ mtimeMs }) => mtimeMs,
      () => now,
    );
    // What cannot be removed now is left for the next window.
    if (now - changed > LEFT_OVER_MS) await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

function isRunning(processId: number): boolean {
  try {
    // Signal 0 only asks.
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // Another user's process may not be asked, but is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
