import * as assert from 'node:assert/strict';
import { commands, Position, Range, WorkspaceEdit, workspace, type TextEdit } from 'vscode';
import { closeAllEditors, openKusto } from '../../editor';
import { whenDiagnosed } from '../../language';

const LOOSE = 'DeviceInfo|where DeviceNme=="x" // why\n|where OSPlatform=="y"\n|take   2\n';
const OPTIONS = { tabSize: 4, insertSpaces: true };

describe('formatting', () => {
  afterEach(closeAllEditors);

  /** The text after the edits of a provider. */
  async function formatWith(text: string, command: string, ...words: unknown[]): Promise<string> {
    const { document } = await openKusto(text);
    await whenDiagnosed(document, ({ length }) => length > 0);
    const edits = await commands.executeCommand<TextEdit[]>(command, document.uri, ...words, OPTIONS);
    const edit = new WorkspaceEdit();
    edit.set(document.uri, edits);
    assert.ok(await workspace.applyEdit(edit));
    return document.getText();
  }

  it('lays out a document and keeps its comments', async () => {
    assert.equal(
      await formatWith(LOOSE, 'vscode.executeFormatDocumentProvider'),
      'DeviceInfo\n| where DeviceNme == "x" // why\n| where OSPlatform == "y"\n| take 2\n',
    );
  });

  it('lays out the lines that are selected', async () => {
    assert.equal(
      await formatWith(LOOSE, 'vscode.executeFormatRangeProvider', new Range(1, 0, 1, 22)),
      LOOSE.replace('|where OSPlatform=="y"', '| where OSPlatform == "y"'),
    );
  });

  it('lays out a line when the pipe after it is typed', async () => {
    const typed = 'DeviceInfo\n|where   DeviceName=="x"|';
    const end = new Position(1, '|where   DeviceName=="x"|'.length);
    assert.equal(
      await formatWith(typed, 'vscode.executeFormatOnTypeProvider', end, '|'),
      'DeviceInfo\n| where DeviceName == "x"\n|',
    );
  });
});
