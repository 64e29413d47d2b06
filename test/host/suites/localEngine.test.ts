import * as assert from 'node:assert/strict';
import childProcess, { ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commands, ConfigurationTarget, languages, Uri, workspace, type WorkspaceConfiguration } from 'vscode';
import { closeAllEditors, openKusto, runQuery } from '../editor';
import { answerWith } from '../huntingService';
import { keepErrorMessages, replace, restoreAll } from '../replacement';

describe('the local engine', () => {
  afterEach(async () => {
    restoreAll();
    await closeAllEditors();
  });

  it('answers a query from the editor to the saved file', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'kql-hunting-engine-'));
    try {
      await openKusto('print Big = 9007199254740993, At = datetime(2026-01-31T23:59:59.1234567Z), Nothing = int(null)');
      await runQuery();
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
    keepErrorMessages();
    const { document } = await openKusto('print N = 1\n| where Missing == 1');
    await runQuery();
    const diagnostic = languages.getDiagnostics(document.uri).find(({ source }) => source === 'KQL Hunting');
    assert.ok(diagnostic);
    assert.equal(document.getText(diagnostic.range), 'Missing');
  });

  it('ends a run when it dies, and is started again for the next', async () => {
    keepErrorMessages();
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
      await writeFile(path.join(folder, 'Hosts.csv'), 'Name\nalpha\n');
      await settings.update('engine.dataFolder', folder, ConfigurationTarget.Global);
      await openKusto('Hosts');
      await answerWith(
        () => {
          started[0]?.kill('SIGKILL');
          return new Promise(() => undefined);
        },
        async () => {
          const { error } = await runQuery();
          assert.equal(error?.code, 'EngineStopped');
        },
      );
      assert.equal((await runQuery()).rowCount, 1);
      assert.equal(started.length, 2);
    } finally {
      await settings.update('engine.dataFolder', undefined, ConfigurationTarget.Global);
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('says what is wrong with its data folder', async () => {
    const messages = keepErrorMessages();
    const settings = workspace.getConfiguration('kqlHunting');
    try {
      await settings.update('engine.dataFolder', 'not/absolute', ConfigurationTarget.Global);
      await openKusto('print N = 1');
      await runQuery();
      assert.match(messages.join(), /not the absolute path of a folder/);
    } finally {
      await settings.update('engine.dataFolder', undefined, ConfigurationTarget.Global);
    }
  });

  describe('bounded by settings', () => {
    const settings = (): WorkspaceConfiguration => workspace.getConfiguration('kqlHunting');
    let messages: readonly string[];

    beforeEach(() => {
      messages = keepErrorMessages();
    });
    afterEach(async () => {
      for (const name of ['engine.memory', 'engine.timeout', 'engine.answerLimits']) {
        await settings().update(name, undefined, ConfigurationTarget.Global);
      }
    });

    it('ends a query after the time-out, and says how long that is', async () => {
      await settings().update('engine.timeout', '2s', ConfigurationTarget.Global);
      await openKusto('range I from 1 to 1000000000000 step 1 | summarize sum(I % 7)');
      await runQuery();
      assert.match(messages.join(), /within the 2 seconds that it may take/);
    });

    it('answers more rows than the service where the limits are off', async () => {
      await settings().update('engine.answerLimits', false, ConfigurationTarget.Global);
      await openKusto('range I from 1 to 100003 step 1');
      assert.equal((await runQuery()).rowCount, 100_003);
    });

    it('says which setting cannot be read', async () => {
      await settings().update('engine.memory', 'plenty', ConfigurationTarget.Global);
      await openKusto('print N = 1');
      await runQuery();
      assert.match(messages.join(), /kqlHunting\.engine\.memory cannot be read/);
    });
  });
});
