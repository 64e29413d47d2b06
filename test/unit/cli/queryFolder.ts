import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder of its own with the given files, by their paths in it. */
export class QueryFolder implements AsyncDisposable {
  private constructor(readonly root: string) {}

  static async create(files: Readonly<Record<string, string | Uint8Array>>): Promise<QueryFolder> {
    const folder = new QueryFolder(await mkdtemp(path.join(tmpdir(), 'kql-hunt-files-')));
    for (const [name, content] of Object.entries(files)) {
      await mkdir(path.dirname(folder.path(name)), { recursive: true });
      await writeFile(folder.path(name), content);
    }
    return folder;
  }

  /** As reports show it. */
  path(name: string): string {
    return path.join(this.root, name).replaceAll('\\', '/');
  }

  read(name: string): Promise<string> {
    return readFile(this.path(name), 'utf8');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.root, { recursive: true });
  }
}
