import * as v from 'valibot';

/** The messages about one value that is read in parts: the tree of a dynamic value, and a long text piece by piece. */

const index = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const place = v.pipe(v.array(index), v.minLength(1), v.maxLength(50), v.readonly());
const childPlace = v.object({ offset: index, index });
const cell = { resultId: v.string(), row: index, column: index };

const treeNode = v.object({
  place,
  label: v.string(),
  kind: v.picklist(['object', 'array', 'string', 'number', 'bool', 'null']),
  text: v.string(),
  fullLength: v.exactOptional(index),
  hasMixedScripts: v.exactOptional(v.literal(true)),
  expand: v.exactOptional(place),
  count: v.exactOptional(index),
});

/** Where the tree of a value begins, for a value that has one. */
export const treeRoot = v.object({ place, count: index });

/** From the host to the page. */
export const VALUE_TREE_ANSWERS = [
  v.object({
    type: v.literal('treeNodes'),
    requestId: index,
    nodes: v.pipe(v.array(treeNode), v.readonly()),
    /** Where to read on; absent behind the last node. */
    next: v.exactOptional(childPlace),
    /** More was found than is given. */
    isMore: v.boolean(),
  }),
  v.object({
    type: v.literal('textPiece'),
    requestId: index,
    text: v.string(),
    /** Where to read on; absent at the end. */
    next: v.exactOptional(index),
  }),
] as const;

/** From the page to the host. */
export const VALUE_TREE_REQUESTS = [
  v.object({ type: v.literal('requestNodes'), requestId: index, ...cell, place, from: v.exactOptional(childPlace) }),
  v.object({ type: v.literal('searchNodes'), requestId: index, ...cell, place, text: v.string() }),
  v.object({ type: v.literal('copyNode'), ...cell, place, part: v.picklist(['value', 'path']) }),
  /** The node is wanted as a column: the host writes that into the query. */
  v.object({ type: v.literal('extendNode'), ...cell, place }),
  v.object({ type: v.literal('requestText'), requestId: index, ...cell, from: index }),
] as const;

export type ValueTreeRequest = v.InferOutput<(typeof VALUE_TREE_REQUESTS)[number]>;
export type ValueTreeAnswer = v.InferOutput<(typeof VALUE_TREE_ANSWERS)[number]>;
