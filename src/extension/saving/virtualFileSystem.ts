import { FileType, workspace, type Uri } from 'vscode';
import type { FileSystem } from '../../core/formats/saveFile';

/**
 * The file system that a document of another scheme than `file` lives in, such as a virtual workspace. It takes whole
 * files only, so what is written is held in memory until the end.
 * @param root any place in it: paths are those of its addresses
 */
export function virtualFileSystem(root: Uri): FileSystem {
  const uriOf = (path: string) => root.with({ path });
  return {
    open: (path) => {
      const pieces: Buffer[] = [];
      return Promise.resolve({
        appendFile: (text) => {
          pieces.push(Buffer.from(text, 'utf8'));
          return Promise.resolve();
        },
        sync: async () => workspace.fs.writeFile(uriOf(path), Buffer.concat(pieces)),
        close: () => Promise.resolve(),
      });
    },
    realpath: (path) => Promise.resolve(path),
    rename: async (from, to) => workspace.fs.rename(uriOf(from), uriOf(to), { overwrite: true }),
    rm: async (path) => workspace.fs.delete(uriOf(path)),
    stat: async (path) => {
      const { type } = await workspace.fs.stat(uriOf(path));
      return { isFile: () => (type & FileType.File) !== 0 };
    },
  };
}
