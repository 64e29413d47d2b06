import { commands, window } from 'vscode';
import { cancelled, describeError, type HuntError } from '../core/errors';
import { showInvisibles } from '../core/visibleText';

/** A button on a notification: its label and the command behind it. */
type Action = readonly [label: string, command: string];

const SHOW_LOG: Action = ['Show Log', 'kqlHunting.showLog'];
const SIGN_IN: Action = ['Sign In', 'kqlHunting.signIn'];
const WRITE_RESULTS: Action = ['Write Results Into Query', 'kqlHunting.writeResultsIntoQuery'];
const ADD_CONNECTION: Action = ['Add Connection', 'kqlHunting.addConnection'];

/** The next step of an error, where a command takes it. */
const ACTIONS: ReadonlyMap<string, Action> = new Map([
  ['EngineNotStarted', SHOW_LOG],
  ['EngineStopped', SHOW_LOG],
  ['LanguageProcessSilent', SHOW_LOG],
  ['Unforeseen', SHOW_LOG],
  ['SignInRefused', SIGN_IN],
  ['ClaimsRefused', SIGN_IN],
  ['NoAccessToken', SIGN_IN],
  ['MixedTables', WRITE_RESULTS],
  ['NoTenant', ADD_CONNECTION],
]);

/**
 * Shows an error as a notification, unless it is that the user cancelled; the promise ends when the user has closed it, so
 * do not wait for it in a command.
 */
export async function showError(error: HuntError): Promise<void> {
  if (error.code === cancelled().code) return;
  const [label, command] = ACTIONS.get(error.code) ?? [];
  const text = notificationText(describeError(error));
  const answer = await window.showErrorMessage(text, ...(label === undefined ? [] : [label]));
  if (answer !== undefined && command !== undefined) await commands.executeCommand(command);
}

/** Shows a warning that the log says more about. */
export async function showWarning(text: string): Promise<void> {
  const [label, command] = SHOW_LOG;
  const answer = await window.showWarningMessage(notificationText(text), label);
  if (answer === label) await commands.executeCommand(command);
}

/**
 * Text for a notification on one line: invisible characters marked, and no `[label](address)`, which VS Code would
 * turn into a link.
 */
export function notificationText(text: string): string {
  return showInvisibles(text.replace(/\s+/g, ' ')).replaceAll('](', '] (');
}
