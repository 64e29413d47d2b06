import * as assert from 'node:assert/strict';
import {
  commands,
  ConfigurationTarget,
  DiagnosticSeverity,
  window,
  workspace,
  type CodeAction,
  type QuickPickItem,
  type Uri,
} from 'vscode';
import { closeAllEditors, openKusto } from '../../editor';
import { whenDiagnosed } from '../../language';
import { replace, restoreAll } from '../../replacement';

const HASTY = 'DeviceEvents\n| where Timestamp > ago(1d)\n| take 10\n| where ActionType == "x"\n';

describe('hunting lints', () => {
  const configuration = () => workspace.getConfiguration('kqlHunting.lint');

  afterEach(async () => {
    await configuration().update('rules', undefined, ConfigurationTarget.Global);
    await closeAllEditors();
  });

  it('warn, point to their documentation, and are mended by a quick fix', async () => {
    const { document } = await openKusto(HASTY);
    const [diagnostic] = await whenDiagnosed(document, ({ length }) => length === 1);
    assert.equal(diagnostic?.severity, DiagnosticSeverity.Warning);
    const { code } = diagnostic;
    assert.ok(typeof code === 'object');
    assert.equal(code.value, 'hunt-take-before-where');
    assert.match(code.target.toString(true), /docs\/lints\.md#hunt-take-before-where$/);

    const [fix] = await findFixes(document.uri, diagnostic.range);
    assert.ok(fix?.edit !== undefined && (await workspace.applyEdit(fix.edit)));
    assert.equal(
      document.getText(),
      HASTY.replace('take 10', 'where ActionType == "x"').replace(/where[^\n]*\n$/, 'take 10\n'),
    );
    await whenDiagnosed(document, ({ length }) => length === 0);
  });

  it('have the severity that the settings say', async () => {
    const { document } = await openKusto(HASTY);
    await whenDiagnosed(document, ({ length }) => length === 1);
    await configuration().update('rules', { 'hunt-take-before-where': 'error' }, ConfigurationTarget.Global);
    await whenDiagnosed(document, ([first]) => first?.severity === DiagnosticSeverity.Error);
    await configuration().update('rules', { 'hunt-take-before-where': 'off' }, ConfigurationTarget.Global);
    await whenDiagnosed(document, ({ length }) => length === 0);
  });

  it('ask for a filter by time only where no timespan is chosen', async () => {
    const pick = (label: string) =>
      replace(window, 'showQuickPick', (items: readonly QuickPickItem[]) =>
        Promise.resolve(items.find((item) => item.label === label)),
      );
    const { document } = await openKusto('DeviceEvents\n| project DeviceId\n');
    await whenDiagnosed(document, ({ length }) => length === 1);
    try {
      pick('Last 7 days');
      await commands.executeCommand('kqlHunting.selectTimespan');
      await whenDiagnosed(document, ({ length }) => length === 0);
    } finally {
      pick('Default timespan');
      await commands.executeCommand('kqlHunting.selectTimespan');
      restoreAll();
    }
    await whenDiagnosed(document, ({ length }) => length === 1);
  });

  async function findFixes(uri: Uri, range: unknown): Promise<CodeAction[]> {
    const actions = await commands.executeCommand<CodeAction[]>('vscode.executeCodeActionProvider', uri, range);
    return actions.filter(({ title }) => title === 'Filter first');
  }
});
