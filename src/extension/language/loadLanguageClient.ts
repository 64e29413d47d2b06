import { giveWay } from '../giveWay';

/** Loads VS Code's language client, a piece at a time: all at once would keep the extension host for several frames. */
export async function loadLanguageClient() {
  await giveWay();
  await import('vscode-jsonrpc/node');
  await giveWay();
  await import('vscode-languageserver-types');
  await giveWay();
  await import('vscode-languageserver-protocol/node');
  await giveWay();
  const { LANGUAGE_CLIENT_PARTS, loadWholeClient } = await import('./languageClientParts');
  for (const loadPart of LANGUAGE_CLIENT_PARTS) {
    await giveWay();
    await loadPart();
  }
  await giveWay();
  const client = await loadWholeClient();
  await giveWay();
  return client;
}
