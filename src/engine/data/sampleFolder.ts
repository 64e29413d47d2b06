import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { fail, succeed, type Outcome } from '../../core/errors';
import { sampleDataMissing } from './errors';

const SAMPLES = path.join('samples', 'data');

/**
 * The folder of the shipped sample data: `samples/data` beside, or above, the script that this process runs
 * (`dist/engine.js`, `dist/cli.js`, or a link to it).
 */
export async function findSampleFolder(script = process.argv[1] ?? ''): Promise<Outcome<string>> {
  let folder = path.dirname(await realpath(script).catch(() => path.resolve(script)));
  const nearest = path.join(path.dirname(folder), SAMPLES);
  for (;;) {
    const candidate = path.join(folder, SAMPLES);
    if (await isFolder(candidate)) return succeed(candidate);
    const parent = path.dirname(folder);
    if (parent === folder) return fail(sampleDataMissing(nearest));
    folder = parent;
  }
}

async function isFolder(place: string): Promise<boolean> {
  try {
    return (await stat(place)).isDirectory();
  } catch {
    return false;
  }
}
