import { stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { QUERY_FILE_ENDINGS } from '../language/queryFiles/readQueryFile';

/** What a pattern of the command line stands for. */
export interface FoundFiles {
  /** Sorted, each once; `-` for standard input. */
  readonly paths: readonly string[];
  /** Patterns and folders that no file fits, and paths where nothing is. */
  readonly missing: readonly string[];
}

const IGNORED = ['**/node_modules/**', '**/.*/**'];
const QUERY_FILES = `**/*.{${QUERY_FILE_ENDINGS.join(',')}}`;

/** Finds the files that are named: themselves, those of a folder that may hold queries, or those of a pattern. */
export async function findFiles(patterns: readonly string[], folder = process.cwd()): Promise<FoundFiles> {
  const found = await Promise.all(patterns.map((pattern) => expand(pattern, folder)));
  const paths = new Set(found.flat());
  return {
    paths: [...paths].sort(inOrder),
    missing: patterns.filter((_, index) => found[index]?.length === 0),
  };
}

async function expand(pattern: string, cwd: string): Promise<string[]> {
  if (pattern === '-') return ['-'];
  const path = isAbsolute(pattern) ? pattern : join(cwd, pattern);
  const state = await stat(path).catch(() => undefined);
  if (state?.isDirectory() === true) {
    const inside = await glob(QUERY_FILES, { cwd: path, ignore: IGNORED, caseSensitiveMatch: false });
    return inside.map((file) => slashed(join(pattern, file)));
  }
  // A file may have a name that looks like a pattern.
  if (state !== undefined) return [slashed(pattern)];
  const wanted = slashed(pattern);
  return isDynamicPattern(wanted)
    ? glob(wanted, { cwd, ignore: IGNORED, expandDirectories: false, absolute: isAbsolute(pattern) })
    : [];
}

/** The same path on every system, as reports show it. */
function slashed(path: string): string {
  return process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
}

/** By code units, whatever the language of the machine. */
function inOrder(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
