import { execFileSync, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const ROOT = join(import.meta.dirname, '../../..');
const CLI = join(ROOT, 'dist/cli.js');

/** Builds the program unless a build has left it there. */
export function buildCli(): void {
  if (!existsSync(CLI)) execFileSync(process.execPath, ['esbuild.js'], { cwd: ROOT, stdio: 'ignore' });
}

/** Tests keep no tables where the user's own programs do. */
const CACHE = join(ROOT, 'dist-test', `cli-cache-${process.pid}`);

/** To be called when the tests of a file are over. */
export function removeCliCache(): void {
  rmSync(CACHE, { recursive: true, force: true });
}

export function startCli(...words: string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [CLI, ...words], {
    env: { ...process.env, XDG_CACHE_HOME: CACHE, LOCALAPPDATA: CACHE },
  });
}

export interface FinishedCli {
  readonly exitCode: number | null;
  readonly shown: string;
  readonly told: string;
}

/** Runs the program to its end with the given standard input. */
export async function runCli(words: readonly string[], input = ''): Promise<FinishedCli> {
  const child = startCli(...words);
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const [shown, told] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { exitCode: child.exitCode, shown, told };
}
