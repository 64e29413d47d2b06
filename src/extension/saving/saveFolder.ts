import { homedir } from 'node:os';
import { Uri, workspace, type Memento } from 'vscode';

const LAST_FOLDER = 'kqlHunting.saveFolder';

/** Where the user saved last, else the workspace's first folder, else home. */
export function lastFolder(memory: Memento): Uri {
  const remembered = memory.get(LAST_FOLDER);
  if (typeof remembered === 'string') return Uri.parse(remembered);
  return workspace.workspaceFolders?.[0]?.uri ?? Uri.file(homedir());
}

/** Remembers the folder of a file that is saved. */
export async function rememberFolderOf(file: Uri, memory: Memento): Promise<void> {
  await memory.update(LAST_FOLDER, Uri.joinPath(file, '..').toString());
}
