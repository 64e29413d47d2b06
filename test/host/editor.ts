import {
  commands,
  Position,
  Range,
  Selection,
  TabInputWebview,
  window,
  workspace,
  type Tab,
  type TextEditor,
} from 'vscode';

/** Opens a Kusto document that is on no disk, with the cursor at its beginning. */
export async function openKusto(content: string): Promise<TextEditor> {
  const document = await workspace.openTextDocument({ language: 'kusto', content });
  const editor = await window.showTextDocument(document);
  // VS Code may bring back what an earlier document of the same name held when it was closed.
  if (document.getText() !== content) {
    const everything = new Range(new Position(0, 0), document.lineAt(document.lineCount - 1).range.end);
    await editor.edit((edit) => edit.replace(everything, content));
  }
  return editor;
}

/** Puts the cursor on the character after `before`, which is in the document once. */
export function putCursorAfter(editor: TextEditor, before: string): void {
  const position = editor.document.positionAt(editor.document.getText().indexOf(before) + before.length);
  editor.selection = new Selection(position, position);
}

export function selectText(editor: TextEditor, text: string): void {
  const start = editor.document.getText().indexOf(text);
  editor.selection = new Selection(editor.document.positionAt(start), editor.document.positionAt(start + text.length));
}

/** The editors that show results. */
export function resultTabs(): Tab[] {
  return window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof TabInputWebview && input.viewType.endsWith('kqlHunting.result'));
}

/** Settles once that many editors show results: VS Code tells of its tabs after it has opened them. */
export async function whenResultTabs(count: number): Promise<Tab[]> {
  return new Promise((resolve) => {
    const look = () => {
      if (resultTabs().length !== count) return;
      listener.dispose();
      resolve(resultTabs());
    };
    const listener = window.tabGroups.onDidChangeTabs(look);
    look();
  });
}

/** What `kqlHunting.runQuery` returns. */
export interface RunResult {
  readonly rowCount?: number;
  readonly error?: { readonly code: string };
}

/** Runs a query and waits for the editor that shows what came of it, which VS Code opens in its own time. */
export async function runQuery(...args: readonly unknown[]): Promise<RunResult> {
  const count = resultTabs().length + 1;
  const result = await commands.executeCommand<RunResult>('kqlHunting.runQuery', ...args);
  await whenResultTabs(count);
  return result;
}

export async function closeAllEditors(): Promise<void> {
  await window.tabGroups.close(resultTabs());
  for (const document of workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
    await window.showTextDocument(document);
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await commands.executeCommand('workbench.action.closeAllEditors');
}
