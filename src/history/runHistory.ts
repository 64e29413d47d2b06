import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createGunzip } from 'node:zlib';
import { fail, succeed, type Outcome } from '../core/errors';
import { CompressedFile, PRIVATE_FILE } from './compressedFile';
import { runNotKept, runNotThere } from './errors';
import { parseHistoryEntry, type FinishedRun, type HistoryEntry } from './historyEntry';

const ABOUT = '.about.json';
const ROWS = '.json.gz';
const DRAFT = '.draft';
/** A part of a run that nobody has finished for so long was left by a window that ended. */
const LEFT_OVER_MS = 24 * 3_600_000;

/** A run that may be kept: `keep` or `drop` has to end it. */
export interface RunDraft {
  /** The entry's, once it is kept. */
  readonly id: string;
  /** Takes the next bytes of the answer's JSON. It fails only in `keep`: no run is lost because it cannot be kept. */
  write(bytes: Uint8Array): Promise<void>;
  keep(run: FinishedRun): Promise<Outcome<HistoryEntry>>;
  drop(): Promise<void>;
}

/**
 * Finished runs with their rows, in a folder that the windows of one user share. The rows are a hunting answer's JSON,
 * compressed; they give way, oldest first, where all runs together take more than the limit.
 */
export class RunHistory {
  /**
   * @param folder of this history alone; made when something is kept
   * @param limitBytes what all runs may take on the disk
   */
  constructor(
    private readonly folder: string,
    private readonly limitBytes: () => number,
  ) {}

  /** Begins to keep a run whose answer is on its way. */
  begin(ranAt: Date): RunDraft {
    const id = `${ranAt.toISOString().replace(/\D/g, '')}-${randomBytes(4).toString('hex')}`;
    const draft = this.#file(id, DRAFT);
    const answer = new CompressedFile(draft);
    const drop = async (): Promise<void> => {
      answer.destroy();
      // Where the folder cannot be used at all, there is nothing to remove either.
      await rm(draft, { force: true }).catch(() => undefined);
    };
    return {
      id,
      write: (bytes) => answer.write(bytes),
      drop,
      keep: async (run) => {
        const entry = { ...run, id, ranAt: ranAt.toISOString() };
        try {
          await answer.end();
          await rename(draft, this.#file(id, ROWS));
          // Last, since what has no such file is no entry.
          await writeFile(this.#file(id, ABOUT), JSON.stringify(entry), { mode: PRIVATE_FILE });
        } catch (cause) {
          await drop();
          return fail(runNotKept(cause));
        }
        await this.#makeRoom();
        return succeed(entry);
      },
    };
  }

  /** The runs that are kept, newest first. */
  async list(): Promise<readonly HistoryEntry[]> {
    const names = (await this.#names()).filter((name) => name.endsWith(ABOUT));
    const entries = await Promise.all(names.map((name) => this.#readEntry(name)));
    return entries.filter((entry) => entry !== undefined).sort((a, b) => (a.id < b.id ? 1 : -1));
  }

  /** One run, by what `HistoryId` lets through; undefined where it is not kept any more. */
  find(id: string): Promise<HistoryEntry | undefined> {
    return this.#readEntry(`${id}${ABOUT}`);
  }

  /** The answer's JSON of a run, as bytes. Reading fails where the file is damaged. */
  async open({ id }: HistoryEntry): Promise<Outcome<AsyncIterable<Uint8Array>>> {
    const file = this.#file(id, ROWS);
    try {
      await access(file);
    } catch (cause) {
      return fail(runNotThere(cause));
    }
    return succeed(unzip(file));
  }

  async remove({ id }: Pick<HistoryEntry, 'id'>): Promise<void> {
    for (const ending of [ABOUT, ROWS]) await rm(this.#file(id, ending), { force: true });
  }

  /** Forgets every run. */
  async clear(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  #file(id: string, ending: string): string {
    return path.join(this.folder, `${id}${ending}`);
  }

  async #names(): Promise<readonly string[]> {
    try {
      return await readdir(this.folder);
    } catch {
      return [];
    }
  }

  async #readEntry(name: string): Promise<HistoryEntry | undefined> {
    try {
      return parseHistoryEntry(await readFile(path.join(this.folder, name), 'utf8'));
    } catch {
      // Another window has just removed it.
      return undefined;
    }
  }

  async #makeRoom(): Promise<void> {
    await this.#removeLeftOvers();
    const newestFirst = (await this.#names()).flatMap((name) =>
      name.endsWith(ABOUT) ? name.slice(0, -ABOUT.length) : [],
    );
    let left = this.limitBytes();
    for (const id of newestFirst.sort().reverse()) {
      left -= await sizeOf(this.#file(id, ROWS));
      if (left < 0) await this.remove({ id });
    }
  }

  async #removeLeftOvers(): Promise<void> {
    const names = new Set(await this.#names());
    for (const name of names) {
      const isWhole = name.endsWith(ABOUT) || (name.endsWith(ROWS) && names.has(name.replace(ROWS, ABOUT)));
      const file = path.join(this.folder, name);
      if (!isWhole && Date.now() - (await modifiedAt(file)) > LEFT_OVER_MS) await rm(file, { force: true });
    }
  }
}

async function* unzip(file: string): AsyncGenerator<Uint8Array> {
  const source = createReadStream(file);
  const gunzip = createGunzip();
  source.once('error', (error) => gunzip.destroy(error));
  try {
    for await (const chunk of source.pipe(gunzip)) if (chunk instanceof Uint8Array) yield chunk;
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}

async function modifiedAt(file: string): Promise<number> {
  return stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => Date.now(),
  );
}
