import { commands, window } from 'vscode';
import { describeError, type HuntError } from '../core/errors';
import { showInvisibles } from '../core/visibleText';

const SHOW_LOG = 'Show Log';

/** Codes whose details the log explains better than the sentence. */
const EXPLAINED_BY_LOG: ReadonlySet<string> = new Set(['EngineNotStarted', 'LanguageProcessSilent', 'Unforeseen']);

/** Shows an error as a notification; the promise ends when the user has closed it, so do not wait for it in a command. */
export async function showError(error: HuntError): Promise<void> {
  const actions = EXPLAINED_BY_LOG.has(error.code) ? [SHOW_LOG] : [];
  const answer = await window.showErrorMessage(notificationText(describeError(error)), ...actions);
  if (answer === SHOW_LOG) await commands.executeCommand('kqlHunting.showLog');
}

/**
 * Text for a notification on one line: invisible characters marked, and no `[label](address)`, which VS Code would
 * turn into a link.
 */
export function notificationText(text: string): string {
  return showInvisibles(text.replace(/\s+/g, ' ')).replaceAll('](', '] (');
}
