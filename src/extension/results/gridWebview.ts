import { randomBytes } from 'node:crypto';
import { Uri, workspace, type Webview, type WebviewOptions } from 'vscode';
import { gridPageHtml } from '../../core/protocol/gridPage';
import { parseTimeDisplay } from '../../core/results/display/timeDisplay';

/** The page may load the built files and nothing else; it has no command links. */
export function gridWebviewOptions(extensionUri: Uri): WebviewOptions {
  return { enableScripts: true, localResourceRoots: [Uri.joinPath(extensionUri, 'dist/webview')] };
}

/** Loads the grid's page into a webview. */
export function loadGridPage(webview: Webview, extensionUri: Uri): void {
  const uriOf = (file: string) => webview.asWebviewUri(Uri.joinPath(extensionUri, 'dist/webview', file)).toString();
  webview.html = gridPageHtml({
    scriptUri: uriOf('grid.js'),
    styleUri: uriOf('grid.css'),
    chartScriptUri: uriOf('chart.js'),
    chartStyleUri: uriOf('chart.css'),
    cspSource: webview.cspSource,
    nonce: randomBytes(16).toString('base64'),
    times: parseTimeDisplay(workspace.getConfiguration().get<unknown>('kqlHunting.results.times')),
  });
}
