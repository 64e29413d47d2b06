import * as assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commands, ConfigurationTarget, Uri, window, workspace, type QuickPickItem } from 'vscode';
import { closeAllEditors, openKusto, resultTabs } from '../editor';
import { answerWith, readBody, rowsAnswer } from '../huntingService';
import { replace, restoreAll } from '../replacement';

const settings = () => workspace.getConfiguration('kqlHunting');

describe('results in the panel', () => {
  let folder = '';

  before(async () => {
    await settings().update('results.location', 'panel', ConfigurationTarget.Global);
    folder = await mkdtemp(path.join(tmpdir(), 'kql-hunting-panel-'));
  });

  after(async () => {
    await settings().update('results.location', undefined, ConfigurationTarget.Global);
    await commands.executeCommand('workbench.action.closePanel');
    await rm(folder, { recursive: true, force: true });
  });

  afterEach(async () => {
    restoreAll();
    await closeAllEditors();
  });

  const run = async (query: string) => {
    await openKusto(query);
    await answerWith(
      (request) => rowsAnswer({ Query: 'String' }, [JSON.stringify({ Query: readBody(request).Query })]),
      async () => {
        await commands.executeCommand('kqlHunting.runQuery');
      },
    );
  };

  const save = async () => {
    const file = path.join(folder, 'rows.ndjson');
    await commands.executeCommand('kqlHunting.saveResults', Uri.file(file));
    return readFile(file, 'utf8');
  };

  it('take no editor, and the newest is the one that is saved', async () => {
    await run('First');
    await run('Second');
    assert.equal(resultTabs().length, 0);
    assert.equal(await save(), '{"Query":"Second"}\n');
  });

  it('stay one choice away', async () => {
    await run('First');
    await run('Second');
    replace(window, 'showQuickPick', (items: readonly QuickPickItem[]) => Promise.resolve(items[1]));
    await commands.executeCommand('kqlHunting.selectResult');
    assert.equal(await save(), '{"Query":"First"}\n');
  });
});
