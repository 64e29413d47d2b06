import * as assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commands, ConfigurationTarget, EventEmitter, Uri, window, workspace, type QuickPickItem } from 'vscode';
import { closeAllEditors, openKusto, runQuery, whenResultTabs } from '../editor';
import { answerWith, rowsAnswer } from '../huntingService';
import { keepErrorMessages, replace, restoreAll } from '../replacement';

const SCHEMA = { Host: 'String', Id: 'Int64' };

describe('the history of runs', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'kql-hunting-history-'));
    await clearHistory();
  });
  afterEach(async () => {
    restoreAll();
    await closeAllEditors();
    await clearHistory();
    await rm(folder, { recursive: true, force: true });
  });

  it('shows a run’s rows again without running anything', async () => {
    await hunt('First | take 1', ['{"Host":"alpha","Id":9007199254740993}']);
    await closeAllEditors();
    await answerWith(
      () => assert.fail('nothing is to be sent'),
      async () => reopen('First | take 1'),
    );
    assert.equal(await savedRows(), '{"Host":"alpha","Id":9007199254740993}\n');
  });

  it('keeps nothing while its setting is off', async () => {
    const settings = workspace.getConfiguration('kqlHunting');
    await settings.update('history.enabled', false, ConfigurationTarget.Global);
    try {
      await hunt('Secret | take 1', ['{"Host":"alpha","Id":1}']);
      const messages: string[] = [];
      replace(window, 'showInformationMessage', (message: string) => {
        messages.push(message);
        return Promise.resolve();
      });
      await commands.executeCommand('kqlHunting.showHistory');
      assert.match(messages.join(), /No run is kept/);
    } finally {
      await settings.update('history.enabled', undefined, ConfigurationTarget.Global);
    }
  });

  it('lends an earlier run to a comparison', async () => {
    await hunt('Hosts', ['{"Host":"alpha","Id":1}', '{"Host":"beta","Id":2}']);
    await closeAllEditors();
    await hunt('Hosts', ['{"Host":"beta","Id":3}', '{"Host":"gamma","Id":4}']);
    // The newest run in the history is the one on the screen.
    replace(window, 'showQuickPick', (items: readonly (QuickPickItem & { name?: string })[]) =>
      Promise.resolve(
        items.some(({ name }) => name !== undefined) ? items.filter(({ name }) => name === 'Host') : items.at(-1),
      ),
    );
    assert.deepEqual(await commands.executeCommand('kqlHunting.compareResults'), { rowCount: 3 });
    assert.equal(
      await savedRows(),
      [
        '{"Change":"changed","Host":"beta","Differences":{"Id":{"before":2,"after":3}},"Id":3}',
        '{"Change":"new","Host":"gamma","Differences":null,"Id":4}',
        '{"Change":"gone","Host":"alpha","Differences":null,"Id":1}',
        '',
      ].join('\n'),
    );
  });

  it('does not offer to compare a run with itself', async () => {
    await hunt('Hosts', ['{"Host":"alpha","Id":1}']);
    const messages = keepErrorMessages();
    replace(window, 'showQuickPick', () => assert.fail('nothing is to be chosen from'));
    const compared = await commands.executeCommand<{ error?: { code: string } }>('kqlHunting.compareResults');
    assert.equal(compared.error?.code, 'NothingToCompare');
    assert.match(messages.join(), /no other result to compare with/);
  });

  it('compares nothing that has no column in common, and says so', async () => {
    await hunt('Hosts', ['{"Host":"alpha","Id":1}']);
    await openKusto('Others');
    await answerWith(
      () => rowsAnswer({ Other: 'Int64' }, ['{"Other":1}']),
      async () => {
        await runQuery();
      },
    );
    const messages = keepErrorMessages();
    replace(window, 'showQuickPick', (items: readonly QuickPickItem[]) => Promise.resolve(items[0]));
    const compared = await commands.executeCommand<{ error?: { code: string } }>('kqlHunting.compareResults');
    assert.equal(compared.error?.code, 'NothingInCommon');
    assert.match(messages.join(), /no column in common/);
  });

  async function savedRows(): Promise<string> {
    const file = path.join(folder, 'rows.ndjson');
    await commands.executeCommand('kqlHunting.saveResults', Uri.file(file));
    return readFile(file, 'utf8');
  }
});

/** Runs a query that comes back with these rows, and waits until the history has it. */
async function hunt(query: string, rows: readonly string[]): Promise<void> {
  await openKusto(query);
  await answerWith(
    () => rowsAnswer(SCHEMA, rows),
    async () => {
      const { error } = await runQuery();
      assert.equal(error, undefined);
    },
  );
}

/** Picks the first run with that query in the list of the history. */
async function reopen(query: string): Promise<void> {
  const accepted = new EventEmitter<void>();
  const hidden = new EventEmitter<void>();
  const button = new EventEmitter<never>();
  const pick = {
    items: [] as QuickPickItem[],
    selectedItems: [] as QuickPickItem[],
    onDidAccept: accepted.event,
    onDidHide: hidden.event,
    onDidTriggerItemButton: button.event,
    hide: () => hidden.fire(),
    dispose: () => undefined,
    show: () => {
      pick.selectedItems = pick.items.filter(({ detail }) => detail === query).slice(0, 1);
      accepted.fire();
    },
  };
  replace(window, 'createQuickPick', () => pick);
  await commands.executeCommand('kqlHunting.showHistory');
  await whenResultTabs(1);
}

async function clearHistory(): Promise<void> {
  replace(window, 'showWarningMessage', () => Promise.resolve('Clear History'));
  await commands.executeCommand('kqlHunting.clearHistory');
}
