import { readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ExternalFiles } from '../externalFiles';

const LARGEST_FILE_BYTES = 256 * 1024 * 1024;

/** The files in a folder and below it; what a link makes of another place is not in it. */
export function folderFiles(folder: string): ExternalFiles {
  return {
    find: (name) => {
      const file = placeOf(folder, name);
      return file === undefined ? undefined : () => readWhole(file);
    },
  };
}

function placeOf(folder: string, name: string): string | undefined {
  if (name === '' || name.includes('\0') || path.isAbsolute(name)) return undefined;
  try {
    const root = realpathSync(folder);
    const file = realpathSync(path.join(root, name));
    return file.startsWith(root + path.sep) && statSync(file).isFile() ? file : undefined;
  } catch {
    return undefined;
  }
}

/** @throws where the file is too large for this process */
function readWhole(file: string): Buffer {
  if (statSync(file).size > LARGEST_FILE_BYTES) throw new Error('externaldata: the file is larger than 256 MB');
  const bytes = readFileSync(file);
  return file.toLowerCase().endsWith('.gz') ? gunzipSync(bytes, { maxOutputLength: LARGEST_FILE_BYTES }) : bytes;
}
