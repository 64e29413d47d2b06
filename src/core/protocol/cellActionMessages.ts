import * as v from 'valibot';

/** The messages about what can be done with one cell beyond showing it. */

const index = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const cell = { resultId: v.string(), row: index, column: index };

/** From the host to the page. */
export const CELL_ACTION_ANSWERS = [
  v.object({
    type: v.literal('cellActions'),
    requestId: index,
    /** What the value names, such as `device`; absent where that is not known. */
    entity: v.exactOptional(v.string()),
    /** The hunts that can be opened, by their place. */
    hunts: v.pipe(v.array(v.string()), v.readonly()),
  }),
  /** A command asks for the menu of the active cell. */
  v.object({ type: v.literal('showActions') }),
] as const;

/** From the page to the host. */
export const CELL_ACTION_REQUESTS = [
  v.object({ type: v.literal('requestActions'), requestId: index, ...cell }),
  /** A hunt of `cellActions` is to be opened in a new document. */
  v.object({ type: v.literal('openHunt'), ...cell, hunt: index }),
  /** The value without what would make it a link. */
  v.object({ type: v.literal('copyDefanged'), ...cell }),
] as const;

export type CellActions = Omit<Extract<CellActionAnswer, { type: 'cellActions' }>, 'type' | 'requestId'>;
export type CellActionAnswer = v.InferOutput<(typeof CELL_ACTION_ANSWERS)[number]>;
export type CellActionRequest = v.InferOutput<(typeof CELL_ACTION_REQUESTS)[number]>;
