import * as fs from 'node:fs/promises';
import path from 'node:path';
import type { Disposable } from 'vscode';
import type { StreamingConnection } from '../../core/connection';
import type { ConnectionTable } from '../../core/connectionTables';
import { fail, succeed, type Outcome } from '../../core/errors';
import { DEFAULT_WRITE_OPTIONS } from '../../core/formats/rowWriter';
import { saveFile } from '../../core/formats/saveFile';
import { resultClosed } from '../errors';
import { openLocalEngine, type OpenOptions } from '../connections/huntingConnections';
import type { LocalEngine } from '../connections/localEngine';
import type { OpenResult } from './openResult';
import type { Results } from './results';
import { removeLeftFolders } from './windowFolder';

/** As a result's header calls where a query over results ran. */
export const RESULTS_CONNECTION_NAME = 'Results on this machine';
/** The table that is the result used last of those that came from a connection. */
const LATEST = 'results';

/**
 * The results on the screen as tables that queries can read: `results1`, `results2` by number, and `results` for the
 * one used last. Rows are written to a private folder when a query first reads them, for an engine of this window alone.
 */
export class ResultTables implements Disposable {
  /** The results whose rows are in the folder, by table name. */
  readonly #written = new Map<string, OpenResult>();

  /**
   * @param folder of this window alone; made when a query reads a result, and removed with the window
   */
  constructor(
    private readonly results: Results,
    private readonly engine: LocalEngine,
    private readonly folder: string,
  ) {
    const first = results.onDidChange(() => {
      first.dispose();
      void removeLeftFolders(path.dirname(folder));
    });
  }

  get isEmpty(): boolean {
    return this.results.withRows.length === 0;
  }

  /** The tables, for whoever completes and checks queries. */
  get tables(): readonly ConnectionTable[] {
    return [...this.#named()].map(([name, result]) => ({
      name,
      columns: result.grid.columns.map((column) => ({ ...column, examples: [] })),
    }));
  }

  /** A connection whose tables are the results of these names. */
  async open(names: readonly string[], options: OpenOptions): Promise<Outcome<StreamingConnection>> {
    options.report('handing the rows over…');
    await fs.mkdir(path.join(this.folder, 'data'), { recursive: true, mode: 0o700 });
    await this.#dropClosed();
    for (const name of names) {
      const written = await this.#write(name, options.signal);
      if (!written.ok) return written;
    }
    return openLocalEngine(this.engine, RESULTS_CONNECTION_NAME, options);
  }

  dispose(): void {
    this.engine.dispose();
    void fs.rm(this.folder, { recursive: true, force: true });
  }

  #named(): ReadonlyMap<string, OpenResult> {
    const { withRows } = this.results;
    const latest = withRows.findLast(({ readsResults }) => !readsResults) ?? withRows.at(-1);
    const numbered = withRows.map((result): [string, OpenResult] => [`${LATEST}${result.number}`, result]);
    return new Map(latest === undefined ? numbered : [[LATEST, latest], ...numbered]);
  }

  async #write(name: string, signal: AbortSignal): Promise<Outcome<unknown>> {
    const result = this.#named().get(name);
    if (result !== undefined && this.#written.get(name) === result) return succeed(undefined);
    const rows = await result?.grid.selectWhole();
    if (result === undefined || rows === undefined) return fail(resultClosed(name));
    const saved = await saveFile(fs, this.#file(name), rows.write('json', DEFAULT_WRITE_OPTIONS), { signal });
    if (saved.ok) this.#written.set(name, result);
    return saved;
  }

  /** What is closed on the screen is no table any more. */
  async #dropClosed(): Promise<void> {
    const open = new Set(this.#named().keys());
    for (const name of this.#written.keys()) {
      if (open.has(name)) continue;
      this.#written.delete(name);
      await fs.rm(this.#file(name), { force: true });
    }
  }

  #file(name: string): string {
    return path.join(this.folder, 'data', `${name}.json`);
  }
}
