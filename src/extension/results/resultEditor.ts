import { Uri, ViewColumn, window, type WebviewPanel } from 'vscode';
import { gridWebviewOptions, loadGridPage } from './gridWebview';
import { createResultGrid, type NumberedSource, type OpenResult, type ResultActions } from './openResult';

export const RESULT_EDITOR_TYPE = 'kqlHunting.result';

interface ResultEditorOptions {
  readonly extensionUri: Uri;
  readonly source: NumberedSource;
  readonly actions: ResultActions;
  readonly onFocus: (result: OpenResult) => void;
  readonly onClose: (result: OpenResult) => void;
}

/** Opens a result in an editor of its own beside the query, which keeps the focus. */
export function openResultEditor(options: ResultEditorOptions): OpenResult {
  const { extensionUri, source } = options;
  const panel = window.createWebviewPanel(
    RESULT_EDITOR_TYPE,
    titleOf(source),
    { viewColumn: ViewColumn.Beside, preserveFocus: true },
    gridWebviewOptions(extensionUri),
  );
  return fillResultEditor(panel, options);
}

/** Makes an editor that is there, such as one that was open when the window was reloaded, the place of a result. */
export function fillResultEditor(panel: WebviewPanel, options: ResultEditorOptions): OpenResult {
  const { extensionUri, source, actions, onFocus, onClose } = options;
  const { title, number, readsResults } = source;
  panel.title = titleOf(source);
  panel.webview.options = gridWebviewOptions(extensionUri);
  panel.iconPath = {
    light: Uri.joinPath(extensionUri, 'media/icons/kusto-light.svg'),
    dark: Uri.joinPath(extensionUri, 'media/icons/kusto-dark.svg'),
  };
  const closed = new AbortController();
  const grid = createResultGrid(extensionUri, source, actions, (message) => void panel.webview.postMessage(message));
  const close = (): void => {
    panel.dispose();
  };
  const result: OpenResult = { title, number, readsResults, grid, closed: closed.signal, close };
  // These listeners end with the panel.
  panel.webview.onDidReceiveMessage((data: unknown) => grid.receive(data));
  panel.onDidChangeViewState(() => {
    if (panel.active) onFocus(result);
  });
  panel.onDidDispose(() => {
    closed.abort();
    grid.dispose();
    onClose(result);
  });
  loadGridPage(panel.webview, extensionUri);
  return result;
}

function titleOf({ number, title }: NumberedSource): string {
  return `Results ${number}: ${title}`;
}
