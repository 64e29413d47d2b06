import { checkChartImage, type ChartImage } from '../charts/chartImage';
import { chartOf } from '../charts/chartOf';
import type { HuntingAnswer } from '../connection';
import { describeError, type HuntError } from '../errors';
import type { TableSelection } from '../formats/rowWriter';
import {
  parseGridMessage,
  type FilterTexts,
  type GridMessage,
  type HostMessage,
  type RunSummary,
} from '../protocol/gridMessages';
import { describeFailure } from '../protocol/describeFailure';
import type { Pivot } from '../kql/whereClause';
import { showInvisibles } from '../visibleText';
import { answerCellAction } from './answerCellAction';
import { answerValueTree } from './answerValueTree';
import { readCellValue } from './cellValue';
import { describeColumn, type ColumnStatistics } from './columnStatistics';
import { listValues, type ColumnValues } from './columnValues';
import { copyRows, type CopyFormat } from './copyRows';
import { conditionOn } from './conditionOn';
import { cutText } from './displayCell';
import { filterRows, type RowFilter } from './filterRows';
import { createCellFinder, type CellFinder } from './findCells';
import { parseFilterText } from './filterText';
import type { ResultTable } from './resultTable';
import { allRows } from './sortRows';
import { createSummaryJob, type SummaryJob } from './summaryJob';
import {
  filterView,
  guessCharacters,
  readWindow,
  selectAllFromView,
  selectFromView,
  shownRowCount,
  sortView,
  tableRow,
  viewResult,
  type ResultView,
} from './resultView';

/** What a grid's page cannot do itself. */
export interface GridActions {
  writeClipboard(text: string): Promise<void>;
  /** Writes an operator, such as `where X == 1`, behind the query that the result came from. */
  append(operator: string): void;
  /** Opens a query in a new document; it is not run. */
  openQuery(query: string): void;
  /** Asks where to save and saves; it tells the user of its own success and failure. */
  save(selection: TableSelection): void;
  /** As `save`, for the picture of a chart. */
  saveChart(image: ChartImage): void;
}

/** The host's half of one grid: it holds what is shown and answers the page. It knows no VS Code. */
export interface GridController {
  showRunning(run: RunSummary): void;
  showResult(run: RunSummary, answer: HuntingAnswer): void;
  showFailure(run: RunSummary, error: HuntError): void;
  /** Takes whatever the page posted; what is not a message of the protocol is ignored. */
  receive(data: unknown): void;
  /** Writes a condition on the selected values into the query. */
  pivotSelection(pivot: Pivot): void;
  /** Copies the selected rows and columns in some form. */
  copySelection(format: CopyFormat): void;
  /** All rows in the order in which they came; undefined while there is no result. */
  selectWhole(): TableSelection | undefined;
  /** All rows in the order shown; undefined while there is no result. */
  selectAll(): TableSelection | undefined;
}

interface ShownResult {
  readonly id: string;
  readonly run: RunSummary;
  readonly answer: HuntingAnswer;
  view: ResultView;
  readonly summaries: SummaryJob;
  readonly finder: CellFinder;
  filterTexts: FilterTexts;
  /** All columns in the user's order; absent while that is the table's. */
  columnOrder?: readonly number[];
}

type Shown =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'message'; readonly message: HostMessage }
  | { readonly kind: 'result'; readonly result: ShownResult };

/** Of a value that statistics tell, this much is shown. */
const STATISTICS_CHARACTERS = 200;

/** So many values are listed to choose from; the others are found by typing. */
const VALUES_TO_CHOOSE = 100;

const NO_FILTER_TEXTS: FilterTexts = { text: '', columns: [] };

/** Results are told from one another also by a page that remembers one of an earlier session. */
const SESSION = Date.now().toString(36);
let resultsShown = 0;

/**
 * Makes the controller of one grid.
 * @param post sends a message to the page. Before the page says `ready` nothing is posted; then it gets what is to be
 * shown, and again each time it is loaded anew.
 */
export function createGridController(post: (message: HostMessage) => void, actions: GridActions): GridController {
  let shown: Shown = { kind: 'nothing' };
  let isReady = false;

  const show = (next: Shown) => {
    if (shown.kind === 'result') shown.result.summaries.stop();
    shown = next;
    if (isReady) postShown(shown, post);
  };

  const receiveForResult = (message: Exclude<GridMessage, { type: 'ready' }>) => {
    if (shown.kind !== 'result' || shown.result.id !== message.resultId) return;
    answerMessage(message, shown.result, post, actions);
  };

  return {
    showRunning: (run) => show({ kind: 'message', message: { type: 'runStarted', run } }),
    showFailure: (run, error) =>
      show({ kind: 'message', message: { type: 'runFailed', run, error: describeFailure(error) } }),
    showResult: (run, answer) => {
      resultsShown += 1;
      const id = `${SESSION}-${resultsShown}`;
      show({
        kind: 'result',
        result: {
          id,
          run,
          answer,
          view: viewResult(answer.table),
          summaries: createSummaryJob(),
          finder: createCellFinder(),
          filterTexts: NO_FILTER_TEXTS,
        },
      });
    },
    receive: (data) => {
      const message = parseGridMessage(data);
      if (message === undefined) return;
      if (message.type !== 'ready') {
        receiveForResult(message);
        return;
      }
      isReady = true;
      postShown(shown, post);
    },
    pivotSelection: (pivot) => {
      if (shown.kind === 'result') post({ type: 'pivotSelection', pivot });
    },
    copySelection: (format) => {
      if (shown.kind === 'result') post({ type: 'copySelection', format });
    },
    selectWhole: () => (shown.kind === 'result' ? { table: shown.result.view.table } : undefined),
    selectAll: () => (shown.kind === 'result' ? selectAllShown(shown.result) : undefined),
  };
}

function postShown(shown: Shown, post: (message: HostMessage) => void): void {
  if (shown.kind === 'message') post(shown.message);
  if (shown.kind === 'result') post(describeResult(shown.result));
}

function answerMessage(
  message: Exclude<GridMessage, { type: 'ready' }>,
  shown: ShownResult,
  post: (message: HostMessage) => void,
  actions: GridActions,
): void {
  const { view } = shown;
  switch (message.type) {
    case 'requestRows': {
      const { requestId, firstRow, firstColumn } = message;
      post({ type: 'rows', requestId, firstRow, firstColumn, cells: readWindow(view, message) });
      return;
    }
    case 'orderColumns':
      if (isOrderOf(message.columns, view.table.columns.length)) shown.columnOrder = message.columns;
      return;
    case 'requestCell': {
      const { requestId, row, column } = message;
      if (!holdsCell(view, row, column)) return;
      post({ type: 'cellValue', requestId, value: readCellValue(view.table, tableRow(view, row), column) });
      return;
    }
    case 'sort':
      shown.view = sortView(view, message.keys);
      return;
    case 'filter': {
      const { requestId, filter } = message;
      shown.filterTexts = filter;
      shown.view = filterView(view, readFilter(view.table, filter));
      post({ type: 'rowsFiltered', requestId, shownRowCount: shownRowCount(shown.view) });
      return;
    }
    case 'requestColumnStatistics': {
      const { requestId, column } = message;
      if (column >= view.table.columns.length) return;
      const statistics = describeColumn(view.table, column, view.kept ?? allRows(view.table));
      post({ type: 'columnStatistics', requestId, statistics: showStatistics(statistics) });
      return;
    }
    case 'requestColumnValues': {
      const { requestId, column, text } = message;
      if (column >= view.table.columns.length) return;
      post({ type: 'columnValues', requestId, values: valuesToChoose(shown, column, text) });
      return;
    }
    case 'find':
      post({ type: 'found', requestId: message.requestId, ...shown.finder.find(view, message) });
      return;
    case 'requestSummary':
      void postSummary(message, shown, post);
      return;
    case 'requestChart':
      post({ type: 'chart', requestId: message.requestId, chart: chartOf(view, message.spec) });
      return;
    case 'saveChart': {
      const image = checkChartImage(message.format, message.data);
      if (image.ok) actions.saveChart(image.value);
      else post({ type: 'status', text: describeError(image.error) });
      return;
    }
    case 'pivot': {
      const condition = conditionOn(view, message.pivot, message.selection);
      if (condition.ok) actions.append(`where ${condition.value}`);
      else post({ type: 'status', text: describeError(condition.error) });
      return;
    }
    case 'requestNodes':
    case 'searchNodes':
    case 'requestText':
    case 'copyNode':
    case 'extendNode':
      if (!holdsCell(view, message.row, message.column)) return;
      answerValueTree(message, view.table, tableRow(view, message.row), {
        post,
        copy: (text, summary) => void copy(text, summary, post, actions),
        append: (operator) => actions.append(operator),
      });
      return;
    case 'requestActions':
    case 'openHunt':
    case 'copyDefanged':
      if (!holdsCell(view, message.row, message.column)) return;
      answerCellAction(message, view.table, tableRow(view, message.row), {
        post,
        copy: (text, summary) => void copy(text, summary, post, actions),
        openQuery: (query) => actions.openQuery(query),
      });
      return;
    case 'copyCell': {
      const { row, column } = message;
      if (!holdsCell(view, row, column)) return;
      void copy(view.table.text(tableRow(view, row), column), 'Copied the value.', post, actions);
      return;
    }
    case 'copyRows': {
      const copied = copyRows(selectFromView(view, message.selection), message.format, message.withHeader);
      if (copied.ok) void copy(copied.value.text, copied.value.summary, post, actions);
      else post({ type: 'status', text: describeError(copied.error) });
      return;
    }
    case 'save':
      actions.save(message.selection === undefined ? selectAllShown(shown) : selectFromView(view, message.selection));
      return;
  }
}

async function postSummary(
  { requestId, areas }: Extract<GridMessage, { type: 'requestSummary' }>,
  { summaries, view }: ShownResult,
  post: (message: HostMessage) => void,
): Promise<void> {
  const summary = await summaries.run(view, areas);
  if (summary !== undefined) post({ type: 'selectionSummary', requestId, summary });
}

async function copy(
  text: string,
  summary: string,
  post: (message: HostMessage) => void,
  actions: GridActions,
): Promise<void> {
  try {
    await actions.writeClipboard(text);
    post({ type: 'status', text: summary });
  } catch {
    post({ type: 'status', text: 'The clipboard could not be written. Try again, or save the rows to a file.' });
  }
}

function selectAllShown({ view, columnOrder }: ShownResult): TableSelection {
  return selectAllFromView(view, columnOrder);
}

function isOrderOf(columns: readonly number[], columnCount: number): boolean {
  const isEach = columns.every((column) => column < columnCount) && new Set(columns).size === columnCount;
  return isEach && columns.length === columnCount;
}

function holdsCell(view: ResultView, row: number, column: number): boolean {
  return row < shownRowCount(view) && column < view.table.columns.length;
}

function readFilter(table: ResultTable, { text, columns }: FilterTexts): RowFilter {
  const conditions = columns.flatMap(({ column, text: typed, sameAsRow, anyOfRows }) => {
    if (anyOfRows !== undefined) return [{ column, condition: { kind: 'anyOf', rows: anyOfRows } as const }];
    if (sameAsRow !== undefined) return [{ column, condition: { kind: 'same', row: sameAsRow } as const }];
    const condition = parseFilterText(typed, table.columns[column]?.type ?? 'string');
    return condition === undefined ? [] : [{ column, condition }];
  });
  return { text, conditions };
}

/** The values of a column in the rows that the filters of the other columns let through. */
function valuesToChoose({ view, filterTexts }: ShownResult, column: number, text: string): ColumnValues {
  const { table } = view;
  const own = filterTexts.columns.find((item) => item.column === column);
  const others = { ...filterTexts, columns: filterTexts.columns.filter((item) => item !== own) };
  const chosenRows = own?.anyOfRows ?? (own?.sameAsRow === undefined ? [] : [own.sameAsRow]);
  const rows = filterRows(table, readFilter(table, others));
  const { values, ...counts } = listValues(table, column, { rows, chosenRows, text, most: VALUES_TO_CHOOSE });
  return { ...counts, values: values.map((value) => ({ ...value, text: showShort(value.text) })) };
}

/** Statistics as a page shows them: long values cut, invisible characters marked. */
function showStatistics({ top, least, greatest, ...counts }: ColumnStatistics): ColumnStatistics {
  return {
    ...counts,
    top: top.map((value) => ({ ...value, text: showShort(value.text) })),
    ...(least === undefined ? {} : { least: showShort(least) }),
    ...(greatest === undefined ? {} : { greatest: showShort(greatest) }),
  };
}

function showShort(text: string): string {
  const cut = text.length > STATISTICS_CHARACTERS ? `${cutText(text, STATISTICS_CHARACTERS)}…` : text;
  return showInvisibles(cut);
}

function describeResult({ id, run, answer, view, filterTexts }: ShownResult): HostMessage {
  const { table, elapsedMs, mayBeIncomplete, notes } = answer;
  const columns = table.columns.map(({ name, type }, column) => ({
    name,
    type,
    characters: guessCharacters(table, column),
  }));
  return {
    type: 'showResult',
    resultId: id,
    run,
    columns,
    rowCount: table.rowCount,
    sort: view.sort,
    filter: filterTexts,
    shownRowCount: shownRowCount(view),
    elapsedMs,
    mayBeIncomplete,
    notes,
  };
}
