import { readFileSync } from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { parseTarget, type Target } from './targets.ts';

const REPOSITORY = path.resolve(import.meta.dirname, '../..');

export interface VsixEntry {
  /** Path inside the package, e.g. `extension/dist/extension.js`. */
  readonly name: string;
  /** Bytes when unpacked. */
  readonly size: number;
}

/** Where `npm run package` writes the package for a target. */
export function vsixPathOf(target: Target = parseTarget(undefined)): string {
  return path.join(REPOSITORY, `kql-hunting-${target.name}.vsix`);
}

/** What a package holds, without unpacking it. */
export function listVsix(file: string): readonly VsixEntry[] {
  const entries: VsixEntry[] = [];
  unzipSync(readFileSync(file), {
    filter: ({ name, originalSize }) => {
      entries.push({ name, size: originalSize });
      return false;
    },
  });
  return entries.sort((a, b) => a.name.localeCompare(b.name));
}
