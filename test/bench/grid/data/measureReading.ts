import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { ResultTable } from '../../../../src/core/results/resultTable';
import { AnswerParser } from '../../../../src/graph/response/answerParser';
import { median, rounded } from '../../benchmark';

/** Bytes handed over at a time, as the worker gets them. */
const BATCH_BYTES = 256 * 1024;

/** How an answer's bytes become columns, beside `JSON.parse` of the same bytes. */
export interface ReadingFigures {
  readonly megabytes: number;
  readonly ownMs: number;
  readonly jsonMs: number;
  /** Wall-clock time against `JSON.parse`'s. */
  readonly ratio: number;
  /** Of the bytes: what the finished table holds. */
  readonly storeShare: number;
  /** Of the bytes: the most that was held beyond the store while they were read. */
  readonly peakShare: number;
}

/** Reads the answer in turn with `JSON.parse`; the medians count. The first round, in which code is compiled, does not. */
export function measureReading(body: Buffer, rounds: number): ReadingFigures {
  const own: number[] = [];
  const json: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    collectGarbage();
    const ownMs = timeOf(() => readAnswer(body));
    collectGarbage();
    const jsonMs = timeOf(() => JSON.parse(body.toString('utf8')));
    if (round === 0) continue;
    own.push(ownMs);
    json.push(jsonMs);
  }
  return {
    megabytes: rounded(body.length / 1e6),
    ownMs: rounded(median(own)),
    jsonMs: rounded(median(json)),
    ratio: rounded(median(own) / median(json), 3),
    ...measureMemory(body),
  };
}

export function readAnswer(body: Buffer, onBatch: () => void = () => undefined): ResultTable {
  const parser = new AnswerParser();
  for (let start = 0; start < body.length; start += BATCH_BYTES) {
    const error = parser.write(body.subarray(start, start + BATCH_BYTES));
    if (error !== undefined) throw new Error(error.message);
    onBatch();
  }
  const answer = parser.finish();
  if (!answer.ok) throw new Error(answer.error.message);
  onBatch();
  return answer.value.table;
}

function measureMemory(body: Buffer): Pick<ReadingFigures, 'storeShare' | 'peakShare'> {
  collectGarbage();
  const before = heldBytes();
  let most = before;
  const table = readAnswer(body, () => (most = Math.max(most, heldBytes())));
  collectGarbage();
  const store = heldBytes() - before;
  if (table.rowCount === 0) throw new Error('The table went before it was measured.');
  return {
    storeShare: rounded(store / body.length, 3),
    peakShare: rounded(Math.max(0, most - before - store) / body.length, 3),
  };
}

/** On the heap and in buffers, garbage that is not yet collected among it. */
function heldBytes(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

export function timeOf(work: () => unknown): number {
  const startedMs = performance.now();
  work();
  return performance.now() - startedMs;
}

/** Node gives its collector to scripts only when it is asked to. */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc()');
}
