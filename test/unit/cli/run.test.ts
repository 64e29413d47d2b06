import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunCommand } from '../../../src/cli/arguments';
import { run, type OpenConnectionFor } from '../../../src/cli/run';
import type { HuntingAnswer } from '../../../src/core/connection';
import { fail, succeed } from '../../../src/core/errors';
import type { HuntingRequest } from '../../../src/core/kql/huntingRequest';
import { raw, textTable } from '../core/formats/textTable';
import { FakeTerminal } from './fakeTerminal';

const never = new AbortController().signal;
const table = textTable(
  [
    { name: 'FileName', type: 'string' },
    { name: 'N', type: 'long' },
  ],
  [['=cmd', raw('9223372036854775807')]],
);
const answer: HuntingAnswer = { table, elapsedMs: 1234, mayBeIncomplete: false, notes: [] };
const command: RunCommand = {
  kind: 'run',
  query: { kind: 'text', text: 'T | take 1' },
  connection: 'local',
  format: 'table',
};

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kql-run-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** A connection that gives one answer and keeps what it was asked. */
function answering(given: HuntingAnswer = answer) {
  const asked: HuntingRequest[] = [];
  let closed = 0;
  const open: OpenConnectionFor = () =>
    Promise.resolve(
      succeed({
        connection: {
          name: 'Fake',
          run: (request) => {
            asked.push(request);
            return Promise.resolve(succeed(given));
          },
        },
        workspaceId: 'workspace',
        close: () => {
          closed++;
          return Promise.resolve();
        },
      }),
    );
  return { open, asked, closed: () => closed };
}

describe('a run', () => {
  test('sends the query untouched and closes its connection', async () => {
    const fake = answering();
    const query = { kind: 'text', text: ' T\r\n| take 1 // x\n' } as const;
    await run(
      { ...command, query, timespan: { kind: 'duration', duration: 'P1D' } },
      new FakeTerminal(),
      fake.open,
      never,
    );
    expect(fake.asked).toEqual([
      { query: ' T\r\n| take 1 // x\n', timespan: { kind: 'duration', duration: 'P1D' }, workspaceId: 'workspace' },
    ]);
    expect(fake.closed()).toBe(1);
  });

  test('shows data on standard output and all else on standard error', async () => {
    const terminal = new FakeTerminal();
    await run(command, terminal, answering({ ...answer, notes: ['A note.'] }).open, never);
    expect(terminal.shown).toBe(
      'FileName                    N\n--------  -------------------\n=cmd      9223372036854775807\n',
    );
    expect(terminal.told).toBe('1 row in 1.23 s\nA note.\n');
  });

  test('cuts the table to the terminal and says which columns are missing', async () => {
    const terminal = new FakeTerminal({}, '', { isTTY: true, columns: 10 });
    await run(command, terminal, answering().open, never);
    expect(terminal.shown).toBe('FileName\n--------\n=cmd\n');
    expect(terminal.told).toContain('1 more column does not fit the terminal');
  });

  test('says that there may be more rows', async () => {
    const terminal = new FakeTerminal();
    await run({ ...command, format: 'ndjson' }, terminal, answering({ ...answer, mayBeIncomplete: true }).open, never);
    expect(terminal.shown).toBe('{"FileName":"=cmd","N":9223372036854775807}\n');
    expect(terminal.told).toMatch(/^These may not be all rows: the service stops at /);
  });

  test('saves to a file', async () => {
    const output = join(folder, 'hits.csv');
    const terminal = new FakeTerminal();
    await run({ ...command, format: 'csv', output }, terminal, answering().open, never);
    expect(await readFile(output, 'utf8')).toBe(`FileName,N\r\n"'=cmd",9223372036854775807\r\n`);
    expect(terminal.shown).toBe('');
    expect(terminal.told).toBe(`1 row in 1.23 s, saved to ${output}\n`);
  });

  test('leaves no half file when it is cancelled while saving', async () => {
    const outcome = await run(
      { ...command, format: 'csv', output: join(folder, 'hits.csv') },
      new FakeTerminal(),
      answering().open,
      AbortSignal.abort(),
    );
    expect(outcome.ok || outcome.error.code).toBe('Cancelled');
    expect(await readdir(folder)).toEqual([]);
  });

  test('reads its query from standard input, whatever the chunks', async () => {
    const fake = answering();
    const terminal = new FakeTerminal({}, '\uFEFFprint x = "ä漢😀"');
    await run({ ...command, query: { kind: 'standardInput' } }, terminal, fake.open, never);
    expect(fake.asked[0]?.query).toBe('print x = "ä漢😀"');
  });

  test('stops waiting for standard input when it is interrupted', async () => {
    const interruption = new AbortController();
    const { environment, output, errors } = new FakeTerminal();
    const input = new Readable({ read: () => interruption.abort() });
    const terminal = { environment, input, output, errors };
    const query = { kind: 'standardInput' } as const;
    const outcome = await run({ ...command, query }, terminal, answering().open, interruption.signal);
    expect(outcome.ok || outcome.error.code).toBe('Cancelled');
  });

  test('reads its query from a file without the byte order mark', async () => {
    const path = join(folder, 'hunt.kql');
    await writeFile(path, '\uFEFFT | count');
    const fake = answering();
    await run({ ...command, query: { kind: 'file', path } }, new FakeTerminal(), fake.open, never);
    expect(fake.asked[0]?.query).toBe('T | count');
  });

  test('of a missing file or an empty query never opens a connection', async () => {
    const open: OpenConnectionFor = () => Promise.reject(new Error('opened'));
    const missing = await run(
      { ...command, query: { kind: 'file', path: join(folder, 'x.kql') } },
      new FakeTerminal(),
      open,
      never,
    );
    const empty = await run({ ...command, query: { kind: 'text', text: ' \n' } }, new FakeTerminal(), open, never);
    expect([missing, empty].map((outcome) => outcome.ok || outcome.error.code)).toEqual(['QueryNotRead', 'EmptyQuery']);
  });

  test('closes its connection when the service fails', async () => {
    let closed = false;
    const error = { code: 'BadQuery', message: 'No.', hint: '' };
    const open: OpenConnectionFor = () =>
      Promise.resolve(
        succeed({
          connection: { name: 'Fake', run: () => Promise.resolve(fail(error)) },
          close: () => {
            closed = true;
            return Promise.resolve();
          },
        }),
      );
    expect(await run(command, new FakeTerminal(), open, never)).toEqual({ ok: false, error });
    expect(closed).toBe(true);
  });

  test('ends quietly when whoever reads has gone', async () => {
    const gone = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('gone'), { code: 'EPIPE' })),
    });
    gone.on('error', () => undefined);
    const { environment, input, errors } = new FakeTerminal();
    const terminal = { environment, input, errors, output: gone };
    const outcome = await run({ ...command, format: 'csv' }, terminal, answering().open, never);
    expect(outcome.ok).toBe(true);
  });
});
