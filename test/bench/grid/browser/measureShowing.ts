import * as v from 'valibot';
import type { ResultTable } from '../../../../src/core/results/resultTable';
import { AnswerParser } from '../../../../src/graph/response/answerParser';
import { median, rounded } from '../../benchmark';
import type { OwnGrid } from './ownGrid';

const SHOWN = v.object({ frames: v.number(), milliseconds: v.number() });

/** Reads the body of a hunting answer and shows its rows. */
export interface ShownAnswer {
  readonly table: ResultTable;
  /** From the last bytes to the first rows on the screen. */
  readonly lastByteToPaintMs: number;
}

export async function showAnswer(own: OwnGrid, chunks: readonly Uint8Array[]): Promise<ShownAnswer> {
  const parser = new AnswerParser();
  for (const chunk of chunks.slice(0, -1)) take(parser, chunk);
  const lastByte = performance.now();
  for (const chunk of chunks.slice(-1)) take(parser, chunk);
  const answer = parser.finish();
  if (!answer.ok) throw new Error(answer.error.message);
  await own.show(answer.value.table);
  return { table: answer.value.table, lastByteToPaintMs: performance.now() - lastByte };
}

function take(parser: AnswerParser, chunk: Uint8Array): void {
  const error = parser.write(chunk);
  if (error !== undefined) throw new Error(error.message);
}

/** Shows a table some times. @returns how many frames it takes from the message to rows on the screen, and how long */
export async function measureMount(
  own: OwnGrid,
  table: ResultTable,
  times: number,
): Promise<{ readonly frames: number; readonly milliseconds: number }> {
  const frames: number[] = [];
  const milliseconds: number[] = [];
  for (let time = 0; time < times; time += 1) {
    await own.show(table);
    const shown = await own.evaluate(SHOWN, 'bench.shown()');
    frames.push(shown.frames);
    milliseconds.push(shown.milliseconds);
  }
  return { frames: median(frames), milliseconds: rounded(median(milliseconds)) };
}
