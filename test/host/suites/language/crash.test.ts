import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { commands, type DocumentSymbol } from 'vscode';
import { closeAllEditors, openKusto } from '../../editor';
import { whenDiagnosed } from '../../language';

/** The language processes that this extension host has started. */
function languageProcesses(): number[] {
  return execFileSync('ps', ['-e', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => match?.[2] === String(process.pid) && match[3]?.includes('language.js'))
    .map((match) => Number(match?.[1]));
}

describe('a language process that dies', () => {
  afterEach(closeAllEditors);

  it('is started again and knows what has been typed, saved or not', async function () {
    if (process.platform === 'win32') this.skip();
    const editor = await openKusto('DeviceInfo | take 1\n');
    await whenDiagnosed(editor.document, () => true);
    await editor.edit((edit) => edit.insert(editor.document.positionAt(0), '// Typed before\n'));
    await commands.executeCommand('vscode.executeDocumentSymbolProvider', editor.document.uri);
    const [pid, ...others] = languageProcesses();
    assert.ok(pid !== undefined && others.length === 0);
    process.kill(pid, 'SIGKILL');
    await editor.edit((edit) =>
      edit.insert(editor.document.positionAt(editor.document.getText().length), '| where Nme == 1\n'),
    );
    await whenDiagnosed(editor.document, (found) => found.some(({ message }) => message.includes("'Nme'")));
    assert.notDeepEqual(languageProcesses(), [pid]);
    const symbols = await commands.executeCommand<DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      editor.document.uri,
    );
    assert.equal(symbols[0]?.name, 'Typed before');
  });
});
