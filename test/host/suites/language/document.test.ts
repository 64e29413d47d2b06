import * as assert from 'node:assert/strict';
import { commands, Position, Selection, Uri, workspace, type FoldingRange } from 'vscode';
import { closeAllEditors, openKusto } from '../../editor';

describe('the Kusto language', () => {
  afterEach(closeAllEditors);

  for (const name of ['hunt.kql', 'hunt.csl', 'hunt.kusto']) {
    it(`is the language of ${name}`, async () => {
      const document = await workspace.openTextDocument(Uri.parse(`untitled:/${name}`));
      assert.equal(document.languageId, 'kusto');
    });
  }

  it('comments a line with two slashes', async () => {
    const editor = await openKusto('DeviceInfo\n| take 1');
    editor.selection = new Selection(1, 0, 1, 0);
    await commands.executeCommand('editor.action.commentLine');
    assert.equal(editor.document.getText(), 'DeviceInfo\n// | take 1');
  });

  it('closes brackets and quotes as they are typed', async () => {
    const editor = await openKusto('');
    await commands.executeCommand('type', { text: 'where A in (' });
    assert.equal(editor.document.getText(), 'where A in ()');
  });

  it('goes on with a comment that is broken in two', async () => {
    const editor = await openKusto('// one two');
    editor.selection = new Selection(0, 7, 0, 7);
    await commands.executeCommand('type', { text: '\n' });
    assert.equal(editor.document.getText().replaceAll('\r\n', '\n'), '// one \n// two');
  });

  for (const [line, character, word] of [
    ['| project-away Name', 6, 'project-away'],
    ['| mv-expand Tags', 4, 'mv-expand'],
    ['| where A !has "b"', 12, '!has'],
    ['| where A has_any ("b")', 14, 'has_any'],
    ['| extend C = total-count', 15, 'total'],
    ['| where A =~ "b"', 8, 'A'],
  ] as const) {
    it(`takes ${word} of "${line}" as one word`, async () => {
      const { document } = await openKusto(line);
      assert.equal(document.getText(document.getWordRangeAtPosition(new Position(0, character))), word);
    });
  }

  it('folds each query and each region', async () => {
    const { document } = await openKusto('// region a\n\nDeviceInfo\n| take 1\n\n// endregion\n');
    const ranges = await commands.executeCommand<FoldingRange[]>('vscode.executeFoldingRangeProvider', document.uri);
    const lines = ranges.map(({ start, end }) => [start, end]).sort(([a = 0], [b = 0]) => a - b);
    assert.deepEqual(lines, [
      [0, 5],
      [2, 3],
    ]);
  });
});
