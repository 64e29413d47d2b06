import * as fs from 'node:fs/promises';
import path from 'node:path';
import type { Disposable } from 'vscode';
import { missingIn } from '../../core/completeness';
import type { StreamingConnection } from '../../core/connection';
import type { ConnectionTable } from '../../core/connectionTables';
import type { Outcome } from '../../core/errors';
import { openLocalEngine, type OpenOptions } from '../connections/huntingConnections';
import type { LocalEngine } from '../connections/localEngine';
import type { OpenResult } from './openResult';
import { ResultFiles } from './resultFiles';
import type { Results } from './results';
import { removeLeftFolders } from './windowFolder';

/** As a result's header calls where a query over results ran. */
export const RESULTS_CONNECTION_NAME = 'Results on this machine';
/** The table that is the result used last of those that came from a connection. */
const LATEST = 'results';

/** Who reads the rows of results: an engine, and the folder that it looks into. */
export interface ResultReader {
  readonly engine: LocalEngine;
  readonly folder: string;
}

export interface ResultReaders {
  /** Has the results alone. */
  readonly alone: ResultReader;
  /** Has the tables of the local connection, and the results beside them. */
  readonly beside: ResultReader;
}

/**
 * The results on the screen as tables that queries can read: `results1`, `results2` by number, and `results` for the
 * one used last. Rows are written to a private folder when a query first reads them.
 */
export class ResultTables implements Disposable {
  readonly #alone: ResultFiles;
  readonly #beside: ResultFiles;

  /** @param folder of this window alone, in which those of the readers are; removed with the window */
  constructor(
    private readonly results: Results,
    private readonly readers: ResultReaders,
    private readonly folder: string,
  ) {
    const named = () => this.#named();
    this.#alone = new ResultFiles(readers.alone.folder, named);
    this.#beside = new ResultFiles(readers.beside.folder, named);
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

  /** The result that is the table of this name. */
  named(name: string): OpenResult | undefined {
    return this.#named().get(name);
  }

  /** Sentences on those of these results that lack rows. */
  missingIn(names: readonly string[]): readonly string[] {
    const named = this.#named();
    return names.flatMap((name) => {
      const answer = named.get(name)?.grid.answer;
      return answer === undefined ? [] : missingIn(name, answer);
    });
  }

  /** A connection whose tables are the results of these names. */
  async open(names: readonly string[], options: OpenOptions): Promise<Outcome<StreamingConnection>> {
    return this.#open(this.readers.alone.engine, this.#alone, RESULTS_CONNECTION_NAME, names, options);
  }

  /** A connection of this name whose tables are those of the local engine, and the results of these names. */
  async openBeside(
    name: string,
    names: readonly string[],
    options: OpenOptions,
  ): Promise<Outcome<StreamingConnection>> {
    return this.#open(this.readers.beside.engine, this.#beside, name, names, options);
  }

  dispose(): void {
    this.readers.alone.engine.dispose();
    // A later window removes what cannot be removed now.
    void fs.rm(this.folder, { recursive: true, force: true }).catch(() => undefined);
  }

  async #open(
    engine: LocalEngine,
    files: ResultFiles,
    name: string,
    names: readonly string[],
    options: OpenOptions,
  ): Promise<Outcome<StreamingConnection>> {
    options.report('handing the rows over…');
    const written = await files.write(names, options.signal);
    return written.ok ? openLocalEngine(engine, name, options) : written;
  }

  #named(): ReadonlyMap<string, OpenResult> {
    const { withRows } = this.results;
    const latest = withRows.findLast(({ readsResults }) => !readsResults) ?? withRows.at(-1);
    const numbered = withRows.map((result): [string, OpenResult] => [`${LATEST}${result.number}`, result]);
    return new Map(latest === undefined ? numbered : [[LATEST, latest], ...numbered]);
  }
}
