import * as assert from 'node:assert/strict';
import { commands, window, workspace, WorkspaceEdit, type TextEditor } from 'vscode';
import { closeAllEditors, openKusto, runQuery } from '../editor';
import { answerWith, rowsAnswer } from '../huntingService';

const QUERY = 'DeviceInfo\n| take 5 // a few';

/** Long enough for a page to answer: what it is asked twice it also writes twice. */
const ASK_AGAIN_MS = 3000;

describe('including and excluding values', () => {
  afterEach(closeAllEditors);

  const hunt = async (document: string) => {
    const { document: opened } = await openKusto(document);
    await answerWith(
      () => rowsAnswer({ Name: 'String' }, ['{"Name":"a\\"b"}']),
      async () => {
        await runQuery();
      },
    );
    return opened;
  };

  /** Asks the result's page, which may still be loading, for a condition, until an editor shows one. */
  const pivot = async (command: string): Promise<TextEditor> =>
    new Promise((resolve) => {
      const ask = () => void commands.executeCommand(command);
      const timer = setInterval(ask, ASK_AGAIN_MS);
      const listener = window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (!textEditor.document.getText(textEditor.selection).startsWith('| where')) return;
        clearInterval(timer);
        listener.dispose();
        resolve(textEditor);
      });
      ask();
    });

  it('writes a condition into the query that a result came from, and shows it', async () => {
    const document = await hunt(`Other\n\n${QUERY}\n\nLast`);
    const editor = await pivot('kqlHunting.excludeValues');
    assert.equal(editor.document.uri.toString(), document.uri.toString());
    // A page that was asked twice before it answered wrote the condition twice.
    assert.match(document.getText(), /^Other\n(?:\| where Name != "a\\"b"\n)+\nDeviceInfo/);
    assert.equal(document.getText(editor.selection), '| where Name != "a\\"b"');
  });

  it('writes into the query as it ran, once what was written is undone', async () => {
    const document = await hunt(QUERY);
    await pivot('kqlHunting.excludeValues');
    while (document.getText() !== QUERY) await commands.executeCommand('undo');
    const editor = await pivot('kqlHunting.includeValues');
    assert.equal(editor.document.uri.toString(), document.uri.toString());
    assert.match(document.getText(), /^DeviceInfo\n\| take 5 \/\/ a few\n(?:\| where Name [!=]= "a\\"b"\n?)+$/);
  });

  it('opens a new query where the one that ran was changed', async () => {
    const document = await hunt(QUERY);
    const edit = new WorkspaceEdit();
    edit.insert(document.uri, document.positionAt(document.getText().indexOf('5') + 1), '0');
    await workspace.applyEdit(edit);
    const editor = await pivot('kqlHunting.includeValues');
    assert.notEqual(editor.document.uri.toString(), document.uri.toString());
    assert.equal(document.getText(), QUERY.replace('5', '50'));
    assert.ok(editor.document.getText().startsWith(`${QUERY}\n| where Name == "a\\"b"`));
  });
});
