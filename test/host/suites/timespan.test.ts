import * as assert from 'node:assert/strict';
import { commands, window, type QuickPickItem } from 'vscode';
import { closeAllEditors, openKusto, runQuery } from '../editor';
import { answerWith, readBody, rowsAnswer } from '../huntingService';
import { keepErrorMessages, replace, restoreAll } from '../replacement';

const SELECT = 'kqlHunting.selectTimespan';

async function sentTimespan(): Promise<string | undefined> {
  await openKusto('DeviceInfo');
  let timespan: string | undefined;
  await answerWith(
    () => rowsAnswer({ N: 'Int64' }, []),
    async (sent) => {
      await runQuery();
      timespan = readBody(sent[0]).Timespan;
    },
  );
  return timespan;
}

const pick = (label: string) =>
  replace(window, 'showQuickPick', (items: readonly QuickPickItem[]) =>
    Promise.resolve(items.find((item) => item.label === label)),
  );

describe('Select Timespan', () => {
  afterEach(async () => {
    pick('Default timespan');
    await commands.executeCommand(SELECT);
    restoreAll();
    await closeAllEditors();
  });

  it('sends none at first', async () => {
    assert.equal(await sentTimespan(), undefined);
  });

  for (const [label, text] of [
    ['Last hour', 'PT1H'],
    ['Last 24 hours', 'PT24H'],
    ['Last 7 days', 'P7D'],
    ['Last 30 days', 'P30D'],
  ] as const) {
    it(`sends ${text} for "${label}"`, async () => {
      pick(label);
      await commands.executeCommand(SELECT);
      assert.equal(await sentTimespan(), text);
    });
  }

  it('sends what was typed', async () => {
    pick('Custom…');
    const typed = '2026-01-01T00:00:00Z/2026-02-01T00:00:00Z';
    replace(window, 'showInputBox', () => Promise.resolve(typed));
    await commands.executeCommand(SELECT);
    assert.equal(await sentTimespan(), typed);
  });

  it('says what is wrong with a text before it is taken', async () => {
    pick('Custom…');
    const said: unknown[] = [];
    replace(window, 'showInputBox', (options: { validateInput: (text: string) => unknown }) => {
      said.push(options.validateInput('last week'), options.validateInput('P7D'));
      return Promise.resolve();
    });
    await commands.executeCommand(SELECT);
    assert.match(String(said[0]), /"last week" is not a timespan/);
    assert.equal(said[1], undefined);
  });

  it('keeps the timespan when a keybinding gives a wrong one', async () => {
    keepErrorMessages();
    await commands.executeCommand(SELECT, 'P7D');
    await commands.executeCommand(SELECT, 'a week');
    assert.equal(await sentTimespan(), 'P7D');
  });
});
