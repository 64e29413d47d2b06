import * as fs from 'node:fs/promises';
import path from 'node:path';
import { commands, ProgressLocation, Uri, window, type Memento } from 'vscode';
import type { HuntError, Outcome } from '../../core/errors';
import { countOf } from '../../core/formatCount';
import { proposeFileName } from '../../core/formats/fileName';
import { describeChanges, FORMAT_INFO, formatOfFile, FORMATS, type Format } from '../../core/formats/format';
import { saveFile } from '../../core/formats/saveFile';
import type { RemoteRows } from '../../resultWorker/remoteRows';
import { withAbortSignal } from '../cancellation';
import { noResult, unknownFormat } from '../errors';
import { notificationText, showError } from '../notifications';
import type { Results } from '../results/results';
import { lastFolder, rememberFolderOf } from '../saving/saveFolder';
import { readUserSetting } from '../userSettings';
import { virtualFileSystem } from '../saving/virtualFileSystem';

/** What the command returns; undefined where the user changed their mind. */
export type SaveResultsResult = { readonly rowCount: number } | { readonly error: HuntError } | undefined;

/** Saves all rows of the active result in the order shown. A keybinding or another extension may give the target. */
export function saveResultsCommand(results: Results, memory: Memento) {
  return async (target?: unknown): Promise<SaveResultsResult> => {
    const { active } = results;
    const rows = await active?.grid.selectAll();
    if (active === undefined || rows === undefined) {
      void showError(noResult());
      return { error: noResult() };
    }
    // A menu gives the address of the result's own editor, which is no place to save to.
    const isPlace = target instanceof Uri && target.scheme !== 'webview-panel';
    return saveRows(rows, active.title, memory, isPlace ? target : undefined);
  };
}

/** Saves rows to `target`, or to where the user says. */
export async function saveRows(
  rows: RemoteRows,
  title: string,
  memory: Memento,
  target?: Uri,
): Promise<SaveResultsResult> {
  try {
    const place = target ?? (await askTarget(title, memory));
    return place === undefined ? undefined : await saveTo(place, rows, target === undefined);
  } finally {
    rows.drop();
  }
}

async function saveTo(place: Uri, rows: RemoteRows, offersToOpen: boolean): Promise<SaveResultsResult> {
  const format = formatOfFile(place.path);
  if (format === undefined) {
    const error = unknownFormat(path.posix.basename(place.path));
    void showError(error);
    return { error };
  }
  const saved = await saveWithProgress(rows, format, place);
  if (!saved.ok) {
    if (saved.error.code !== 'Cancelled') void showError(saved.error);
    return { error: saved.error };
  }
  if (offersToOpen) void offerToOpen(place, saved.value, [...rows.missing, ...describeChanges(format, rows.columns)]);
  return { rowCount: saved.value };
}

async function askTarget(title: string, memory: Memento): Promise<Uri | undefined> {
  const filters = Object.fromEntries(
    FORMATS.map((format) => [FORMAT_INFO[format].label, [FORMAT_INFO[format].extension]]),
  );
  const target = await window.showSaveDialog({
    title: 'Save Results As',
    saveLabel: 'Save Results',
    filters,
    defaultUri: Uri.joinPath(lastFolder(memory), proposeFileName(title, 'csv')),
  });
  if (target !== undefined) await rememberFolderOf(target, memory);
  return target;
}

async function saveWithProgress(rows: RemoteRows, format: Format, target: Uri): Promise<Outcome<number>> {
  const { rowCount } = rows;
  const options = {
    guardFormulas: readUserSetting('export.guardFormulas') !== false,
    byteOrderMark: true,
    notes: rows.missing,
  };
  const isLocal = target.scheme === 'file';
  let reported = 0;
  return window.withProgress(
    { location: ProgressLocation.Notification, cancellable: true, title: 'Saving results' },
    async (progress, token) =>
      withAbortSignal(token, async (signal) =>
        saveFile(
          isLocal ? fs : virtualFileSystem(target),
          isLocal ? target.fsPath : target.path,
          rows.write(format, options),
          {
            signal,
            onProgress: (rowsWritten) => {
              const percent = rowCount === 0 ? 100 : (rowsWritten / rowCount) * 100;
              progress.report({ message: countOf(rowsWritten, 'row'), increment: percent - reported });
              reported = percent;
            },
          },
        ),
      ),
  );
}

async function offerToOpen(target: Uri, rowCount: number, notes: readonly string[]): Promise<void> {
  const open = 'Open';
  const reveal = 'Reveal';
  const name = path.posix.basename(target.path);
  const answer = await window.showInformationMessage(
    notificationText([`Saved ${countOf(rowCount, 'row')} to ${name}.`, ...notes].join(' ')),
    open,
    ...(target.scheme === 'file' ? [reveal] : []),
  );
  if (answer === open) await commands.executeCommand('vscode.open', target);
  if (answer === reveal) await commands.executeCommand('revealFileInOS', target);
}
