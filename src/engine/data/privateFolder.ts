import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder that only this user can open, for what must not outlive the process. */
export interface PrivateFolder {
  readonly path: string;
  remove(): Promise<void>;
}

export async function makePrivateFolder(): Promise<PrivateFolder> {
  // mkdtemp gives the folder to its owner alone (0700), under a name that nobody can foresee.
  const place = await mkdtemp(path.join(tmpdir(), 'kql-hunting-engine-'));
  return {
    path: place,
    remove: () => rm(place, { recursive: true, force: true }).catch(() => undefined),
  };
}
