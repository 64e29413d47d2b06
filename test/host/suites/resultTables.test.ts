import * as assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commands, ConfigurationTarget, languages, Uri, window, workspace } from 'vscode';
import { closeAllEditors, openKusto, runQuery, type RunResult } from '../editor';
import { replace, restoreAll } from '../replacement';

const WRITE = 'kqlHunting.writeResultsIntoQuery';
const TENANT = {
  name: 'Contoso',
  tenantId: '11111111-2222-3333-4444-555555555555',
  clientId: '66666666-7777-8888-9999-000000000000',
  signIn: 'clientSecret',
};

const setConnections = (connections: unknown) =>
  workspace.getConfiguration('kqlHunting').update('connections', connections, ConfigurationTarget.Global);

describe('results as tables', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'kql-hunting-results-'));
  });
  afterEach(async () => {
    restoreAll();
    await closeAllEditors();
    await rm(folder, { recursive: true, force: true });
  });

  it('give every value back as it was', async () => {
    await run(
      "print Big = 9007199254740993, At = datetime(2026-01-31T23:59:59.1234567Z), Bag = dynamic({'a': [1, null]}), " +
        "None = int(null), Text = '', Flag = true, Id = guid(74be27de-1e4e-49d9-b579-fe0b331d3642), Span = time(1.02:03:04.5)",
    );
    const first = await savedRows();
    await run('results');
    assert.equal(await savedRows(), first);
  });

  it('are the last rows of a connection under one name, and any rows under their number', async () => {
    await run('range N from 1 to 5 step 1');
    const number = newestNumber();
    await run(`results | where N > 3`);
    await run('results | count');
    assert.equal(await savedRows(), '{"Count":5}\n');
    await run(`results${number + 1} | join kind=inner results${number} on N | summarize Numbers = make_list(N)`);
    assert.equal(await savedRows(), '{"Numbers":[4,5]}\n');
  });

  it('are known in the editor', async () => {
    await run('print Host = "alpha"');
    const { document } = await openKusto(`results${newestNumber()} | project Host, Hots`);
    const findings = await findingsOf(document.uri);
    assert.deepEqual(
      findings.map(({ range }) => document.getText(range)),
      ['Hots'],
    );
  });

  it('stand beside the tables of the local engine, as they are when the query runs', async () => {
    await run('DeviceInfo | distinct DeviceId, Timestamp | take 3');
    await run(
      'results | join kind=inner DeviceInfo on DeviceId, Timestamp | summarize Rows = count() by DeviceId, Timestamp',
    );
    await run(`results${newestNumber()} | count`);
    assert.equal(await savedRows(), '{"Count":3}\n');
    await run('DeviceInfo | distinct DeviceId | take 2');
    await run('DeviceInfo | where DeviceId in (results) | distinct DeviceId | count');
    assert.equal(await savedRows(), '{"Count":2}\n');
  });

  it('do not stand beside the tables of a tenant, but can be written into a query for it', async () => {
    const errors: string[] = [];
    replace(window, 'showErrorMessage', (message: string) => Promise.resolve(void errors.push(message)));
    await run("print DeviceName = 'al\"pha', Count = 9007199254740993");
    const query = 'results | join kind=leftouter DeviceInfo on DeviceName | project DeviceName, Count';
    const { document } = await openKusto(query);
    await setConnections([TENANT]);
    try {
      await commands.executeCommand('kqlHunting.selectConnection', TENANT.name);
      const result = await commands.executeCommand<RunResult>('kqlHunting.runQuery');
      assert.equal(result.error?.code, 'MixedTables');
      assert.match(errors.join(), /DeviceInfo is a table of Contoso/);
    } finally {
      await commands.executeCommand('kqlHunting.selectConnection', 'local');
      await setConnections(undefined);
    }
    await commands.executeCommand(WRITE);
    assert.match(document.getText(), /^let results = datatable \(DeviceName: string, Count: long\) \[/);
    assert.ok(document.getText().endsWith(query));
    await runQuery();
    assert.equal(await savedRows(), '{"DeviceName":"al\\"pha","Count":9007199254740993}\n');
  });

  it('are not written into a query where they are too many, or where it reads none', async () => {
    replace(window, 'showErrorMessage', () => Promise.resolve());
    await run('range N from 1 to 1001 step 1');
    const { document } = await openKusto('results | join DeviceInfo on $left.N == $right.DeviceName');
    const before = document.getText();
    assert.equal((await commands.executeCommand<RunResult>(WRITE)).error?.code, 'ResultTooLargeForQuery');
    assert.equal(document.getText(), before);
    await openKusto('DeviceInfo | take 1');
    assert.equal((await commands.executeCommand<RunResult>(WRITE)).error?.code, 'NoResultInQuery');
  });

  it('open in a query of their own', async () => {
    await run('print Host = "alpha"');
    const number = newestNumber();
    await commands.executeCommand('kqlHunting.refineResults');
    const document = window.activeTextEditor?.document;
    assert.equal(document?.languageId, 'kusto');
    assert.match(document.getText(), new RegExp(`^results${number}$`, 'm'));
  });

  async function savedRows(): Promise<string> {
    const file = path.join(folder, 'rows.ndjson');
    await commands.executeCommand('kqlHunting.saveResults', Uri.file(file));
    return readFile(file, 'utf8');
  }
});

async function run(query: string): Promise<void> {
  await openKusto(query);
  const { error } = await runQuery();
  assert.equal(error, undefined);
}

/** As the newest result's tab tells it. */
function newestNumber(): number {
  const numbers = window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .map(({ label }) => Number(/^Results (\d+): /.exec(label)?.[1] ?? 0));
  return Math.max(...numbers);
}

async function findingsOf(uri: Uri) {
  for (;;) {
    const findings = languages.getDiagnostics(uri);
    if (findings.length > 0) return findings;
    await new Promise<void>((resolve) => {
      const listener = languages.onDidChangeDiagnostics(() => {
        listener.dispose();
        resolve();
      });
    });
  }
}
