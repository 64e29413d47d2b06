import * as assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { CancellationTokenSource, commands, ConfigurationTarget, Uri, window, workspace } from 'vscode';
import { closeAllEditors, openKusto, runQuery } from '../editor';
import { answerWith, rowsAnswer } from '../huntingService';
import { replace, restoreAll } from '../replacement';

const SAVE = 'kqlHunting.saveResults';
const SCHEMA = { Id: 'Int64', At: 'DateTime', Text: 'String' };
const SavedJson = v.object({
  schema: v.array(v.object({ name: v.string(), type: v.string() })),
  results: v.array(v.object({ At: v.unknown(), Text: v.unknown() })),
});
const ROWS = [
  '{"Id":9223372036854775807,"At":"2026-01-31T23:59:59.1234567Z","Text":"=1+1"}',
  '{"Id":-1,"At":null,"Text":"a,b"}',
];

describe('Save Results As', () => {
  let folder = '';

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'kql-hunting-save-'));
    await openKusto('DeviceInfo');
    await answerWith(
      () => rowsAnswer(SCHEMA, ROWS),
      async () => {
        await runQuery();
      },
    );
  });

  afterEach(async () => {
    restoreAll();
    await closeAllEditors();
    await rm(folder, { recursive: true, force: true });
  });

  const save = async (name: string) => {
    const file = path.join(folder, name);
    const result = await commands.executeCommand<object>(SAVE, Uri.file(file));
    return { result, text: () => readFile(file, 'utf8') };
  };

  it('saves CSV that a spreadsheet opens without running it', async () => {
    const { result, text } = await save('rows.csv');
    assert.deepEqual(result, { rowCount: 2 });
    const lines = ['Id,At,Text', `9223372036854775807,2026-01-31T23:59:59.1234567Z,"'=1+1"`, '-1,,"a,b"'];
    assert.deepEqual((await text()).replace('\uFEFF', '').split('\r\n'), [...lines, '']);
  });

  it('saves TSV', async () => {
    const { text } = await save('rows.tsv');
    assert.match(await text(), /^\uFEFF?Id\tAt\tText\r\n9223372036854775807\t/);
  });

  it('saves JSON in the shape of the answer', async () => {
    const { text } = await save('rows.json');
    const json = await text();
    assert.match(json, /"Id":9223372036854775807/);
    const { schema, results } = v.parse(SavedJson, JSON.parse(json));
    assert.deepEqual(
      schema,
      Object.entries(SCHEMA).map(([name, type]) => ({ name, type })),
    );
    assert.deepEqual(
      results.map(({ At, Text }) => [At, Text]),
      [
        ['2026-01-31T23:59:59.1234567Z', '=1+1'],
        [null, 'a,b'],
      ],
    );
  });

  it('saves NDJSON with one row a line', async () => {
    const { text } = await save('rows.ndjson');
    assert.deepEqual((await text()).split('\n'), [...ROWS, '']);
  });

  it('saves a Markdown table', async () => {
    const { text } = await save('rows.md');
    const [head = '', , first = ''] = (await text()).split('\n');
    assert.equal(head, '| Id | At | Text |');
    assert.match(first, /9223372036854775807/);
  });

  it('leaves formulas as they came where the user says so', async () => {
    const settings = workspace.getConfiguration('kqlHunting');
    await settings.update('export.guardFormulas', false, ConfigurationTarget.Global);
    try {
      const { text } = await save('rows.csv');
      assert.match(await text(), /,=1\+1\r\n/);
    } finally {
      await settings.update('export.guardFormulas', undefined, ConfigurationTarget.Global);
    }
  });

  it('proposes a name and offers every format', async () => {
    const asked: { defaultUri?: Uri; filters?: object }[] = [];
    replace(window, 'showSaveDialog', (options: object) => {
      asked.push(options);
      return Promise.resolve();
    });
    assert.equal(await commands.executeCommand(SAVE), undefined);
    assert.match(asked[0]?.defaultUri?.path ?? '', /\.csv$/);
    const formats = ['CSV', 'TSV', 'JSON', 'NDJSON', 'Markdown', 'KQL datatable'];
    assert.deepEqual(Object.keys(asked[0]?.filters ?? {}), formats);
  });

  it('leaves nothing behind and the old file untouched when it is cancelled', async () => {
    const cancellation = new CancellationTokenSource();
    cancellation.cancel();
    replace(window, 'withProgress', (_: object, task: (progress: object, token: object) => Promise<unknown>) =>
      task({ report: () => undefined }, cancellation.token),
    );
    await writeFile(path.join(folder, 'rows.csv'), 'what was there');
    const { text } = await save('rows.csv');
    assert.equal(await text(), 'what was there');
    assert.deepEqual(await readdir(folder), ['rows.csv']);
  });

  it('says why a place cannot be written, and leaves nothing there', async () => {
    const messages: string[] = [];
    replace(window, 'showErrorMessage', (message: string) => {
      messages.push(message);
      return Promise.resolve();
    });
    const { result } = await save('missing/rows.csv');
    assert.ok('error' in result);
    assert.match(messages.join(), /could not be saved/);
    assert.deepEqual(await readdir(folder), []);
  });

  it('asks for an ending that says the format', async () => {
    const messages: string[] = [];
    replace(window, 'showErrorMessage', (message: string) => {
      messages.push(message);
      return Promise.resolve();
    });
    await save('rows.xyz');
    assert.match(messages.join(), /does not say which format/);
    assert.deepEqual(await readdir(folder), []);
  });
});
