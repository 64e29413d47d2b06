import * as v from 'valibot';

/** The messages about work that takes long enough to be told of, and to be stopped. */

const index = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** From the host to the page. */
export const LONG_WORK_ANSWERS = [
  /** What is being done while the user waits; without a sentence it is done. */
  v.object({ type: v.literal('working'), sentence: v.exactOptional(v.string()) }),
  /** What this asked for is not done, or not to its end: all is as it was before. */
  v.object({ type: v.literal('workStopped'), requestId: index }),
] as const;

/** From the page to the host. */
export const LONG_WORK_REQUESTS = [
  /** The user waits for none of it any more. */
  v.object({ type: v.literal('stopWork'), resultId: v.string() }),
] as const;
