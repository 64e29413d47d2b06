import { completenessOf } from '../core/completeness';
import { fail, succeed, type HuntError, type Outcome } from '../core/errors';
import { writeTable, type WrittenChunk } from '../core/formats/format';
import { selectedColumns, type TableSelection } from '../core/formats/rowWriter';
import {
  parseToWorkerMessage,
  type FromWorkerMessage,
  type SelectionSummary,
  type ToWorkerMessage,
} from '../core/protocol/workerMessages';
import type { GridActions } from '../core/results/controller/gridActions';
import { createGridController } from '../core/results/controller/gridController';
import type { Surroundings } from '../core/results/controller/workQueue';
import { AnswerParser, type ParsedAnswer } from '../graph/response/answerParser';
import { compareResults } from './compareResults';
import { outOfMemory, rowsLost } from './errors';

/** The worker's half of one result: it reads the answer, holds its rows and is the grid's controller. */
export interface RowHolder {
  /** Takes whatever the host posted; what is not a message of the protocol is ignored. */
  receive(data: unknown): void;
}

/** Rows that the host may ask for piece by piece. */
interface HeldSelection {
  readonly selection: TableSelection;
  chunks?: Iterator<WrittenChunk, void>;
}

/**
 * @param post sends a message to the host
 * @param surroundings hand on, by `receive`, what the host posts in the middle of long work
 */
export function createRowHolder(post: (message: FromWorkerMessage) => void, surroundings: Surroundings): RowHolder {
  let parser: AnswerParser | undefined;
  let answer: ParsedAnswer | undefined;
  /** What the answer is to be compared with. */
  let earlier: ParsedAnswer | undefined;
  let idsGiven = 0;
  const selections = new Map<number, HeldSelection>();
  const copies = new Map<number, (isWritten: boolean) => void>();

  const hold = (selection: TableSelection): SelectionSummary => {
    idsGiven += 1;
    selections.set(idsGiven, { selection });
    return {
      id: idsGiven,
      rowCount: selection.rows?.length ?? selection.table.rowCount,
      columns: selectedColumns(selection).map(({ name, type }) => ({ name, type })),
    };
  };

  const actions: GridActions = {
    writeClipboard: (text) =>
      new Promise((resolve, reject) => {
        idsGiven += 1;
        copies.set(idsGiven, (isWritten) => (isWritten ? resolve() : reject(new Error('The clipboard refused.'))));
        post({ type: 'writeClipboard', requestId: idsGiven, text });
      }),
    append: (operator) => post({ type: 'append', operator }),
    openQuery: (query) => post({ type: 'openQuery', query }),
    saveChart: (image) => post({ type: 'saveChart', image }),
    save: (selection) => post({ type: 'save', selection: hold(selection) }),
  };
  const controller = createGridController((message) => post({ type: 'toPage', message }), actions, surroundings);

  const readBytes = ({ requestId, bytes }: Extract<ToWorkerMessage, { type: 'answerBytes' }>): void => {
    const error = withinMemory(() => parser?.write(bytes), outOfMemory());
    if (error !== undefined) parser = undefined;
    const rowCount = parser?.rowCount ?? 0;
    post({ type: 'bytesRead', requestId, rowCount, ...(error !== undefined && { error: withoutCause(error) }) });
  };

  const endAnswer = (requestId: number): void => {
    const read = withinMemory(() => parser?.finish(), fail(outOfMemory())) ?? fail(rowsLost());
    parser = undefined;
    tellAnswer(requestId, read);
  };

  const endAnswerEarly = (requestId: number): void => {
    const read = withinMemory(() => {
      const rows = parser?.finishEarly();
      return rows === undefined ? fail(rowsLost()) : succeed(rows);
    }, fail(outOfMemory()));
    parser = undefined;
    tellAnswer(requestId, read);
  };

  const compareAnswers = (requestId: number, keys: readonly string[]): void => {
    const [before, after] = [earlier, answer];
    earlier = undefined;
    if (before === undefined || after === undefined) tellAnswer(requestId, fail(rowsLost()));
    else
      tellAnswer(
        requestId,
        withinMemory(() => compareResults(before, after, keys), fail(outOfMemory())),
      );
  };

  const tellAnswer = (requestId: number, read: Outcome<ParsedAnswer>): void => {
    if (!read.ok) {
      post({ type: 'answerRead', requestId, rowCount: 0, columns: [], notes: [], error: withoutCause(read.error) });
      return;
    }
    answer = read.value;
    const { table, notes } = answer;
    post({ type: 'answerRead', requestId, rowCount: table.rowCount, columns: table.columns, notes });
  };

  const receiveFromPage = (data: unknown): void => {
    try {
      controller.receive(data);
    } catch (error) {
      // The rows are still whole: only what was asked for has failed.
      post({ type: 'fault', report: describeFault(error) });
      post({ type: 'toPage', message: { type: 'status', text: sentenceFor(error) } });
    }
  };

  const sendChunk = (requestId: number, selectionId: number): void => {
    const next = selections.get(selectionId)?.chunks?.next();
    const chunk = next === undefined || next.done === true ? { text: '', rowsWritten: 0 } : next.value;
    post({ type: 'chunk', requestId, ...chunk, isLast: next?.done !== false });
  };

  const handle = (message: ToWorkerMessage): void => {
    switch (message.type) {
      case 'beginAnswer':
        controller.clear();
        parser = new AnswerParser();
        return;
      case 'showRowsSoFar': {
        const rows = parser?.rowsSoFar;
        if (rows !== undefined) controller.showRowsSoFar(message.run, rows);
        return;
      }
      case 'answerBytes':
        readBytes(message);
        return;
      case 'endAnswer':
        endAnswer(message.requestId);
        return;
      case 'endAnswerEarly':
        endAnswerEarly(message.requestId);
        return;
      case 'setAnswerAside':
        earlier = answer;
        answer = undefined;
        return;
      case 'compareAnswers':
        compareAnswers(message.requestId, message.keys);
        return;
      case 'showAnswer': {
        const { run, elapsedMs } = message;
        if (answer !== undefined) controller.showResult(run, { ...answer, elapsedMs, ...completenessOf(message) });
        answer = undefined;
        return;
      }
      case 'fromPage':
        receiveFromPage(message.message);
        return;
      case 'pivotSelection':
        controller.pivotSelection(message.pivot);
        return;
      case 'copySelection':
        controller.copySelection(message.format, message.withHeader);
        return;
      case 'clipboardWritten':
        copies.get(message.requestId)?.(message.isWritten);
        copies.delete(message.requestId);
        return;
      case 'selectAll': {
        const all = message.isWhole ? controller.selectWhole() : controller.selectAll();
        post({ type: 'selected', requestId: message.requestId, ...(all !== undefined && { selection: hold(all) }) });
        return;
      }
      case 'writeRows': {
        const held = selections.get(message.selectionId);
        if (held !== undefined) held.chunks = writeTable(message.format, held.selection, message.options);
        return;
      }
      case 'nextChunk':
        sendChunk(message.requestId, message.selectionId);
        return;
      case 'dropSelection':
        selections.delete(message.selectionId);
        return;
    }
  };

  return {
    receive: (data) => {
      const message = parseToWorkerMessage(data);
      if (message !== undefined) handle(message);
    },
  };
}

/** A buffer that cannot grow throws a `RangeError`; anything else thrown is a bug and ends the worker. */
function withinMemory<T>(work: () => T, otherwise: T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) return otherwise;
    throw error;
  }
}

/** A cause may be anything, also what a message cannot carry. */
function withoutCause({ code, message, hint, position, details }: HuntError): HuntError {
  return {
    code,
    message,
    hint,
    ...(position !== undefined && { position }),
    ...(details !== undefined && { details }),
  };
}

/** The stack's first line may quote a value; the lines below it name only places in the code. */
function describeFault(error: unknown): string {
  const [, ...places] = (error instanceof Error ? (error.stack ?? '') : '').split('\n');
  return [error instanceof Error ? error.name : typeof error, ...places].join('\n');
}

function sentenceFor(error: unknown): string {
  return error instanceof RangeError
    ? 'There is not enough memory for this. Close other results and try again.'
    : 'Something went wrong that KQL Hunting did not foresee. The rows are unchanged; the log says more.';
}
