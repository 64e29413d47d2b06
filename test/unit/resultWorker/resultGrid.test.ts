import * as fileSystem from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StreamedAnswer } from '../../../src/core/connection';
import { saveFile } from '../../../src/core/formats/saveFile';
import { parseHostMessage, type HostMessage } from '../../../src/core/protocol/gridMessages';
import type { RemoteAnswer } from '../../../src/resultWorker/answerBatches';
import type { RemoteRows } from '../../../src/resultWorker/remoteRows';
import { ResultGrid, type ResultGridActions } from '../../../src/resultWorker/resultGrid';
import { buildResultWorker, type BuiltWorker } from '../../fixtures/builtResultWorker';
import { FAKE_GRAPH_ANSWERS } from '../../fixtures/fakeGraphAnswers';

const RUN = { query: 'T | take 2', connection: 'Contoso', timespan: 'Last 7 days' };
const ID_ANSWER = '{"schema":[{"name":"Id","type":"Int64"}],"results":[{"Id":9223372036854775807},{"Id":-1}]}';
const NO_SIGNAL = new AbortController().signal;

let worker: BuiltWorker;
let folder: string;
const open: ResultGrid[] = [];

beforeAll(async () => {
  worker = await buildResultWorker();
  folder = await fileSystem.mkdtemp(path.join(tmpdir(), 'kql-hunting-rows-'));
});
afterEach(() => {
  for (const grid of open.splice(0)) grid.dispose();
});
afterAll(async () => {
  await worker.remove();
  await fileSystem.rm(folder, { recursive: true, force: true });
});

/** A grid whose page is the test: what is posted, and a way to wait for it. */
function openGrid(actions: Partial<ResultGridActions> = {}, workerFile = worker.file) {
  const posted: HostMessage[] = [];
  const faults: string[] = [];
  let tell: () => void = () => undefined;
  const grid = new ResultGrid({
    workerFile,
    post: (data) => {
      const message = parseHostMessage(data);
      if (message === undefined) throw new Error('The page would not know this message.');
      posted.push(message);
      tell();
    },
    actions: {
      writeClipboard: () => Promise.resolve(),
      append: () => undefined,
      openQuery: () => undefined,
      saveChart: () => undefined,
      save: () => undefined,
      reportFault: (report) => faults.push(report),
      ...actions,
    },
  });
  open.push(grid);
  const when = async <Type extends HostMessage['type']>(type: Type) => {
    for (;;) {
      const found = posted.find((message): message is Extract<HostMessage, { type: Type }> => message.type === type);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => (tell = resolve));
    }
  };
  return { grid, posted, faults, when };
}

async function read(grid: ResultGrid, body: string): Promise<StreamedAnswer<RemoteAnswer>> {
  const reader = grid.openReader();
  const bytes = new TextEncoder().encode(body);
  const half = bytes.length >> 1;
  expect(await reader.write(bytes.subarray(0, half))).toBeUndefined();
  expect(await reader.write(bytes.subarray(half))).toBeUndefined();
  const answer = await reader.finish();
  if (!answer.ok) throw new Error(answer.error.message);
  return { ...answer.value, elapsedMs: 12, mayBeIncomplete: false };
}

async function* bytesOf(body: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(new TextEncoder().encode(body));
}

async function* brokenBytes(): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode('{"schema":');
  await Promise.reject(new Error('The disk is gone.'));
}

async function showAnswer(body: string, actions: Partial<ResultGridActions> = {}) {
  const opened = openGrid(actions);
  opened.grid.receive({ type: 'ready' });
  opened.grid.showResult(RUN, await read(opened.grid, body));
  const { resultId } = await opened.when('showResult');
  return { ...opened, resultId };
}

describe('a result whose rows are in a worker', () => {
  it('shows what runs, then its rows, then windows of them with every digit', async () => {
    const { grid, posted, when } = openGrid();
    grid.receive({ type: 'ready' });
    grid.showRunning(RUN);
    expect(posted).toEqual([{ type: 'runStarted', run: RUN }]);
    const answer = await read(grid, ID_ANSWER);
    expect(answer.rowCount).toBe(2);
    grid.showResult(RUN, answer);
    const { resultId, rowCount } = await when('showResult');
    expect(rowCount).toBe(2);
    grid.receive({
      type: 'requestRows',
      resultId,
      requestId: 1,
      firstRow: 0,
      rowCount: 2,
      columns: [0],
    });
    expect((await when('rows')).cells).toEqual([['9223372036854775807'], ['-1']]);
  });

  it('shows its rows to a page that is ready only afterwards, and to one that is loaded anew', async () => {
    const { grid, posted, when } = openGrid();
    grid.showResult(RUN, await read(grid, ID_ANSWER));
    expect(posted).toEqual([]);
    grid.receive({ type: 'ready' });
    const first = await when('showResult');
    posted.length = 0;
    grid.receive({ type: 'ready' });
    expect(await when('showResult')).toEqual(first);
  });

  it('tells how many rows are read while an answer streams in, and the notes at its end', async () => {
    const { grid } = openGrid();
    const reader = grid.openReader();
    const bytes = new TextEncoder().encode(FAKE_GRAPH_ANSWERS.atTheRowCap);
    const counts = new Set<number>();
    for (let start = 0; start < bytes.length; start += 10_000) {
      await reader.write(bytes.subarray(start, start + 10_000));
      counts.add(reader.rowCount);
    }
    expect(await reader.finish()).toMatchObject({ ok: true, value: { rowCount: 100_000, notes: [] } });
    expect(reader.rowCount).toBe(100_000);
    const noted = openGrid().grid;
    expect((await read(noted, FAKE_GRAPH_ANSWERS.loneSurrogate)).notes).toHaveLength(1);
  });

  it('shows what differs between two answers, with the counts as a note', async () => {
    const { grid, when } = openGrid();
    grid.receive({ type: 'ready' });
    const earlier = '{"schema":[{"name":"Id","type":"Int64"}],"results":[{"Id":9223372036854775806},{"Id":-1}]}';
    const compared = await grid.compare(bytesOf(earlier), bytesOf(ID_ANSWER), ['Id']);
    if (!compared.ok) throw new Error(compared.error.message);
    expect(compared.value).toMatchObject({
      rowCount: 2,
      notes: ['1 new, 1 gone, 0 changed; 1 row the same in both.'],
    });
    grid.showResult(RUN, { ...compared.value, elapsedMs: 12, mayBeIncomplete: false });
    expect((await when('showResult')).columns.map(({ name }) => name)).toEqual(['Change', 'Id', 'Differences']);
  });

  it('says why two answers cannot be compared', async () => {
    const { grid } = openGrid();
    const compare = (after: AsyncIterable<Uint8Array>, key: string) => grid.compare(bytesOf(ID_ANSWER), after, [key]);
    expect(await compare(bytesOf(ID_ANSWER), 'Missing')).toMatchObject({ ok: false, error: { code: 'NoSuchKey' } });
    expect(await compare(bytesOf('{"schema":'), 'Id')).toMatchObject({ ok: false, error: { code: 'TruncatedAnswer' } });
    expect(await compare(brokenBytes(), 'Id')).toMatchObject({ ok: false, error: { code: 'AnswerUnreadable' } });
  });

  it('refuses what is no answer, also when it comes in many pieces', async () => {
    const { grid } = openGrid();
    const whole = grid.openReader();
    await whole.write(new TextEncoder().encode('<html>'));
    expect(await whole.finish()).toMatchObject({ ok: false, error: { code: 'MalformedAnswer' } });
    const long = grid.openReader();
    const page = new TextEncoder().encode('<p>'.repeat(400_000));
    const told: unknown[] = [];
    for (let time = 0; time < 8; time += 1) told.push(await long.write(page));
    expect(told.at(-1)).toMatchObject({ code: 'MalformedAnswer' });
  });

  it('reads an answer anew after a first attempt that broke off', async () => {
    const { grid } = openGrid();
    const broken = grid.openReader();
    await broken.write(new TextEncoder().encode(ID_ANSWER.slice(0, 60)));
    expect((await read(grid, ID_ANSWER)).rowCount).toBe(2);
  });

  it('leaves the bytes that it is given to who gave them', async () => {
    const { grid } = openGrid();
    const bytes = new TextEncoder().encode(ID_ANSWER);
    const reader = grid.openReader();
    await reader.write(bytes);
    await reader.finish();
    expect(new TextDecoder().decode(bytes)).toBe(ID_ANSWER);
  });

  it('copies through the host, and tells the page when the clipboard refuses', async () => {
    const copies: string[] = [];
    const copied = await showAnswer(ID_ANSWER, { writeClipboard: (text) => Promise.resolve(void copies.push(text)) });
    copied.grid.receive({ type: 'copyCell', resultId: copied.resultId, row: 0, column: 0 });
    expect(await copied.when('status')).toMatchObject({ text: 'Copied the value.' });
    expect(copies).toEqual(['9223372036854775807']);
    const refused = await showAnswer(ID_ANSWER, { writeClipboard: () => Promise.reject(new Error('No display.')) });
    refused.grid.receive({ type: 'copyCell', resultId: refused.resultId, row: 0, column: 0 });
    expect((await refused.when('status')).text).toMatch(/clipboard could not be written/);
  });

  it('hands conditions for the query to the host', async () => {
    const condition = new Promise<string>((resolve) => {
      void showAnswer(ID_ANSWER, { append: resolve }).then(({ grid, resultId }) =>
        grid.receive({
          type: 'pivot',
          resultId,
          pivot: 'include',
          selection: { rows: [{ first: 1, count: 1 }], columns: [0] },
        }),
      );
    });
    expect(await condition).toBe('where Id == long(-1)');
  });
});

describe('an answer that takes long', () => {
  const BEGIN = '{"schema":[{"name":"Id","type":"Int64"}],"results":[{"Id":1},{"Id":2},';
  const END = '{"Id":3}]}';

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const bytesOfText = (text: string) => new TextEncoder().encode(text);

  /** A run whose answer has begun to come. */
  async function openSlow(onCancel?: () => void) {
    const opened = openGrid();
    opened.grid.receive({ type: 'ready' });
    opened.grid.showRunning(RUN, onCancel);
    const reader = opened.grid.openReader();
    await reader.write(bytesOfText(BEGIN));
    return { ...opened, reader };
  }

  async function openShown(onCancel?: () => void) {
    const opened = await openSlow(onCancel);
    vi.advanceTimersByTime(500);
    return { ...opened, first: await opened.when('showRowsSoFar') };
  }

  it('shows its first rows after half a second, though no more bytes come, and then those that have come since', async () => {
    const { grid, posted, when, reader } = await openSlow();
    vi.advanceTimersByTime(499);
    expect(posted).toEqual([{ type: 'runStarted', run: RUN }]);
    vi.advanceTimersByTime(1);
    const { resultId, rowCount, firstCells, run } = await when('showRowsSoFar');
    expect({ rowCount, firstCells, run }).toEqual({ rowCount: 2, firstCells: [['1'], ['2']], run: RUN });
    expect([grid.rowCount, grid.columns, await grid.selectAll()]).toEqual([undefined, [], undefined]);

    await reader.write(bytesOfText(END));
    vi.advanceTimersByTime(200);
    expect(await when('moreRows')).toMatchObject({ resultId, rowCount: 3 });
    grid.receive({ type: 'requestRows', resultId, requestId: 1, firstRow: 2, rowCount: 1, columns: [0] });
    expect((await when('rows')).cells).toEqual([['3']]);

    const answer = await reader.finish();
    if (!answer.ok) throw new Error(answer.error.message);
    grid.showResult(RUN, { ...answer.value, elapsedMs: 800, mayBeIncomplete: false });
    expect(await when('showResult')).toMatchObject({ resultId, rowCount: 3 });
    expect(grid.rowCount).toBe(3);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is shown as ever where it is whole within that time', async () => {
    const { grid, posted, when, reader } = await openSlow();
    vi.advanceTimersByTime(400);
    await reader.write(bytesOfText(END));
    const answer = await reader.finish();
    if (!answer.ok) throw new Error(answer.error.message);
    vi.advanceTimersByTime(5000);
    grid.showResult(RUN, { ...answer.value, elapsedMs: 400, mayBeIncomplete: false });
    await when('showResult');
    expect(posted.map(({ type }) => type)).toEqual(['runStarted', 'showResult']);
  });

  it('shows its rows to a page that is loaded anew', async () => {
    const { grid, posted, when } = await openShown();
    posted.length = 0;
    grid.receive({ type: 'ready' });
    expect(await when('showRowsSoFar')).toMatchObject({ rowCount: 2 });
    expect(posted).toHaveLength(1);
  });

  it('ends as an error where it fails late, which says that the rows were a part of it', async () => {
    const { grid, posted, first } = await openShown();
    const error = { code: 'TruncatedAnswer', message: 'The answer broke off.', hint: 'Run the query again.' };
    grid.showFailure(RUN, error);
    expect(posted.at(-1)).toMatchObject({ type: 'runFailed', error: { message: error.message }, rowsBefore: 2 });
    posted.length = 0;
    grid.receive({
      type: 'requestRows',
      resultId: first.resultId,
      requestId: 1,
      firstRow: 0,
      rowCount: 1,
      columns: [0],
    });
    grid.receive({ type: 'ready' });
    expect(posted).toMatchObject([{ type: 'runFailed' }]);
    expect([grid.rowCount, await grid.keepRowsSoFar(), vi.getTimerCount()]).toEqual([undefined, undefined, 0]);
  });

  it('begins anew with another attempt, of which the bytes of the first are no part', async () => {
    const { grid, posted, reader, when } = await openShown();
    posted.length = 0;
    const second = grid.openReader();
    expect(posted).toEqual([{ type: 'runStarted', run: RUN }]);
    await reader.write(bytesOfText('of the first'));
    await second.write(bytesOfText(BEGIN));
    vi.advanceTimersByTime(500);
    expect(await when('showRowsSoFar')).toMatchObject({ rowCount: 2 });
    await second.write(bytesOfText(END));
    expect(await second.finish()).toMatchObject({ ok: true, value: { rowCount: 3 } });
  });

  it('can be cancelled on the page once it shows rows, which can be kept as an answer', async () => {
    const onCancel = vi.fn();
    const { grid, reader, when, first } = await openShown(onCancel);
    const { resultId } = first;
    grid.receive({ type: 'cancelRun', resultId });
    expect(onCancel).toHaveBeenCalledOnce();
    const kept = await grid.keepRowsSoFar();
    expect(kept).toEqual({ rowCount: 2, columns: [{ name: 'Id', type: 'long' }], notes: [] });
    await reader.write(bytesOfText(END));
    if (kept === undefined) return;
    grid.showResult(RUN, { ...kept, elapsedMs: 700, mayBeIncomplete: false, wasCancelled: true });
    expect(await when('showResult')).toMatchObject({ resultId, rowCount: 2, wasCancelled: true });
    const rows = await grid.selectAll();
    expect(rows?.rowCount).toBe(2);
    expect(rows?.missing).toEqual([
      'The run was cancelled after 2 rows: there may be more. Run the query again for all of them.',
    ]);
  });

  it('is not shown in part where it is there already and nobody could cancel it', async () => {
    const { grid, posted } = openGrid();
    grid.receive({ type: 'ready' });
    grid.showRunning(RUN);
    const bytes = async function* () {
      yield await Promise.resolve(bytesOfText(BEGIN));
      vi.advanceTimersByTime(5000);
      yield bytesOfText(END);
    };
    expect(await grid.read(bytes())).toMatchObject({ ok: true, value: { rowCount: 3 } });
    expect(posted).toEqual([{ type: 'runStarted', run: RUN }]);
  });

  it('has no rows to keep before any is shown', async () => {
    const { grid } = await openSlow();
    expect(await grid.keepRowsSoFar()).toBeUndefined();
  });
});

describe('rows that are saved out of the worker', () => {
  const selectionOf = async (body: string): Promise<RemoteRows> => {
    const { grid } = await showAnswer(body);
    const rows = await grid.selectAll();
    if (rows === undefined) throw new Error('There are no rows.');
    return rows;
  };
  const options = { guardFormulas: true, byteOrderMark: false };

  it('are written whole and exact, piece by piece', async () => {
    const rows = await selectionOf(FAKE_GRAPH_ANSWERS.atTheRowCap);
    const file = path.join(folder, 'cap.csv');
    const seen: number[] = [];
    const onProgress = (rowsWritten: number) => seen.push(rowsWritten);
    const saved = await saveFile(fileSystem, file, rows.write('csv', options), { signal: NO_SIGNAL, onProgress });
    expect(saved).toEqual({ ok: true, value: 100_000 });
    const lines = (await fileSystem.readFile(file, 'utf8')).split('\r\n');
    expect(lines.slice(0, 3)).toEqual(['N', '0', '1']);
    expect(lines).toHaveLength(100_002);
    expect(seen.length).toBeGreaterThan(5);
  });

  it('are those that were selected, whatever is sorted afterwards', async () => {
    const saves: RemoteRows[] = [];
    const { grid, resultId, when } = await showAnswer(ID_ANSWER, { save: (rows) => saves.push(rows) });
    grid.receive({ type: 'save', resultId, selection: { rows: [{ first: 0, count: 1 }], columns: [0] } });
    grid.receive({ type: 'sort', resultId, requestId: 1, keys: [{ column: 0, direction: 'ascending' }] });
    await when('rowsSorted');
    const all = await grid.selectAll();
    const [rows] = saves;
    expect(rows?.columns).toEqual([{ name: 'Id', type: 'long' }]);
    expect([rows?.rowCount, all?.rowCount]).toEqual([1, 2]);
    const text = async (given: RemoteRows | undefined) => {
      let whole = '';
      for await (const chunk of given?.write('tsv', options) ?? []) whole += chunk.text;
      return whole;
    };
    expect(await text(rows)).toBe('Id\r\n9223372036854775807\r\n');
    expect(await text(all)).toBe('Id\r\n-1\r\n9223372036854775807\r\n');
  });

  it('leave nothing behind where saving is cancelled or the result is closed', async () => {
    const kept = path.join(folder, 'kept');
    await fileSystem.mkdir(kept);
    const file = path.join(kept, 'rows.csv');
    const cancellation = new AbortController();
    const rows = await selectionOf(FAKE_GRAPH_ANSWERS.atTheRowCap);
    const onProgress = () => cancellation.abort();
    const { signal } = cancellation;
    const cancelled = await saveFile(fileSystem, file, rows.write('csv', options), { signal, onProgress });
    expect(cancelled).toMatchObject({ ok: false, error: { code: 'Cancelled' } });
    const { grid } = await showAnswer(FAKE_GRAPH_ANSWERS.atTheRowCap);
    const others = await grid.selectAll();
    const lost = await saveFile(fileSystem, file, others?.write('csv', options) ?? [], {
      signal: NO_SIGNAL,
      onProgress: () => grid.dispose(),
    });
    expect(lost).toMatchObject({ ok: false, error: { code: 'CannotSave' } });
    expect(await fileSystem.readdir(kept)).toEqual([]);
  });
});

describe('a worker that ends', () => {
  const crashing = async (): Promise<string> => {
    const file = path.join(folder, 'crashing.js');
    await fileSystem.writeFile(
      file,
      `const threads = require('node:worker_threads');
       threads.receiveMessageOnPort = () => undefined;
       require(${JSON.stringify(worker.file)});
       threads.parentPort.on('message', (message) => {
         if (message.type === 'copySelection') throw new Error('secret row');
         if (message.type === 'pivotSelection') throw new RangeError('Array buffer allocation failed');
       });`,
    );
    return file;
  };

  it('is told in the place of its rows, with a next step and without what they hold; other results stay', async () => {
    const other = await showAnswer(ID_ANSWER);
    const { grid, faults, when } = openGrid({}, await crashing());
    grid.receive({ type: 'ready' });
    grid.showResult(RUN, await read(grid, ID_ANSWER));
    await when('showResult');
    grid.copySelection('csv', true);
    const { error, run } = await when('runFailed');
    expect(run).toEqual(RUN);
    expect(error.message).toMatch(/ended unexpectedly/);
    expect(error.hint).not.toBe('');
    expect(faults.join()).not.toMatch(/secret/);
    expect(await grid.selectAll()).toBeUndefined();
    expect(grid.rowCount).toBeUndefined();
    expect((await other.grid.selectAll())?.rowCount).toBe(2);
  });

  it('ends a run under way with its sentence, and the next attempt has another', async () => {
    const { grid } = openGrid({}, await crashing());
    const reader = grid.openReader();
    await reader.write(new TextEncoder().encode(ID_ANSWER));
    grid.copySelection('csv', true);
    expect(await reader.finish()).toMatchObject({ ok: false, error: { code: 'RowsLost' } });
    expect((await read(grid, ID_ANSWER)).rowCount).toBe(2);
  });

  it('says where it was memory that ran out', async () => {
    const { grid, when } = openGrid({}, await crashing());
    grid.receive({ type: 'ready' });
    grid.showResult(RUN, await read(grid, ID_ANSWER));
    grid.pivotSelection('include');
    expect((await when('runFailed')).error.message).toMatch(/not enough memory/);
  });

  it('ends with its result, which frees the rows', async () => {
    const started = new Promise<Worker>((resolve) => process.once('worker', resolve));
    const { grid } = await showAnswer(ID_ANSWER);
    const thread = await started;
    const ended = new Promise((resolve) => thread.once('exit', resolve));
    grid.dispose();
    await ended;
  });

  it('gives no rows and sends nothing to a page any more once its result is closed', async () => {
    const { grid, posted, resultId } = await showAnswer(ID_ANSWER);
    posted.length = 0;
    grid.receive({ type: 'requestCell', resultId, requestId: 1, row: 0, column: 0 });
    grid.dispose();
    expect(await grid.selectAll()).toBeUndefined();
    const reader = grid.openReader();
    await reader.write(new TextEncoder().encode(ID_ANSWER));
    expect(await reader.finish()).toMatchObject({ ok: false, error: { code: 'RowsLost' } });
    expect(posted).toEqual([]);
  });
});
