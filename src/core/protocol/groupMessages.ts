import * as v from 'valibot';
import { AGGREGATE_FUNCTIONS, MOST_LEVELS } from '../results/grouping/grouping';
import { TIME_BINS } from '../results/grouping/timeBins';
import { isDisplayCell, type DisplayCell } from '../results/display/displayCell';
import { FORMATS } from '../formats/format';

/** The messages about a result whose rows are grouped. While they are, all rows of other messages are lines. */

/** More aggregates than anybody reads. */
const MOST_AGGREGATES = 50;

const index = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const direction = v.picklist(['ascending', 'descending']);
const aggregate = v.object({ column: index, function: v.picklist(AGGREGATE_FUNCTIONS) });
const order = v.variant('by', [
  v.object({ by: v.literal('count'), direction }),
  v.object({ by: v.literal('value'), direction }),
  v.object({ by: v.literal('aggregate'), aggregate, direction }),
]);
const aggregates = v.pipe(v.array(aggregate), v.maxLength(MOST_AGGREGATES), v.readonly());
const level = v.object({ column: index, bin: v.exactOptional(v.picklist(TIME_BINS)), order });

export const grouping = v.object({
  levels: v.pipe(v.array(level), v.maxLength(MOST_LEVELS), v.readonly()),
  aggregates,
});

/** As a page asks for it: the width of bins may be left to the host, which knows the times. */
const askedLevel = v.object({ ...level.entries, bin: v.exactOptional(v.picklist([...TIME_BINS, 'fitting'])) });
const askedGrouping = v.object({
  levels: v.pipe(v.array(askedLevel), v.maxLength(MOST_LEVELS), v.readonly()),
  aggregates,
});
export type AskedGrouping = v.InferOutput<typeof askedGrouping>;

/** More open groups than anybody finds again. */
export const MOST_OPEN_GROUPS = 1000;
const rows = v.pipe(v.array(index), v.maxLength(MOST_OPEN_GROUPS), v.readonly());
/** The groups that are open, by level: a row of the table in each. */
export const openRows = v.pipe(v.array(rows), v.maxLength(MOST_LEVELS), v.readonly());
export type OpenRows = v.InferOutput<typeof openRows>;

/** How rows are grouped, how many lines show that, and how many groups of the first level there are. */
export const groupedRows = v.object({ grouping, lineCount: index, groupCount: index, openRows });
export type GroupedCounts = v.InferOutput<typeof groupedRows>;

const value = v.custom<DisplayCell>(isDisplayCell);
export const lineHead = v.variant('kind', [
  v.object({
    kind: v.literal('group'),
    depth: index,
    value,
    count: index,
    isOpen: v.boolean(),
    position: index,
    siblings: index,
  }),
  v.object({ kind: v.literal('row'), position: index, siblings: index }),
]);

/** From the host to the page. */
export const GROUP_ANSWERS = [
  /** Other lines are shown now; without `groups` the rows are not grouped any more. */
  v.object({
    type: v.literal('rowsGrouped'),
    requestId: index,
    shownRowCount: index,
    groups: v.exactOptional(groupedRows),
  }),
  v.object({ type: v.literal('parentLine'), requestId: index, line: v.exactOptional(index) }),
] as const;

const request = { resultId: v.string(), requestId: index };

/** From the page to the host. */
export const GROUP_REQUESTS = [
  /** A newer request takes the place of one under way. No levels: the rows are not to be grouped any more. */
  v.object({
    type: v.literal('group'),
    ...request,
    grouping: askedGrouping,
    /** Groups to open, as an earlier page had them. */
    openRows: v.exactOptional(openRows),
  }),
  v.object({ type: v.literal('openGroup'), ...request, line: index, isOpen: v.boolean() }),
  v.object({ type: v.literal('openAllGroups'), ...request, isOpen: v.boolean() }),
  /** The line of the group in which a line's group or row lies. */
  v.object({ type: v.literal('requestParentLine'), ...request, line: index }),
  /** The grouping is to be written into the query. */
  v.object({ type: v.literal('writeSummarize'), resultId: v.string() }),
  /** The groups are wanted as a table. */
  v.object({ type: v.literal('copyGroups'), resultId: v.string(), format: v.picklist(FORMATS) }),
  v.object({ type: v.literal('saveGroups'), resultId: v.string() }),
] as const;

export type GroupRequest = v.InferOutput<(typeof GROUP_REQUESTS)[number]>;
