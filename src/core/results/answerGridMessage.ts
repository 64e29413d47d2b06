import { checkChartImage, type ChartImage } from '../charts/chartImage';
import { chartOf } from '../charts/chartOf';
import { describeError } from '../errors';
import type { TableSelection } from '../formats/rowWriter';
import type { GridMessage, HostMessage } from '../protocol/gridMessages';
import { answerCellAction } from './answerCellAction';
import { answerValueTree } from './answerValueTree';
import { readCellValue } from './cellValue';
import { readFilter, showStatistics, valuesToChoose } from './columnAnswers';
import { describeColumn } from './columnStatistics';
import { conditionOn } from './conditionOn';
import { copyRows } from './copyRows';
import { filterView, readWindow, selectFromView, shownRowCount, sortView, tableRow } from './resultView';
import { holdsCell, selectAllShown, type ShownResult } from './shownResult';
import { allRows } from './sortRows';

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

/** Answers one message of a page about the result that it shows; bad rows and columns are passed over. */
export function answerGridMessage(
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

function isOrderOf(columns: readonly number[], columnCount: number): boolean {
  const isEach = columns.every((column) => column < columnCount) && new Set(columns).size === columnCount;
  return isEach && columns.length === columnCount;
}
