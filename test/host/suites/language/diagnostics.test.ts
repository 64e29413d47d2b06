import * as assert from 'node:assert/strict';
import { DiagnosticSeverity, type Diagnostic } from 'vscode';
import { closeAllEditors, openKusto, selectText } from '../../editor';
import { whenDiagnosed } from '../../language';

describe('diagnostics as one types', () => {
  afterEach(closeAllEditors);

  it('mark unknown names as warnings and faults of the language as errors', async () => {
    const { document } = await openKusto('DeviceInfo\n| where Nme == "x"\n\nDeviceInfo\n| take\n');
    // An earlier document of the same name may still have findings of its own.
    const isLastLine = ({ range }: Diagnostic) => range.start.line === 4;
    const diagnostics = await whenDiagnosed(document, (found) => found.some(isLastLine));
    assert.deepEqual(
      diagnostics.map(({ severity, range }) => [severity, range.start.line]),
      [
        [DiagnosticSeverity.Warning, 1],
        [DiagnosticSeverity.Error, 4],
      ],
    );
    assert.equal(document.getText(diagnostics[0]?.range), 'Nme');
  });

  it('are gone when what they say has been put right', async () => {
    const editor = await openKusto('DeviceInfo\n| where Nme == "x"\n');
    await whenDiagnosed(editor.document, ({ length }) => length === 1);
    selectText(editor, 'Nme');
    await editor.edit((edit) => edit.replace(editor.selection, 'DeviceName'));
    await whenDiagnosed(editor.document, ({ length }) => length === 0);
  });

  it('refuse management commands', async () => {
    const { document } = await openKusto('.show tables\n');
    const [diagnostic] = await whenDiagnosed(document, ({ length }) => length === 1);
    assert.match(diagnostic?.message ?? '', /management command/);
  });
});
