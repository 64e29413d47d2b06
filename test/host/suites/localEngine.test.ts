import * as assert from 'node:assert/strict';
import childProcess, { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commands, ConfigurationTarget, languages, Uri, window, workspace } from 'vscode';
import { closeAllEditors, openKusto } from '../editor';
import { replace, restoreAll } from '../replacement';

const RUN = 'kqlHunting.runQuery';

describe('the local engine', () => {
  afterEach(async () => {
    restoreAll();
    await closeAllEditors();
  });

  it('answers a query from the editor to the saved file', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'kql-hunting-engine-'));
    try {
      await openKusto('print Big = 9007199254740993, At = datetime(2026-01-31T23:59:59.1234567Z), Nothing = int(null)');
      await commands.executeCommand(RUN);
      const file = path.join(folder, 'rows.ndjson');
      assert.deepEqual(await commands.executeCommand('kqlHunting.saveResults', Uri.file(file)), { rowCount: 1 });
      assert.equal(
        await readFile(file, 'utf8'),
        '{"Big":9007199254740993,"At":"2026-01-31T23:59:59.1234567Z","Nothing":null}\n',
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('has its own errors marked in the document', async () => {
    replace(window, 'showErrorMessage', () => Promise.resolve());
    const { document } = await openKusto('print N = 1\n| where Missing == 1');
    await commands.executeCommand(RUN);
    const [diagnostic] = languages.getDiagnostics(document.uri);
    assert.ok(diagnostic);
    assert.equal(document.getText(diagnostic.range), 'Missing');
  });

  it('is started again after it died', async () => {
    const started: ChildProcess[] = [];
    const { spawn } = childProcess;
    replace(childProcess, 'spawn', (...args: unknown[]) => {
      const child: unknown = Reflect.apply(spawn, childProcess, args);
      if (child instanceof ChildProcess && JSON.stringify(args).includes('engine.js')) started.push(child);
      return child;
    });
    // Another data folder than before needs a new engine, which this test may end.
    const settings = workspace.getConfiguration('kqlHunting');
    const folder = await mkdtemp(path.join(tmpdir(), 'kql-hunting-data-'));
    try {
      await settings.update('engine.dataFolder', folder, ConfigurationTarget.Global);
      await openKusto('print N = 1');
      await commands.executeCommand(RUN);
      const [first] = started;
      assert.ok(first, 'no engine was started');
      const ended = once(first, 'exit');
      first.kill('SIGKILL');
      await ended;
      assert.ok('rowCount' in (await commands.executeCommand<object>(RUN)));
      assert.equal(started.length, 2);
    } finally {
      await settings.update('engine.dataFolder', undefined, ConfigurationTarget.Global);
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('says what is wrong with its data folder', async () => {
    const messages: string[] = [];
    replace(window, 'showErrorMessage', (message: string) => {
      messages.push(message);
      return Promise.resolve();
    });
    const settings = workspace.getConfiguration('kqlHunting');
    try {
      await settings.update('engine.dataFolder', 'not/absolute', ConfigurationTarget.Global);
      await openKusto('print N = 1');
      await commands.executeCommand(RUN);
      assert.match(messages.join(), /not the absolute path of a folder/);
    } finally {
      await settings.update('engine.dataFolder', undefined, ConfigurationTarget.Global);
    }
  });
});
