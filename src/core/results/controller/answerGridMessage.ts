import { checkChartImage, type ChartImage } from '../../charts/chartImage';
import { chartOf } from '../../charts/chartOf';
import { describeError, type Outcome } from '../../errors';
import type { TableSelection } from '../../formats/rowWriter';
import { writeSummarize } from '../../kql/summarizeOperator';
import type { GridMessage, HostMessage, ResultMessage } from '../../protocol/gridMessages';
import { answerCellAction } from './answerCellAction';
import { answerValueTree } from './answerValueTree';
import { readFilter, showStatistics, valuesToChoose } from './columnAnswers';
import { describeColumn } from '../statistics/columnStatistics';
import { copyRows, type CopiedRows } from './copyRows';
import { answerGroupMessage, describeRows } from './answerGroupMessage';
import { arrangeAgain } from '../grouping/groupedResult';
import {
  cellMeant,
  conditionOnShown,
  findShown,
  readMeantCell,
  selectionMeant,
  selectShown,
  textOfCell,
} from '../grouping/meantRows';
import { readLines } from '../grouping/readLines';
import { tableOfGroups } from '../grouping/tableOfGroups';
import { filterView, readWindow, sortView } from '../resultView';
import { selectAllShown, type ShownResult } from './shownResult';
import { allRows } from '../sorting/sortRows';

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
  message: ResultMessage,
  shown: ShownResult,
  post: (message: HostMessage) => void,
  actions: GridActions,
): void {
  const { base, view, groups } = shown.arranged;
  switch (message.type) {
    case 'requestRows': {
      const read = groups === undefined ? { cells: readWindow(view, message) } : readLines(groups, message);
      post({ type: 'rows', requestId: message.requestId, ...read });
      return;
    }
    case 'orderColumns':
      if (isOrderOf(message.columns, view.table.columns.length)) shown.columnOrder = message.columns;
      return;
    case 'requestCell': {
      const cell = cellMeant(shown.arranged, message);
      if (cell !== undefined) post({ type: 'cellValue', requestId: message.requestId, value: readMeantCell(cell) });
      return;
    }
    case 'sort':
      shown.arranged = arrangeAgain(sortView(base, message.keys), groups);
      return;
    case 'filter': {
      const { requestId, filter } = message;
      shown.filterTexts = filter;
      shown.arranged = arrangeAgain(filterView(base, readFilter(view.table, filter)), groups);
      post({ type: 'rowsFiltered', requestId, ...describeRows(shown.arranged) });
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
      post({ type: 'found', requestId: message.requestId, ...findShown(shown, message) });
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
      const condition = conditionOnShown(shown.arranged, message.pivot, message.selection);
      if (condition.ok) actions.append(`where ${condition.value}`);
      else post({ type: 'status', text: describeError(condition.error) });
      return;
    }
    case 'requestNodes':
    case 'searchNodes':
    case 'requestText':
    case 'copyNode':
    case 'extendNode': {
      const cell = cellMeant(shown.arranged, message);
      if (cell === undefined) return;
      answerValueTree({ ...message, column: cell.column }, view.table, cell.row, {
        post,
        copy: (text, summary) => void copy(text, summary, post, actions),
        append: (operator) => actions.append(operator),
      });
      return;
    }
    case 'requestActions':
    case 'openHunt':
    case 'copyDefanged': {
      const cell = cellMeant(shown.arranged, message);
      if (cell === undefined) return;
      answerCellAction({ ...message, column: cell.column }, view.table, cell.row, {
        post,
        copy: (text, summary) => void copy(text, summary, post, actions),
        openQuery: (query) => actions.openQuery(query),
      });
      return;
    }
    case 'copyCell': {
      const cell = cellMeant(shown.arranged, message);
      if (cell !== undefined) void copy(textOfCell(cell), 'Copied the value.', post, actions);
      return;
    }
    case 'copyRows':
      postCopy(
        copyRows(selectShown(shown.arranged, message.selection), message.format, message.withHeader),
        post,
        actions,
      );
      return;
    case 'save':
      actions.save(
        message.selection === undefined ? selectAllShown(shown) : selectShown(shown.arranged, message.selection),
      );
      return;
    case 'group':
    case 'openGroup':
    case 'openAllGroups':
    case 'requestParentLine':
      answerGroupMessage(message, shown, post);
      return;
    case 'writeSummarize':
      if (groups !== undefined) actions.append(writeSummarize(view.table.columns, groups.grouped.grouping));
      return;
    case 'copyGroups':
      if (groups === undefined) return;
      postCopy(copyRows({ table: tableOfGroups(groups.grouped) }, message.format, true), post, actions);
      return;
    case 'saveGroups':
      if (groups !== undefined) actions.save({ table: tableOfGroups(groups.grouped) });
      return;
  }
}

async function postSummary(
  { requestId, areas }: Extract<GridMessage, { type: 'requestSummary' }>,
  { summaries, arranged }: ShownResult,
  post: (message: HostMessage) => void,
): Promise<void> {
  const meant = areas.map((area) => selectionMeant(arranged, area));
  const summary = await summaries.run(arranged.view, meant);
  if (summary !== undefined) post({ type: 'selectionSummary', requestId, summary });
}

function postCopy(copied: Outcome<CopiedRows>, post: (message: HostMessage) => void, actions: GridActions): void {
  if (copied.ok) void copy(copied.value.text, copied.value.summary, post, actions);
  else post({ type: 'status', text: describeError(copied.error) });
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
