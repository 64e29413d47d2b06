import type { AnswerReader } from '../core/connection';
import { fail, succeed, type HuntError, type Outcome } from '../core/errors';
import type { WorkerReply } from '../core/protocol/workerMessages';
import type { Column } from '../core/results/resultTable';
import { rowsLost } from './errors';
import { watchSlowAnswer, type SlowAnswer } from './slowAnswer';
import type { WorkerLine } from './workerLine';

/** What the host knows of an answer whose rows are in a worker. */
export interface RemoteAnswer {
  readonly rowCount: number;
  readonly columns: readonly Column[];
  readonly notes: readonly string[];
}

/** Bytes sent at once: a message costs more than a small chunk is worth. */
const BATCH_BYTES = 256 * 1024;
/** Batches that the worker may have before it: a fast connection waits for it, and holds no more than these. */
const MOST_BATCHES = 8;

/** Takes an answer's bytes to a worker, as long as they are wanted. */
export interface RemoteReader extends AnswerReader<RemoteAnswer> {
  /** What is still written goes nowhere. */
  giveUp(): void;
  /** Gives up, and makes an answer of the rows that have come. */
  finishEarly(): Promise<Outcome<RemoteAnswer>>;
}

/**
 * Sends an answer's bytes to the worker that parses them.
 * @param onSlow called again and again where the answer takes long, each time when all of its bytes that have come are sent
 */
export function sendAnswer(line: WorkerLine, onSlow: () => void = () => undefined): RemoteReader {
  let batch = new Uint8Array(BATCH_BYTES);
  let length = 0;
  let rowCount = 0;
  let failure: HuntError | undefined;
  let watch: SlowAnswer | undefined;
  let isGivenUp = false;
  const underWay: Promise<void>[] = [];

  const sendBatch = (): void => {
    if (length === 0) return;
    const bytes = batch.subarray(0, length);
    batch = new Uint8Array(BATCH_BYTES);
    length = 0;
    underWay.push(
      line
        .ask('bytesRead', (requestId) => ({ type: 'answerBytes', requestId, bytes }))
        .then((reply) => {
          rowCount = Math.max(rowCount, reply?.rowCount ?? 0);
          failure ??= reply === undefined ? rowsLost() : reply.error;
        }),
    );
  };
  const sendWhatCame = (): void => {
    sendBatch();
    onSlow();
  };
  const giveUp = (): void => {
    isGivenUp = true;
    watch?.stop();
  };
  const askAnswer = async (type: 'endAnswer' | 'endAnswerEarly'): Promise<Outcome<RemoteAnswer>> => {
    const read = remoteAnswer(await line.ask('answerRead', (requestId) => ({ type, requestId })));
    if (read.ok) rowCount = read.value.rowCount;
    return read;
  };

  line.post({ type: 'beginAnswer' });
  return {
    get rowCount() {
      return rowCount;
    },
    write: async (chunk) => {
      if (isGivenUp) return failure;
      watch ??= watchSlowAnswer(sendWhatCame);
      // The chunk may be a part of a larger buffer, which would go along if it were handed over itself.
      for (let start = 0; start < chunk.length;) {
        const end = Math.min(chunk.length, start + BATCH_BYTES - length);
        batch.set(chunk.subarray(start, end), length);
        length += end - start;
        start = end;
        if (length < BATCH_BYTES) continue;
        sendBatch();
        if (underWay.length > MOST_BATCHES) await underWay.shift();
      }
      return failure;
    },
    finish: async () => {
      watch?.stop();
      sendBatch();
      await Promise.all(underWay);
      return failure === undefined ? askAnswer('endAnswer') : fail(failure);
    },
    giveUp,
    finishEarly: () => {
      giveUp();
      return askAnswer('endAnswerEarly');
    },
  };
}

/** Has a worker compare the answer that it was sent before with the one that it was sent last. */
export async function compareAnswers(line: WorkerLine, keys: readonly string[]): Promise<Outcome<RemoteAnswer>> {
  return remoteAnswer(await line.ask('answerRead', (requestId) => ({ type: 'compareAnswers', requestId, keys })));
}

function remoteAnswer(reply: Extract<WorkerReply, { type: 'answerRead' }> | undefined): Outcome<RemoteAnswer> {
  if (reply === undefined) return fail(rowsLost());
  if (reply.error !== undefined) return fail(reply.error);
  const { rowCount, columns, notes } = reply;
  return succeed({ rowCount, columns, notes });
}
