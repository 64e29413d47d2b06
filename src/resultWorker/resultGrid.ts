import type { ChartImage } from '../core/charts/chartImage';
import { completenessOf, missingRows, type CountedAnswer } from '../core/completeness';
import type { AnswerReader, StreamedAnswer } from '../core/connection';
import { fail, type HuntError, type Outcome } from '../core/errors';
import type { Pivot } from '../core/kql/pivots';
import { describeFailure } from '../core/protocol/describeFailure';
import { parseGridMessage, type HostMessage, type RunSummary } from '../core/protocol/gridMessages';
import type { Column } from '../core/results/resultTable';
import type { CopyFormat } from '../core/results/controller/copyRows';
import { compareAnswers, sendAnswer, type RemoteAnswer, type RemoteReader } from './answerBatches';
import { rowsLost } from './errors';
import { readBytes, type AnswerBytes } from './readBytes';
import { remoteRows, type RemoteRows } from './remoteRows';
import { startWorker, type WorkerEvent, type WorkerLine } from './workerLine';

/** What a worker asks of the extension host: `GridActions`, whose rows stay where they are. */
export interface ResultGridActions {
  writeClipboard(text: string): PromiseLike<void>;
  /** Writes an operator, such as `where X == 1`, behind the query that the result came from. */
  append(operator: string): void;
  /** Opens a query in a new document; it is not run. */
  openQuery(query: string): void;
  /** Asks where to save and saves; it tells the user of its own success and failure. */
  save(rows: RemoteRows): void;
  /** As `save`, for the picture of a chart. */
  saveChart(image: ChartImage): void;
  /** Takes what the log should know of a fault; nothing of the rows is in it. */
  reportFault(report: string): void;
}

export interface ResultGridOptions {
  /** Path of the built worker. */
  readonly workerFile: string;
  /** Sends a message to the page. */
  readonly post: (message: unknown) => void;
  readonly actions: ResultGridActions;
}

/**
 * The host's end of one result: its rows, their parser and the `GridController` are in a worker of their own, which is
 * started with the first answer and ended with the result, so that nothing done to rows ever holds up the extension
 * host, and no result takes another one along.
 */
export class ResultGrid {
  #line: WorkerLine | undefined;
  /** The answer that is being read last. */
  #reader: RemoteReader | undefined;
  #run: RunSummary | undefined;
  #onCancel: () => void = () => undefined;
  /** What the page shows where it shows no rows. */
  #message: HostMessage | undefined;
  /** Whether the worker may show rows: those that have come so far, or all. */
  #mayShowRows = false;
  #answer: StreamedAnswer<RemoteAnswer> | undefined;
  #isPageReady = false;
  #isDisposed = false;

  constructor(private readonly options: ResultGridOptions) {}

  /** The answer that is shown, without its rows; undefined while there is none. */
  get answer(): CountedAnswer | undefined {
    return this.#answer;
  }

  /** By what the history knows the run whose answer is shown; undefined where it is not kept. */
  get keptAs(): string | undefined {
    return this.#answer === undefined ? undefined : this.#run?.keptAs;
  }

  /** How many rows the answer has that is shown; undefined while there is none. */
  get rowCount(): number | undefined {
    return this.#answer?.rowCount;
  }

  /** Its columns; none while there is none. */
  get columns(): readonly Column[] {
    return this.#answer?.columns ?? [];
  }

  /**
   * Shows that a query runs; where its answer takes long, the rows that have come so far.
   * @param onCancel the user wants no more of those
   */
  showRunning(run: RunSummary, onCancel: () => void = () => undefined): void {
    this.#run = run;
    this.#onCancel = onCancel;
    this.#showMessage({ type: 'runStarted', run });
  }

  showFailure(run: RunSummary, error: HuntError): void {
    const rowsBefore = this.#areRowsSoFarShown ? { rowsBefore: this.#reader?.rowCount ?? 0 } : {};
    this.#showMessage({ type: 'runFailed', run, error: describeFailure(error), ...rowsBefore });
    this.#endWorker();
  }

  /** Takes an answer's bytes to the worker; `showResult` shows its rows. */
  openReader(): AnswerReader<RemoteAnswer> {
    // An earlier attempt broke off.
    if (this.#areRowsSoFarShown && this.#run !== undefined) this.showRunning(this.#run, this.#onCancel);
    return this.#openReader(() => this.#showRowsSoFar());
  }

  /** Reads two answers and keeps what differs between them, for `showResult`. */
  async compare(before: AnswerBytes, after: AnswerBytes, keys: readonly string[]): Promise<Outcome<RemoteAnswer>> {
    const earlier = await readBytes(before, this.#openReader());
    if (!earlier.ok) return earlier;
    this.#line?.post({ type: 'setAnswerAside' });
    const later = await readBytes(after, this.#openReader());
    if (!later.ok) return later;
    return this.#line === undefined ? fail(rowsLost()) : compareAnswers(this.#line, keys);
  }

  /** Reads an answer that is there already, for `showResult`: it is shown once it is whole. */
  read(bytes: AnswerBytes): Promise<Outcome<RemoteAnswer>> {
    return readBytes(bytes, this.#openReader());
  }

  /**
   * Makes an answer of the rows that are shown of one that is not whole, for `showResult`.
   * @returns undefined where none are shown
   */
  async keepRowsSoFar(): Promise<RemoteAnswer | undefined> {
    const kept = this.#areRowsSoFarShown ? await this.#reader?.finishEarly() : undefined;
    return kept?.ok === true ? kept.value : undefined;
  }

  /** Shows the rows that were read last. */
  showResult(run: RunSummary, answer: StreamedAnswer<RemoteAnswer>): void {
    if (this.#line === undefined) return;
    this.#run = run;
    this.#answer = answer;
    this.#message = undefined;
    this.#mayShowRows = true;
    this.#line.post({ type: 'showAnswer', run, elapsedMs: answer.elapsedMs, ...completenessOf(answer) });
  }

  /** Takes whatever the page posted; what is not a message of the protocol is ignored. */
  receive(data: unknown): void {
    const message = parseGridMessage(data);
    if (message?.type === 'ready') {
      this.#isPageReady = true;
      if (this.#message !== undefined) this.options.post(this.#message);
      this.#line?.post({ type: 'fromPage', message });
    } else if (message?.type === 'cancelRun') {
      if (this.#areRowsSoFarShown) this.#onCancel();
    } else if (message !== undefined && this.#mayShowRows) {
      this.#line?.post({ type: 'fromPage', message });
    }
  }

  /** Writes a condition on the selected values into the query. */
  pivotSelection(pivot: Pivot): void {
    this.#line?.post({ type: 'pivotSelection', pivot });
  }

  /** Shows what can be done with the active cell. */
  showActions(): void {
    if (this.#answer !== undefined) this.options.post({ type: 'showActions' });
  }

  /** Copies the selected rows and columns in some form. */
  copySelection(format: CopyFormat, withHeader: boolean): void {
    this.#line?.post({ type: 'copySelection', format, withHeader });
  }

  /** All rows in the order shown; undefined while there is no result. */
  selectAll(): Promise<RemoteRows | undefined> {
    return this.#select(false);
  }

  /** All rows in the order in which they came; undefined while there is no result. */
  selectWhole(): Promise<RemoteRows | undefined> {
    return this.#select(true);
  }

  /** Frees the rows. Whoever waits for some gets none. */
  dispose(): void {
    this.#isDisposed = true;
    this.#endWorker();
  }

  async #select(isWhole: boolean): Promise<RemoteRows | undefined> {
    const line = this.#line;
    if (line === undefined || this.#answer === undefined) return undefined;
    const reply = await line.ask('selected', (requestId) => ({ type: 'selectAll', requestId, isWhole }));
    return reply?.selection === undefined ? undefined : remoteRows(reply.selection, this.#missing, line);
  }

  get #missing(): readonly string[] {
    return this.#answer === undefined ? [] : missingRows(this.#answer);
  }

  get #areRowsSoFarShown(): boolean {
    return this.#mayShowRows && this.#message === undefined && this.#answer === undefined;
  }

  #openReader(onSlow?: () => void): RemoteReader {
    this.#reader?.giveUp();
    this.#line ??= this.#startWorker();
    // The result was closed while its answer was on its way: the reader tells that there is nobody to read.
    if (this.#isDisposed) this.#line.end();
    this.#reader = sendAnswer(this.#line, onSlow);
    return this.#reader;
  }

  #startWorker(): WorkerLine {
    const line = startWorker(this.options.workerFile, {
      onEvent: (event) => this.#receiveFromWorker(event),
      onLost: (error) => this.#loseRows(error),
    });
    if (this.#isPageReady) line.post({ type: 'fromPage', message: { type: 'ready' } });
    return line;
  }

  #showRowsSoFar(): void {
    if (this.#line === undefined || this.#run === undefined) return;
    this.#mayShowRows = true;
    this.#line.post({ type: 'showRowsSoFar', run: this.#run });
  }

  #showMessage(message: HostMessage): void {
    this.#answer = undefined;
    this.#mayShowRows = false;
    this.#message = message;
    if (this.#isPageReady) this.options.post(message);
  }

  #endWorker(): void {
    this.#reader?.giveUp();
    this.#line?.end();
    this.#line = undefined;
    this.#answer = undefined;
    this.#mayShowRows = false;
  }

  #loseRows(error: HuntError): void {
    this.#line = undefined;
    this.options.actions.reportFault(`The worker of a result ended: ${error.code}.`);
    // A run under way learns of it from its reader.
    if (this.#answer !== undefined && this.#run !== undefined) this.showFailure(this.#run, error);
  }

  #receiveFromWorker(event: WorkerEvent): void {
    const { actions, post } = this.options;
    switch (event.type) {
      case 'toPage':
        if (!this.#mayShowRows) return;
        this.#message = undefined;
        post(event.message);
        return;
      case 'writeClipboard':
        void this.#writeClipboard(event.requestId, event.text);
        return;
      case 'append':
        actions.append(event.operator);
        return;
      case 'openQuery':
        actions.openQuery(event.query);
        return;
      case 'saveChart':
        actions.saveChart(event.image);
        return;
      case 'save':
        if (this.#line !== undefined) actions.save(remoteRows(event.selection, this.#missing, this.#line));
        return;
      case 'fault':
        actions.reportFault(event.report);
        return;
    }
  }

  async #writeClipboard(requestId: number, text: string): Promise<void> {
    const isWritten = await Promise.resolve(this.options.actions.writeClipboard(text)).then(
      () => true,
      () => false,
    );
    this.#line?.post({ type: 'clipboardWritten', requestId, isWritten });
  }
}
