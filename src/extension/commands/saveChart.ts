import path from 'node:path';
import { commands, Uri, window, workspace, type Memento } from 'vscode';
import type { ChartImage } from '../../core/charts/chartImage';
import { cannotSave } from '../../core/formats/errors';
import { safeFileName } from '../../core/formats/fileName';
import { notificationText, showError } from '../notifications';
import { lastFolder, rememberFolderOf } from '../saving/saveFolder';

const LABELS = { png: 'PNG', svg: 'SVG' };

/** Saves the picture of a chart to where the user says. */
export async function saveChart({ format, bytes }: ChartImage, title: string, memory: Memento): Promise<void> {
  const target = await window.showSaveDialog({
    title: 'Save Chart As',
    saveLabel: 'Save Chart',
    filters: { [LABELS[format]]: [format] },
    defaultUri: Uri.joinPath(lastFolder(memory), `${safeFileName(title)}.${format}`),
  });
  if (target === undefined) return;
  await rememberFolderOf(target, memory);
  const name = path.posix.basename(target.path);
  try {
    await workspace.fs.writeFile(target, bytes);
  } catch (cause) {
    void showError(cannotSave(name, cause));
    return;
  }
  const open = 'Open';
  const answer = await window.showInformationMessage(notificationText(`Saved the chart to ${name}.`), open);
  if (answer === open) await commands.executeCommand('vscode.open', target);
}
