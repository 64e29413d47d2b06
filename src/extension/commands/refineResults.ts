import { commands, Position, Selection } from 'vscode';
import { noResult } from '../errors';
import { openKustoDocument } from '../queries/kustoDocument';
import { showError } from '../notifications';
import type { Results } from '../results/results';

/** Opens a new query over the rows of the active result, which runs on this machine. */
export function refineResultsCommand(results: Results) {
  return async (): Promise<void> => {
    const { active } = results;
    if (active === undefined) {
      void showError(noResult());
      return;
    }
    const table = `results${active.number}`;
    const note = `// The rows of result ${active.number} on this machine: nothing is sent to the tenant.`;
    const editor = await openKustoDocument(`${note}\n${table}\n| `);
    const end = new Position(2, 2);
    editor.selection = new Selection(end, end);
    await commands.executeCommand('editor.action.triggerSuggest');
  };
}
