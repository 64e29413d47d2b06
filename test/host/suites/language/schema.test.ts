import * as assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  commands,
  ConfigurationTarget,
  Position,
  window,
  workspace,
  type CompletionList,
  type Diagnostic,
} from 'vscode';
import { closeAllEditors, openKusto, runQuery } from '../../editor';
import { answerWith, errorAnswer, readBody, rowsAnswer, type SentRequest } from '../../huntingService';
import { whenDiagnosed } from '../../language';
import { replace, restoreAll } from '../../replacement';

const REFRESH = 'kqlHunting.refreshSchema';

/** A service with one table of its own. */
function answerWithOwnTable(request: SentRequest): Response {
  const { Query } = readBody(request);
  if (Query.startsWith('union')) return rowsAnswer({ TableName: 'String' }, ['{"TableName":"OurEvents"}']);
  if (Query === 'OurEvents | getschema') {
    const schema = { ColumnName: 'String', ColumnOrdinal: 'Int64', DataType: 'String', ColumnType: 'String' };
    return rowsAnswer(schema, [
      '{"ColumnName":"Timestamp","ColumnOrdinal":0,"DataType":"System.DateTime","ColumnType":"datetime"}',
      '{"ColumnName":"ActionType","ColumnOrdinal":1,"DataType":"System.String","ColumnType":"string"}',
    ]);
  }
  if (Query.includes('ActionType')) {
    return rowsAnswer({ ActionType: 'String', Rows: 'Int64' }, ['{"ActionType":"OurAction","Rows":3}']);
  }
  return errorAnswer(400, 'BadRequest', 'No such table.');
}

const isUnknown = ({ message }: Diagnostic) => message.includes('does not refer to any known');

describe('the schema that queries are checked against', () => {
  afterEach(async () => {
    restoreAll();
    await closeAllEditors();
  });

  it('takes in what the selected connection says of its tables', async () => {
    const { document } = await openKusto('OurEvents\n| where ActionType == "Our"\n');
    await whenDiagnosed(document, (found) => found.some(isUnknown));
    await answerWith(answerWithOwnTable, async () => {
      assert.deepEqual(await commands.executeCommand(REFRESH), { tables: 1 });
    });
    await whenDiagnosed(document, (found) => !found.some(isUnknown));
    const list = await commands.executeCommand<CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      new Position(1, 25),
    );
    assert.ok(list.items.some(({ label }) => label === 'OurAction'));
    // The next suites find the documented tables alone.
    await answerWith(
      () => rowsAnswer({ TableName: 'String' }, []),
      async () => {
        assert.deepEqual(await commands.executeCommand(REFRESH), { tables: 0 });
      },
    );
  });

  it('takes in the tables of the data folder once the engine has read them', async () => {
    const settings = workspace.getConfiguration('kqlHunting');
    const folder = await mkdtemp(path.join(tmpdir(), 'kql-hunting-data-'));
    replace(window, 'showErrorMessage', () => Promise.resolve());
    const { document } = await openKusto('OurHosts\n| where Naem == "alpha"\n');
    const unknown = (name: string) =>
      whenDiagnosed(document, (found) => {
        const messages = found.filter(isUnknown).map(({ message }) => /'(\w+)'/.exec(message)?.[1]);
        return messages.join() === name;
      });
    try {
      await unknown('OurHosts');
      await writeFile(path.join(folder, 'OurHosts.csv'), 'Name\nalpha\n');
      await settings.update('engine.dataFolder', folder, ConfigurationTarget.Global);
      await runQuery();
      await unknown('Naem');
    } finally {
      await settings.update('engine.dataFolder', undefined, ConfigurationTarget.Global);
      await rm(folder, { recursive: true, force: true });
    }
    await unknown('OurHosts');
  });

  it('knows Sentinel’s tables where the user wants them', async () => {
    const setting = workspace.getConfiguration('kqlHunting');
    const { document } = await openKusto('SigninLogs\n| where TimeGenerated > ago(1d)\n| take 1\n');
    await whenDiagnosed(document, (found) => found.some(isUnknown));
    await setting.update('schema.sentinel', true, ConfigurationTarget.Global);
    try {
      await whenDiagnosed(document, (found) => !found.some(isUnknown));
    } finally {
      await setting.update('schema.sentinel', undefined, ConfigurationTarget.Global);
    }
  });
});
