import type { AnswerReader } from '../core/connection';
import { fail, type Outcome } from '../core/errors';
import { answerUnreadable } from './errors';

/** An answer's JSON that is there already, such as in a file. Reading it may fail in the middle. */
export type AnswerBytes = AsyncIterable<Uint8Array>;

/** Gives a reader all of an answer. */
export async function readBytes<Read>(bytes: AnswerBytes, reader: AnswerReader<Read>): Promise<Outcome<Read>> {
  try {
    for await (const chunk of bytes) {
      const error = await reader.write(chunk);
      if (error !== undefined) return fail(error);
    }
    return await reader.finish();
  } catch (cause) {
    return fail(answerUnreadable(cause));
  }
}
