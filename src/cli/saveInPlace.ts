import * as fileSystem from 'node:fs/promises';
import { describeError } from '../core/errors';
import { saveFile } from '../core/formats/saveFile';
import { tell, type Terminal } from './terminal';

/** Gives a file another text, whole or not at all, with the permissions that it had; a failure is told. */
export async function saveInPlace(
  path: string,
  text: string,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<boolean> {
  const { mode } = await fileSystem.stat(path);
  const withMode = { ...fileSystem, open: (target: string, flags: 'wx') => fileSystem.open(target, flags, mode) };
  const saved = await saveFile(withMode, path, [{ text, rowsWritten: 0 }], { signal });
  if (!saved.ok) tell(terminal, describeError(saved.error));
  return saved.ok;
}
