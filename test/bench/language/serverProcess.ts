import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import * as v from 'valibot';
import {
  createProtocolConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type ProtocolConnection,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { hundredQueries, queryOfStroke, TYPED_AFTER } from './hundredQueries';

const URI = 'file:///hundred.kql';
const STROKES = 60;
const RUNS = 5;

const Published = v.object({ uri: v.string(), version: v.number() });

/** What the built language process costs behind the transport that the editor uses, in milliseconds. */
export interface ServerFigures {
  /** From the start of a process to its answer to `initialize`, and to the first findings of a file just opened. */
  readonly startMs: readonly number[];
  readonly firstFindingsMs: readonly number[];
  /** From the edit that is sent to the findings of that version, and from the next edit to the list of completions. */
  readonly findingsMs: readonly number[];
  readonly completionMs: readonly number[];
}

/** Starts the language process as the editor's client does and talks to it over its own transport. */
export async function measureServer(): Promise<ServerFigures> {
  const startMs: number[] = [];
  const firstFindingsMs: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const started = performance.now();
    const server = await LanguageServer.start();
    startMs.push(performance.now() - started);
    await server.open(hundredQueries());
    firstFindingsMs.push(performance.now() - started);
    if (run < RUNS - 1) server.stop();
    else return { startMs, firstFindingsMs, ...(await strikeKeys(server).finally(() => server.stop())) };
  }
  throw new Error('unreachable');
}

async function strikeKeys(server: LanguageServer): Promise<Pick<ServerFigures, 'findingsMs' | 'completionMs'>> {
  const findingsMs: number[] = [];
  const completionMs: number[] = [];
  for (let stroke = 0; stroke < STROKES; stroke++) {
    const hunt = server.document.getText().indexOf(`// Hunt ${queryOfStroke(stroke)}\n`);
    const offset = server.document.getText().indexOf(TYPED_AFTER, hunt) + TYPED_AFTER.length;
    const typed = performance.now();
    await server.type(offset, ' and F');
    findingsMs.push(performance.now() - typed);
    const asked = performance.now();
    const found = server.type(offset + ' and F'.length, 'o');
    await server.complete(offset + ' and Fo'.length);
    completionMs.push(performance.now() - asked);
    await found;
  }
  return { findingsMs, completionMs };
}

/** The language process with one open document. */
class LanguageServer {
  document = TextDocument.create(URI, 'kusto', 1, '');
  #waiting: { readonly version: number; readonly resolve: () => void } | undefined;

  private constructor(
    private readonly child: ChildProcess,
    private readonly connection: ProtocolConnection,
  ) {}

  static async start(): Promise<LanguageServer> {
    const child = fork(path.resolve('dist/language.js'), ['--node-ipc'], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const connection = createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
    const server = new LanguageServer(child, connection);
    connection.onRequest('workspace/configuration', () => [null]);
    connection.onRequest('client/registerCapability', () => null);
    connection.onRequest('workspace/semanticTokens/refresh', () => null);
    connection.onRequest('workspace/inlayHint/refresh', () => null);
    connection.onNotification('textDocument/publishDiagnostics', (params) => server.#take(params));
    connection.listen();
    const capabilities = { workspace: { configuration: true } };
    await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities });
    await connection.sendNotification('initialized', {});
    return server;
  }

  /** Opens the document; settles with its first findings. */
  async open(text: string): Promise<void> {
    this.document = TextDocument.create(URI, 'kusto', 1, text);
    const found = this.#findings(1);
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: URI, languageId: 'kusto', version: 1, text },
    });
    await found;
  }

  /** Inserts a text; settles with the findings of the version that has it. */
  async type(offset: number, text: string): Promise<void> {
    const position = this.document.positionAt(offset);
    const version = this.document.version + 1;
    const contentChanges = [{ range: { start: position, end: position }, text }];
    TextDocument.update(this.document, contentChanges, version);
    const found = this.#findings(version);
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: URI, version },
      contentChanges,
    });
    await found;
  }

  async complete(offset: number): Promise<void> {
    const position = this.document.positionAt(offset);
    await this.connection.sendRequest('textDocument/completion', { textDocument: { uri: URI }, position });
  }

  stop(): void {
    this.connection.dispose();
    this.child.kill();
  }

  #findings(version: number): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting = { version, resolve };
    });
  }

  #take(params: unknown): void {
    const { version } = v.parse(Published, params);
    if (this.#waiting !== undefined && version >= this.#waiting.version) this.#waiting.resolve();
  }
}
