import { ViewColumn, window, workspace, type TextEditor } from 'vscode';

/** Opens a query in a new, untitled document, which is shown but not run. */
export async function openKustoDocument(text: string): Promise<TextEditor> {
  const document = await workspace.openTextDocument({ language: 'kusto', content: text });
  return window.showTextDocument(document, ViewColumn.One);
}
