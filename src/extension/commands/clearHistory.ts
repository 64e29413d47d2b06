import { window } from 'vscode';
import type { KeptRuns } from '../history/keptRuns';

/** Forgets all runs, after asking. */
export function clearHistoryCommand({ history }: KeptRuns) {
  return async (): Promise<void> => {
    const clear = 'Clear History';
    const answer = await window.showWarningMessage('Forget all kept runs and their rows?', { modal: true }, clear);
    if (answer === clear) await history.clear();
  };
}
