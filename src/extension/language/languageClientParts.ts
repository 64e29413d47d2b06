/**
 * VS Code's language client by the parts that it reads first, so that they can be read one at a time. Its package exports
 * single parts under `$test` alone; a release without them would fail the build.
 */
export const LANGUAGE_CLIENT_PARTS: readonly (() => Promise<unknown>)[] = [
  () => import('vscode-languageclient/$test/common/codeConverter'),
  () => import('vscode-languageclient/$test/common/protocolConverter'),
  () => import('vscode-languageclient/$test/common/diagnostic'),
  () => import('vscode-languageclient/$test/common/notebook'),
  () => import('vscode-languageclient/$test/common/textSynchronization'),
  () => import('vscode-languageclient/$test/common/client'),
];

export const loadWholeClient = () => import('vscode-languageclient/node');
