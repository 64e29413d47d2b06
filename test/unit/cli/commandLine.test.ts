import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { version } from '../../../package.json';
import { buildCli, removeCliCache, runCli, startCli } from './builtCli';

const ENGINE_TIMEOUT = 120_000;

let folder = '';
beforeAll(async () => {
  buildCli();
  folder = await mkdtemp(join(tmpdir(), 'kql-hunt-'));
  await writeFile(join(folder, 'Things.csv'), 'Name,N\r\n=cmd,9223372036854775807\r\nb,2\r\n');
}, ENGINE_TIMEOUT);
afterAll(async () => {
  removeCliCache();
  await rm(folder, { recursive: true });
});

describe('kql-hunt as a program', () => {
  test('says what it can and which version it is', async () => {
    expect(await runCli(['--version'])).toEqual({ exitCode: 0, shown: `${version}\n`, told: '' });
    const help = await runCli(['--help']);
    expect(help.shown).toContain('kql-hunt run [FILE | -]');
    expect(help.exitCode).toBe(0);
  });

  test('ends with 2 and says nothing on standard output when it is used wrongly', async () => {
    const wrong = await runCli(['run', '--timespan', 'yesterday', 'x.kql']);
    expect(wrong).toMatchObject({ exitCode: 2, shown: '' });
    expect(wrong.told).toMatch(/^kql-hunt: "yesterday" is not a timespan\. /);
    expect(await runCli(['run', '-'], ' \n')).toMatchObject({ exitCode: 2, shown: '' });
  });

  test('ends with 1 when a query cannot be read or a connection is not known', async () => {
    expect(await runCli(['run', join(folder, 'none.kql')])).toMatchObject({ exitCode: 1, shown: '' });
    expect(await runCli(['run', '--query', 'T', '--connection', 'nowhere'])).toMatchObject({ exitCode: 1, shown: '' });
  });
});

describe('kql-hunt check and format', { timeout: ENGINE_TIMEOUT }, () => {
  test('end with 1 where there is an error, and with 0 otherwise', async () => {
    const wrong = await runCli(['check', '-'], 'DeviceInfo | where');
    expect(wrong).toMatchObject({ exitCode: 1, told: 'kql-hunt: 1 error and 0 warnings, in 1 file.\n' });
    expect(wrong.shown).toMatch(/^-:1:19: error KS\d+: /);
    expect(await runCli(['check', '-', '--format', 'json'], 'DeviceInfo | take 1')).toEqual({
      exitCode: 0,
      shown: '[]\n',
      told: '',
    });
    expect(await runCli(['format', '-'], 'T|take   1')).toEqual({ exitCode: 0, shown: 'T | take 1', told: '' });
    expect(await runCli(['format', '-', '--check'], 'T|take   1')).toMatchObject({ exitCode: 1, shown: '-\n' });
  });

  test('end with 2 when they are used wrongly', async () => {
    expect(await runCli(['check'])).toMatchObject({ exitCode: 2, shown: '' });
    expect(await runCli(['check', '-', '--format', 'xml'])).toMatchObject({ exitCode: 2, shown: '' });
  });
});

test('an interrupted kql-hunt dies of the signal', async () => {
  const child = startCli('run', '-');
  child.stdin.on('error', () => undefined);
  // More than a pipe holds: once it is taken, the program is reading.
  await new Promise((resolve) => child.stdin.write(' '.repeat(1 << 20), resolve));
  child.kill('SIGINT');
  await once(child, 'close');
  expect(child.signalCode).toBe('SIGINT');
});

describe('kql-hunt run on a folder of data', { timeout: ENGINE_TIMEOUT }, () => {
  test('gives the answer in its own shape, digit by digit', async () => {
    const words = ['run', '-', '--data', folder, '--format', 'json'];
    expect(await runCli(words, 'Things | where Name startswith "="')).toEqual({
      exitCode: 0,
      shown:
        '{"schema":[{"name":"Name","type":"String"},{"name":"N","type":"Int64"}],"results":[\n' +
        '{"Name":"=cmd","N":9223372036854775807}\n]}\n',
      told: '',
    });
  });

  test('ends with 0 when no rows came back', async () => {
    const none = await runCli(['run', '--query', 'Things | where N == 0', '--data', folder]);
    expect(none).toMatchObject({ exitCode: 0, shown: 'Name  N\n----  -\n' });
    expect(none.told).toMatch(/^0 rows in \d+\.\d\d s\n$/);
  });

  test('ends with 1 and leaves no file when the query fails', async () => {
    const output = join(folder, 'hits.csv');
    const failed = await runCli(['run', '--query', 'Things | where Nope == 1', '--data', folder, '--output', output]);
    expect(failed).toMatchObject({ exitCode: 1, shown: '' });
    expect(failed.told).toContain("'Nope'");
    expect(await readdir(folder)).toEqual(['Things.csv']);
  });

  test('saves to a file in the format of its ending', async () => {
    const output = join(folder, 'hits.tsv');
    await runCli(['run', '--query', 'Things | sort by N asc', '--data', folder, '--output', output]);
    expect(await readFile(output, 'utf8')).toBe(`Name\tN\r\nb\t2\r\n"'=cmd"\t9223372036854775807\r\n`);
    await rm(output);
  });

  test('tells on standard error what of the data could not be read, and gives the rest', async () => {
    const data = await mkdtemp(join(tmpdir(), 'kql-hunt-'));
    await writeFile(join(data, 'Logs.csv'), 'a,b\n1,2\n3\n');
    const told = 'Logs.csv: 1 row could not be read in line 3: it has fewer values than the header has names.\n';
    const words = ['run', '--query', 'Logs', '--data', data, '--format', 'csv'];
    // The second time from the cache, the third without it.
    for (const more of [[], [], ['--no-cache']]) {
      expect(await runCli([...words, ...more])).toEqual({ exitCode: 0, shown: 'a,b\r\n1,2\r\n', told });
    }
    await rm(data, { recursive: true });
  });

  test('stops at the rows of the service, unless it is told not to', async () => {
    const words = ['run', '--query', 'range x from 1 to 100003 step 1', '--data', folder, '--format', 'ndjson'];
    const linesOf = async (...more: string[]) => (await runCli([...words, ...more])).shown.trimEnd().split('\n').length;
    expect(await linesOf()).toBe(100_000);
    expect(await linesOf('--no-limits')).toBe(100_003);
  });

  test('says like the service that a query took too long', async () => {
    const long =
      'range x from 1 to 100000 step 1 | extend k = 1 | join kind=inner (range y from 1 to 100000 step 1 | extend k = 1) on k | summarize max(x * y)';
    const late = await runCli(['run', '--query', long, '--data', folder, '--timeout', '1']);
    expect(late.exitCode).toBe(1);
    expect(late.told).toMatch(/^kql-hunt: The query did not end within the 1 second that it may take\./);
  });

  test('ends quietly when whoever reads it leaves', async () => {
    const words = ['run', '--query', 'range x from 1 to 90000 step 1', '--data', folder, '--format', 'csv'];
    const child = startCli(...words);
    let told = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (told += text));
    child.stdout.once('data', () => child.stdout.destroy());
    await once(child, 'close');
    expect({ exitCode: child.exitCode, told }).toEqual({ exitCode: 0, told: '' });
  });
});

describe('kql-hunt serve', { timeout: ENGINE_TIMEOUT }, () => {
  const Address = v.pipe(v.string(), v.parseJson(), v.strictObject({ url: v.string(), token: v.string() }));

  test('prints one line with its address, answers there, and ends when it is told to', async () => {
    const child = startCli('serve', '--data', folder, '--token', 'a-token');
    let shown = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (shown += text));
    const lines: unknown[] = await once(createInterface(child.stdout), 'line');
    const { url, token } = v.parse(Address, lines[0]);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1\.0\/security\/runHuntingQuery$/);
    expect(token).toBe('a-token');

    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
      body: JSON.stringify({ Query: 'Things | count' }),
    });
    expect(await answer.json()).toMatchObject({ results: [{ Count: 2 }] });

    child.kill('SIGTERM');
    await once(child, 'close');
    expect(child.exitCode).toBe(0);
    expect(shown.trimEnd().split('\n')).toHaveLength(1);
  });
});
