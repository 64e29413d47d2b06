import * as assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commands, languages, Uri, window } from 'vscode';
import { closeAllEditors, openKusto, runQuery, type RunResult } from '../editor';
import { replace, restoreAll } from '../replacement';

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

  it('are not mixed with tables that are elsewhere', async () => {
    replace(window, 'showErrorMessage', () => Promise.resolve());
    await run('print DeviceName = "alpha"');
    await openKusto('results | join kind=inner DeviceInfo on DeviceName');
    const result = await commands.executeCommand<RunResult>('kqlHunting.runQuery');
    assert.equal(result.error?.code, 'MixedTables');
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
