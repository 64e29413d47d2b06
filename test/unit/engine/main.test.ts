import { build } from 'esbuild';
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';

// Below the repository, so that the native database is found in its node_modules.
const FOLDER = path.resolve(import.meta.dirname, `../../../dist-test/engine-main-${process.pid}`);
const SCRIPT = path.join(FOLDER, 'engine.cjs');
const DATA = path.join(FOLDER, 'data');

const Ready = v.object({
  url: v.string(),
  token: v.string(),
  notes: v.array(v.string()),
  tables: v.array(v.unknown()),
});
const Failed = v.object({ error: v.object({ code: v.string(), message: v.string(), hint: v.string() }) });

describe('the engine’s process', () => {
  beforeAll(async () => {
    await build({
      entryPoints: [path.resolve(import.meta.dirname, '../../../src/engine/main.ts')],
      outfile: SCRIPT,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      external: ['@duckdb/*'],
      logLevel: 'silent',
    });
    mkdirSync(DATA, { recursive: true });
    writeFileSync(path.join(DATA, 'T.csv'), 'A\n1\n');
  });
  afterAll(() => {
    rmSync(FOLDER, { recursive: true, force: true });
  });

  const start = (words: readonly string[]): ChildProcessWithoutNullStreams => {
    const child = spawn(process.execPath, [SCRIPT, ...words]);
    onTestFinished(() => {
      child.kill('SIGKILL');
    });
    return child;
  };
  const firstLine = async (child: ChildProcessWithoutNullStreams): Promise<unknown> => {
    for await (const line of createInterface({ input: child.stdout })) return JSON.parse(line);
    return undefined;
  };

  it('prints its address, answers, and stops when its stdin closes', async () => {
    const child = start(['--data', DATA, '--token', 'secret']);
    const { url, token, notes, tables } = v.parse(Ready, await firstLine(child));
    expect(token).toBe('secret');
    expect(notes).toEqual([]);
    expect(tables).toEqual([{ name: 'T', columns: [{ name: 'A', type: 'long' }] }]);
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{"Query":"T | count"}',
    });
    expect(await response.json()).toMatchObject({
      schema: [{ name: 'Count', type: 'Int64' }],
      results: [{ Count: 1 }],
    });
    const exited = once(child, 'exit');
    child.stdin.end();
    expect(await exited).toEqual([0, null]);
  });

  it('bounds its queries as it is told to', async () => {
    const child = start(['--data', DATA, '--memory', '512MB', '--timeout', '1s', '--no-limits']);
    const { url, token } = v.parse(Ready, await firstLine(child));
    const post = async (Query: string): Promise<string> => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ Query }),
      });
      return response.text();
    };
    expect(await post('range I from 1 to 100000000000 step 1 | summarize sum(I % 7)')).toContain(
      'timeout period of 1 sec',
    );
  });

  it('stops when it is told to', async () => {
    const child = start(['--data', DATA]);
    await firstLine(child);
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
  });

  it.each([
    [['--data', path.join(DATA, 'nowhere')], 'DataFolderNotFound', 1],
    [['--port', 'http'], 'WrongArguments', 2],
    [['--wrong'], 'WrongArguments', 2],
    [['--memory', '4'], 'WrongArguments', 2],
    [['--timeout', 'soon'], 'WrongArguments', 2],
  ])('says on stdout why it cannot start: %j', async (words, code, exitCode) => {
    const child = start(words);
    const exited = once(child, 'exit');
    expect(v.parse(Failed, await firstLine(child)).error.code).toBe(code);
    expect(await exited).toEqual([exitCode, null]);
  });
});
