import { createHash, randomUUID } from 'node:crypto';
import { chmod, link, mkdir, mkdtemp, readdir, realpath, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { version } from '../../../package.json';
import type { Column } from '../../core/results/resultTable';
import type { DataTable } from './dataFiles';

/** To be raised whenever the same files would be read differently, so that nothing old is taken for it. */
const LOADER_VERSION = 2;
const ENDING = '.duckdb';
/** Files that another process is writing now are younger. */
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

/**
 * Tables that were read once, each a database file that is never changed: its name says of which files, in which state,
 * it was made. Several processes may share a cache; none waits for another.
 */
export class TableCache {
  private constructor(
    private readonly root: string,
    private readonly folder: string,
    private readonly limitBytes: number,
  ) {}

  /**
   * Opens the cache of a data folder, for its owner's eyes only.
   * @returns undefined where there can be none: the place is not writable, or lies in the data folder itself
   */
  static async open(root: string, dataFolder: string, limitBytes: number): Promise<TableCache | undefined> {
    try {
      const data = await realpath(dataFolder);
      await mkdir(root, { recursive: true, mode: 0o700 });
      const place = await realpath(root);
      if (isInside(place, data)) return undefined;
      await chmod(place, 0o700);
      const folder = path.join(place, digest(data).slice(0, 16));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      return new TableCache(place, folder, limitBytes);
    } catch {
      return undefined;
    }
  }

  /** Where a table lies once it has been read from files in exactly this state. */
  placeOf(table: DataTable, documented: readonly Column[]): string {
    const files = table.files.map(({ path: place, bytes, modified }) => [path.resolve(place), bytes, String(modified)]);
    const made = JSON.stringify([LOADER_VERSION, version, table.name, files, documented]);
    return path.join(this.folder, digest(made).slice(0, 32) + ENDING);
  }

  /** Where a table may be written before `keep` gives it its place. */
  draftOf(place: string): string {
    return `${place}.${randomUUID()}.draft`;
  }

  /** Puts a written table into its place, unless another process was faster. */
  async keep(draft: string, place: string): Promise<void> {
    await chmod(draft, 0o600);
    await rename(draft, place).catch(async (cause: unknown) => {
      // On Windows a file that somebody reads cannot be replaced; it is as good as this one.
      await rm(draft, { force: true });
      if (!(await exists(place))) throw cause;
    });
  }

  /**
   * A second name for a table's file, in a folder that `forget` removes once the database has the file open: the
   * database lets its queries open the files that are attached to it, by their names, which then lead nowhere.
   */
  async lend(place: string): Promise<{ readonly place: string; readonly forget: () => Promise<void> } | undefined> {
    if (!(await exists(place))) return undefined;
    const now = new Date();
    // Which files were used last decides which are kept.
    await utimes(place, now, now).catch(() => undefined);
    const folder = await mkdtemp(path.join(this.folder, 'open-'));
    const forget = (): Promise<void> => rm(folder, { recursive: true, force: true }).catch(() => undefined);
    const lent = path.join(folder, `table${ENDING}`);
    try {
      await link(place, lent);
      return { place: lent, forget };
    } catch {
      // Not every file system has a second name for a file.
      await forget();
      return { place, forget: () => Promise.resolve() };
    }
  }

  /** Removes one table, for instance because it turned out to be damaged. */
  async discard(place: string): Promise<void> {
    await rm(place, { force: true }).catch(() => undefined);
  }

  /** Removes every table of the data folder. */
  async discardFolder(): Promise<void> {
    for (const name of await readdir(this.folder).catch(() => [])) {
      if (name.endsWith(ENDING)) await this.discard(path.join(this.folder, name));
    }
  }

  /** Removes what the data folder no longer has, and of others what was used longest ago while all are too much. */
  async tidy(used: ReadonlySet<string>): Promise<void> {
    const kept: CachedFile[] = [];
    for (const file of await this.#listAll()) {
      const isStale = path.dirname(file.place) === this.folder && file.place.endsWith(ENDING) && !used.has(file.place);
      const isAbandoned = !file.place.endsWith(ENDING) && Date.now() - file.usedAt > ABANDONED_AFTER_MS;
      if (isStale || isAbandoned) await rm(file.place, { recursive: true, force: true }).catch(() => undefined);
      else kept.push(file);
    }
    let bytes = kept.reduce((sum, file) => sum + file.bytes, 0);
    for (const file of kept.filter(({ place }) => !used.has(place)).sort((a, b) => a.usedAt - b.usedAt)) {
      if (bytes <= this.limitBytes) return;
      await this.discard(file.place);
      bytes -= file.bytes;
    }
  }

  async #listAll(): Promise<readonly CachedFile[]> {
    const files: CachedFile[] = [];
    for (const folder of await readdir(this.root).catch(() => [])) {
      for (const name of await readdir(path.join(this.root, folder)).catch(() => [])) {
        const place = path.join(this.root, folder, name);
        const found = await stat(place).catch(() => undefined);
        if (found !== undefined) files.push({ place, bytes: found.size, usedAt: found.mtimeMs });
      }
    }
    return files;
  }
}

interface CachedFile {
  readonly place: string;
  readonly bytes: number;
  readonly usedAt: number;
}

function isInside(place: string, folder: string): boolean {
  const relative = path.relative(folder, place);
  return relative === '' || !(relative.startsWith('..') || path.isAbsolute(relative));
}

async function exists(place: string): Promise<boolean> {
  return stat(place).then(
    (found) => found.isFile(),
    () => false,
  );
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
