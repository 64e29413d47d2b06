import { setImmediate } from 'node:timers/promises';

/**
 * Loads VS Code's language client, a piece at a time: all at once would keep the extension host from its other work for
 * longer than a frame.
 */
export async function loadLanguageClient() {
  await import('vscode-jsonrpc/node');
  await setImmediate();
  await import('vscode-languageserver-protocol/node');
  await setImmediate();
  return import('vscode-languageclient/node');
}
