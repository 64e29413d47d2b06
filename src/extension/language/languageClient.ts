import * as v from 'valibot';
import { workspace, type Disposable, type LogOutputChannel, type TextDocument } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { RenderProperties } from '../../core/charts/renderProperties';
import { fail, succeed, type Outcome } from '../../core/errors';
import type { TextRange } from '../../core/kql/queryAt';
import type { ConnectionTable } from '../../core/connectionTables';
import {
  QUERIES_REQUEST,
  QueriesAnswerSchema,
  RENDER_REQUEST,
  RenderAnswerSchema,
  RESULT_TABLES_NOTIFICATION,
  TABLE_NAMES_REQUEST,
  TableNamesSchema,
  TABLES_NOTIFICATION,
  TIMESPAN_NOTIFICATION,
  USED_RESULTS_REQUEST,
  UsedResultsSchema,
  type QueriesParams,
  type RenderParams,
  type UsedResults,
  type UsedResultsParams,
} from '../../language/protocol';
import { languageProcessSilent } from '../errors';
import { giveWay } from '../giveWay';
import { loadLanguageClient } from './loadLanguageClient';

/** A query of a document, by its place. */
export interface QueryRange {
  readonly range: TextRange;
}

/** What the language process is told about the queries that it looks at. */
export interface QuerySurroundings {
  /** The tables that the selected connection named. */
  readonly tables: () => Promise<readonly ConnectionTable[]>;
  /** The results that can be read as tables. */
  readonly resultTables: () => readonly ConnectionTable[];
  /** Whether a timespan is sent with every query. */
  readonly hasTimespan: () => boolean;
}

/** The language process, started with the first Kusto document or the first question about one. */
export class LanguageProcess implements Disposable {
  readonly #opening: Disposable;
  #client: Promise<LanguageClient> | undefined;

  /** @param entry path of the built language server */
  constructor(
    private readonly entry: string,
    private readonly log: LogOutputChannel,
    private readonly surroundings: QuerySurroundings,
  ) {
    this.#opening = workspace.onDidOpenTextDocument((document) => this.#startFor(document));
    workspace.textDocuments.forEach((document) => this.#startFor(document));
  }

  /** The queries of a document as it is now, in order. */
  async queriesOf(document: TextDocument): Promise<Outcome<readonly QueryRange[]>> {
    try {
      const client = await this.#started();
      const params: QueriesParams = { textDocument: { uri: client.code2ProtocolConverter.asUri(document.uri) } };
      for (;;) {
        const { version } = document;
        const queries = v.parse(QueriesAnswerSchema, await client.sendRequest(QUERIES_REQUEST, params));
        // Else an edit overtook the answer, and its places no longer hold.
        if (document.version === version) return succeed(queries);
      }
    } catch (error) {
      this.#logFailure(error);
      return fail(languageProcessSilent());
    }
  }

  /** What the query's `render` says; undefined where it has none or the process does not answer, which only costs a chart. */
  async renderOf(query: string): Promise<RenderProperties | undefined> {
    try {
      const client = await this.#started();
      const params: RenderParams = { query };
      return v.parse(RenderAnswerSchema, await client.sendRequest(RENDER_REQUEST, params)) ?? undefined;
    } catch (error) {
      this.#logFailure(error);
      return undefined;
    }
  }

  /** The names of the tables that queries can be completed with. */
  async tableNames(): Promise<Outcome<readonly string[]>> {
    try {
      const client = await this.#started();
      return succeed(v.parse(TableNamesSchema, await client.sendRequest(TABLE_NAMES_REQUEST)));
    } catch (error) {
      this.#logFailure(error);
      return fail(languageProcessSilent());
    }
  }

  /** Which results a query reads as tables; undefined where the process does not answer. */
  async usedResults(query: string): Promise<UsedResults | undefined> {
    try {
      const client = await this.#started();
      const params: UsedResultsParams = { query };
      return v.parse(UsedResultsSchema, await client.sendRequest(USED_RESULTS_REQUEST, params));
    } catch (error) {
      this.#logFailure(error);
      return undefined;
    }
  }

  /** Passes on the tables of the connection that is selected now, where the process runs. */
  changeTables(): Promise<void> {
    return this.#notify(TABLES_NOTIFICATION, this.surroundings.tables);
  }

  /** Passes on which results can be read as tables now, where the process runs. */
  changeResultTables(): Promise<void> {
    return this.#notify(RESULT_TABLES_NOTIFICATION, () => [...this.surroundings.resultTables()]);
  }

  /** Passes on whether a timespan is chosen now, where the process runs. */
  changeTimespan(): Promise<void> {
    return this.#notify(TIMESPAN_NOTIFICATION, () => ({ isChosen: this.surroundings.hasTimespan() }));
  }

  dispose(): void {
    this.#opening.dispose();
    void this.#client?.then(
      (client) => client.dispose(),
      () => undefined,
    );
    this.#client = undefined;
  }

  /** The process may end while it is told: when it runs again, all is told anew. */
  async #notify(notification: string, read: () => unknown): Promise<void> {
    const client = await this.#client?.catch(() => undefined);
    if (client?.isRunning() !== true) return;
    try {
      await client.sendNotification(notification, await read());
    } catch (error) {
      this.#logFailure(error);
    }
  }

  #startFor({ languageId }: TextDocument): void {
    if (languageId === 'kusto') this.#started().catch((error: unknown) => this.#logFailure(error));
  }

  #logFailure(error: unknown): void {
    this.log.error(`The language process failed. ${error instanceof Error ? error.message : ''}`);
  }

  #started(): Promise<LanguageClient> {
    this.#client ??= this.#start().catch((error: unknown) => {
      this.#client = undefined;
      throw error;
    });
    return this.#client;
  }

  async #start(): Promise<LanguageClient> {
    const { LanguageClient, RevealOutputChannelOn, State, TransportKind } = await loadLanguageClient();
    const client = new LanguageClient(
      'kqlHunting.language',
      'KQL Hunting Language',
      { module: this.entry, transport: TransportKind.ipc },
      {
        documentSelector: [{ language: 'kusto' }],
        outputChannel: this.log,
        revealOutputChannelOn: RevealOutputChannelOn.Never,
      },
    );
    // Also after a crash, when the client starts the process anew and opens the documents in it again.
    client.onDidChangeState(({ newState }) => {
      if (newState !== State.Running) return;
      void this.changeTimespan();
      void this.changeResultTables();
      void this.changeTables();
    });
    await giveWay();
    await client.start();
    return client;
  }
}
