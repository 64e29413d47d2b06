import * as v from 'valibot';
import { chartData } from '../charts/chartData';
import { CHART_IMAGE_FORMATS, chartSpec } from '../charts/chartSpec';
import { renderProperties } from '../charts/renderProperties';
import { completeness } from '../completeness';
import { FORMATS } from '../formats/format';
import { PIVOTS } from '../kql/pivots';
import { isDisplayCell, type DisplayCell } from '../results/display/displayCell';
import { SCALAR_TYPES } from '../results/scalarType';
import { CELL_ACTION_ANSWERS, CELL_ACTION_REQUESTS } from './cellActionMessages';
import { LONG_WORK_ANSWERS, LONG_WORK_REQUESTS } from './longWorkMessages';
import { GROUP_ANSWERS, GROUP_REQUESTS, groupedRows, lineHead } from './groupMessages';
import { treeRoot, VALUE_TREE_ANSWERS, VALUE_TREE_REQUESTS } from './valueTreeMessages';

/**
 * The messages between the extension host and the grid's page. Each side parses what it receives and ignores what it
 * does not know, so that a page and a host of different versions, or a message from elsewhere, do no harm.
 * Rows are counted in the order shown (after sorting), columns as the table has them, whatever their order on the page.
 */

/** No message is about more columns than this. */
const MOST_COLUMNS = 10_000;
/** No message asks for more rows than this at once. */
export const LARGEST_WINDOW_ROWS = 1024;

/** No message asks for more of a column's values at once: the others are found by typing. */
export const MOST_VALUES = 100;

export const index = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const strings = v.pipe(v.array(v.string()), v.readonly());
const columnIndexes = v.pipe(v.array(index), v.readonly());

const sortKey = v.object({ column: index, direction: v.picklist(['ascending', 'descending']) });
export const sortKeys = v.pipe(v.array(sortKey), v.readonly());

const rowRange = v.object({ first: index, count: index });
export const copyFormat = v.picklist([...FORMATS, 'list']);
export const pivot = v.picklist(PIVOTS);
const selection = v.object({ rows: v.pipe(v.array(rowRange), v.readonly()), columns: columnIndexes });

/** What ran: shown above its rows, its error or while it runs. */
export const runSummary = v.object({
  query: v.string(),
  connection: v.string(),
  timespan: v.string(),
  /** By what the history knows it; absent where it is not kept. */
  keptAs: v.exactOptional(v.string()),
  /** What the query's `render` says; absent where it has none. */
  render: v.exactOptional(renderProperties),
});

const gridColumn = v.object({
  name: v.string(),
  type: v.picklist(SCALAR_TYPES),
  /** How many characters wide its header and first values are. */
  characters: index,
});

const cellValue = v.object({
  isNull: v.boolean(),
  /** The value with invisible characters marked, cut to what a pane can hold. */
  text: v.string(),
  /** The exact value's length in characters. */
  length: index,
  isCut: v.boolean(),
  hasMixedScripts: v.boolean(),
  /** What the text looks like, in words. */
  kind: v.exactOptional(v.string()),
  /** A dynamic value, or JSON in a string, laid out over lines. */
  formatted: v.exactOptional(v.string()),
  /** Where the tree of its parts begins, for a value that has parts. */
  tree: v.exactOptional(treeRoot),
  /** Where the rest of a cut text is read on. */
  next: v.exactOptional(index),
});

/** What a user typed to see fewer rows: a text to be anywhere in them, and conditions over columns (`parseFilterText`). */
export const filterTexts = v.object({
  text: v.string(),
  columns: v.pipe(
    v.array(
      v.object({
        column: index,
        text: v.string(),
        /** The value of this row of the table is meant, exactly; `text` only shows it. */
        sameAsRow: v.exactOptional(index),
        /** One of the values of these rows of the table is meant. */
        anyOfRows: v.exactOptional(v.pipe(v.array(index), v.readonly())),
      }),
    ),
    v.readonly(),
  ),
});

const columnStatistics = v.object({
  rowCount: index,
  nullCount: index,
  distinctCount: index,
  least: v.exactOptional(v.string()),
  greatest: v.exactOptional(v.string()),
  histogram: v.exactOptional(v.pipe(v.array(index), v.readonly())),
});

/** What `summarizeCells` tells; texts as they are shown. */
const selectionSummary = v.object({
  cellCount: index,
  nullCount: index,
  distinctCount: index,
  sum: v.exactOptional(v.string()),
  average: v.exactOptional(v.string()),
  least: v.exactOptional(v.string()),
  greatest: v.exactOptional(v.string()),
});

const columnValues = v.object({
  rowCount: index,
  valueCount: index,
  values: v.pipe(
    v.array(v.object({ text: v.string(), isNull: v.boolean(), count: index, row: index, isChosen: v.boolean() })),
    v.readonly(),
  ),
});

const cells = v.custom<readonly (readonly DisplayCell[])[]>(areCells);

const failure = v.object({
  message: v.string(),
  hint: v.string(),
  position: v.exactOptional(v.object({ line: index, column: index })),
  details: v.pipe(v.array(v.object({ name: v.string(), value: v.string() })), v.readonly()),
});

const gridColumns = v.pipe(v.array(gridColumn), v.readonly());

const hostMessage = v.variant('type', [
  ...VALUE_TREE_ANSWERS,
  ...CELL_ACTION_ANSWERS,
  ...GROUP_ANSWERS,
  ...LONG_WORK_ANSWERS,
  v.object({ type: v.literal('runStarted'), run: runSummary }),
  v.object({
    type: v.literal('runFailed'),
    run: runSummary,
    error: failure,
    /** How many rows of the answer were shown before; they are no longer. */
    rowsBefore: v.exactOptional(index),
  }),
  /** The first rows of an answer that is still on its way: only `requestRows` and `cancelRun` are answered for them. */
  v.object({
    type: v.literal('showRowsSoFar'),
    /** The whole answer will be shown under the same one. */
    resultId: v.string(),
    run: runSummary,
    columns: gridColumns,
    rowCount: index,
    firstCells: cells,
  }),
  /** More rows stand behind those that `showRowsSoFar` began with. */
  v.object({ type: v.literal('moreRows'), resultId: v.string(), rowCount: index }),
  v.object({
    type: v.literal('showResult'),
    /** Another for each result; later messages say which one they mean. */
    resultId: v.string(),
    run: runSummary,
    columns: gridColumns,
    rowCount: index,
    sort: sortKeys,
    filter: filterTexts,
    /** How many of the rows the filter lets through. */
    shownRowCount: index,
    /** Absent while the rows are not grouped. */
    groups: v.exactOptional(groupedRows),
    /**
     * Of the first rows the first columns, as the table has them: what a page shows first it need not ask for. Absent
     * while the rows are grouped.
     */
    firstCells: v.exactOptional(cells),
    elapsedMs: v.pipe(v.number(), v.minValue(0)),
    ...completeness.entries,
    notes: strings,
  }),
  v.object({
    type: v.literal('rows'),
    requestId: index,
    cells,
    /** Of grouped rows: what stands in each line. */
    heads: v.exactOptional(v.pipe(v.array(lineHead), v.readonly())),
  }),
  v.object({ type: v.literal('cellValue'), requestId: index, value: cellValue }),
  v.object({ type: v.literal('rowsSorted'), requestId: index, sort: sortKeys }),
  v.object({
    type: v.literal('rowsFiltered'),
    requestId: index,
    shownRowCount: index,
    groups: v.exactOptional(groupedRows),
  }),
  v.object({ type: v.literal('columnStatistics'), requestId: index, statistics: columnStatistics }),
  v.object({ type: v.literal('columnValues'), requestId: index, values: columnValues }),
  v.object({
    type: v.literal('found'),
    requestId: index,
    cellCount: index,
    at: v.exactOptional(v.object({ row: index, place: index, ordinal: index })),
    /** Groups were opened for the cell: how many lines there are now. */
    lineCount: v.exactOptional(index),
  }),
  v.object({ type: v.literal('selectionSummary'), requestId: index, summary: selectionSummary }),
  v.object({ type: v.literal('chart'), requestId: index, chart: chartData }),
  /** A command asks for a condition on the selected values: the page answers with `pivot`. */
  v.object({ type: v.literal('pivotSelection'), pivot }),
  /** A command asks for the selection in some form: the page answers with `copyRows`. */
  v.object({ type: v.literal('copySelection'), format: copyFormat, withHeader: v.boolean() }),
  /** A short sentence about something the user asked for, such as a copy. */
  v.object({ type: v.literal('status'), text: v.string() }),
]);

const gridMessage = v.variant('type', [
  ...VALUE_TREE_REQUESTS,
  ...CELL_ACTION_REQUESTS,
  ...GROUP_REQUESTS,
  ...LONG_WORK_REQUESTS,
  /** The page is loaded, or loaded anew after it was hidden: the host tells it what to show. */
  v.object({ type: v.literal('ready') }),
  v.object({
    type: v.literal('requestRows'),
    resultId: v.string(),
    requestId: index,
    firstRow: index,
    rowCount: v.pipe(index, v.maxValue(LARGEST_WINDOW_ROWS)),
    columns: v.pipe(columnIndexes, v.maxLength(MOST_COLUMNS)),
  }),
  /** No more rows are wanted of an answer that is still on its way. */
  v.object({ type: v.literal('cancelRun'), resultId: v.string() }),
  /** Datetimes are shown in the zone of this IANA name from now on, or in UTC: texts are looked for in what is shown. */
  v.object({ type: v.literal('showTimes'), resultId: v.string(), timeZone: v.exactOptional(v.string()) }),
  /** All columns, in the order in which the user put them: the order of what is saved. */
  v.object({ type: v.literal('orderColumns'), resultId: v.string(), columns: columnIndexes }),
  v.object({
    type: v.literal('requestCell'),
    resultId: v.string(),
    requestId: index,
    row: index,
    column: index,
  }),
  v.object({ type: v.literal('sort'), resultId: v.string(), requestId: index, keys: sortKeys }),
  v.object({ type: v.literal('filter'), resultId: v.string(), requestId: index, filter: filterTexts }),
  v.object({ type: v.literal('requestColumnStatistics'), resultId: v.string(), requestId: index, column: index }),
  /** The values of a column that hold a text, in the rows that the other filters let through, at most so many. */
  v.object({
    type: v.literal('requestColumnValues'),
    resultId: v.string(),
    requestId: index,
    column: index,
    text: v.string(),
    most: v.pipe(index, v.maxValue(MOST_VALUES)),
  }),
  /** A cell that holds a text is looked for, see `FindRequest`. */
  v.object({
    type: v.literal('find'),
    resultId: v.string(),
    requestId: index,
    text: v.string(),
    columns: v.pipe(columnIndexes, v.maxLength(MOST_COLUMNS)),
    from: v.object({ row: index, place: index }),
    direction: v.picklist(['here', 'next', 'previous']),
  }),
  /** What is in these areas, which have no cell in common; a newer request takes the place of one under way. */
  v.object({
    type: v.literal('requestSummary'),
    resultId: v.string(),
    requestId: index,
    areas: v.pipe(v.array(selection), v.readonly()),
  }),
  /** The rows shown are to be drawn. */
  v.object({ type: v.literal('requestChart'), resultId: v.string(), requestId: index, spec: chartSpec }),
  /** A drawing that the page made, as `checkChartImage` wants it. */
  v.object({
    type: v.literal('saveChart'),
    resultId: v.string(),
    format: v.picklist(CHART_IMAGE_FORMATS),
    data: v.string(),
  }),
  /** A condition on the values of these cells is wanted in the query. */
  v.object({ type: v.literal('pivot'), resultId: v.string(), pivot, selection }),
  v.object({ type: v.literal('copyCell'), resultId: v.string(), row: index, column: index }),
  v.object({
    type: v.literal('copyRows'),
    resultId: v.string(),
    selection,
    format: copyFormat,
    withHeader: v.boolean(),
  }),
  /** Without a selection: all rows, all columns. */
  v.object({ type: v.literal('save'), resultId: v.string(), selection: v.exactOptional(selection) }),
]);

/** From the extension host to the page. */
export type HostMessage = v.InferOutput<typeof hostMessage>;
/** From the page to the extension host. */
export type GridMessage = v.InferOutput<typeof gridMessage>;
/** What is asked of the rows of a result. */
export type ResultMessage = Exclude<GridMessage, { readonly type: 'ready' | 'cancelRun' }>;
export type ShowRowsSoFar = Extract<HostMessage, { readonly type: 'showRowsSoFar' }>;
export type ShowResult = Extract<HostMessage, { readonly type: 'showResult' }>;
export type RunSummary = v.InferOutput<typeof runSummary>;
export type RunFailure = v.InferOutput<typeof failure>;
export type GridColumn = v.InferOutput<typeof gridColumn>;
export type ColumnFilterText = FilterTexts['columns'][number];
export type FilterTexts = v.InferOutput<typeof filterTexts>;
export type GridSelection = v.InferOutput<typeof selection>;

/** The page's side: a message from the host, or undefined for anything else. */
export function parseHostMessage(data: unknown): HostMessage | undefined {
  const result = v.safeParse(hostMessage, data);
  return result.success ? result.output : undefined;
}

/** The host's side: a message from the page, or undefined for anything else. */
export function parseGridMessage(data: unknown): GridMessage | undefined {
  const result = v.safeParse(gridMessage, data);
  return result.success ? result.output : undefined;
}

function areCells(data: unknown): boolean {
  return Array.isArray(data) && data.every((row: unknown) => Array.isArray(row) && row.every(isDisplayCell));
}
