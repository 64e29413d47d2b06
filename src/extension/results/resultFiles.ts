import * as fs from 'node:fs/promises';
import path from 'node:path';
import { fail, succeed, type Outcome } from '../../core/errors';
import { DEFAULT_WRITE_OPTIONS } from '../../core/formats/rowWriter';
import { saveFile } from '../../core/formats/saveFile';
import { resultClosed } from '../errors';
import type { OpenResult } from './openResult';

/** A private folder with the rows of results, each a file that an engine reads as the table of its name. */
export class ResultFiles {
  /** The results whose rows are in the folder, by table name. */
  readonly #written = new Map<string, OpenResult>();

  /** @param open the results on the screen, by table name */
  constructor(
    private readonly folder: string,
    private readonly open: () => ReadonlyMap<string, OpenResult>,
  ) {}

  /** Puts the rows of these results into the folder, and takes away those that are closed on the screen. */
  async write(names: readonly string[], signal: AbortSignal): Promise<Outcome<undefined>> {
    await fs.mkdir(this.folder, { recursive: true, mode: 0o700 });
    await this.#dropClosed();
    for (const name of names) {
      const written = await this.#write(name, signal);
      if (!written.ok) return written;
    }
    return succeed(undefined);
  }

  async #write(name: string, signal: AbortSignal): Promise<Outcome<unknown>> {
    const result = this.open().get(name);
    if (result !== undefined && this.#written.get(name) === result) return succeed(undefined);
    const rows = await result?.grid.selectWhole();
    if (result === undefined || rows === undefined) return fail(resultClosed(name));
    const saved = await saveFile(fs, this.#file(name), rows.write('json', DEFAULT_WRITE_OPTIONS), { signal });
    if (saved.ok) this.#written.set(name, result);
    return saved;
  }

  async #dropClosed(): Promise<void> {
    const open = new Set(this.open().keys());
    for (const name of this.#written.keys()) {
      if (open.has(name)) continue;
      this.#written.delete(name);
      await fs.rm(this.#file(name), { force: true });
    }
  }

  #file(name: string): string {
    return path.join(this.folder, `${name}.json`);
  }
}
