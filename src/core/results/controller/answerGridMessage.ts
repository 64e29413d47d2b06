import { checkChartImage } from '../../charts/chartImage';
import { describeError } from '../../errors';
import { writeSummarize } from '../../kql/summarizeOperator';
import { openTimeZone } from '../display/timeZone';
import type { HostMessage, ResultMessage } from '../../protocol/gridMessages';
import { answerCellAction } from './answerCellAction';
import { answerValueTree } from './answerValueTree';
import { answerGroupMessage } from './answerGroupMessage';
import { cellMeant, conditionOnShown, readMeantCell, selectShown, textOfCell } from '../grouping/meantRows';
import { readLines } from '../grouping/readLines';
import { readWindow } from '../resultView';
import { answerLongWork, isLongRequest } from './answerLongWork';
import type { GridActions } from './gridActions';
import { copyText } from './postCopy';
import { selectAllShown, stopWork, type ShownResult } from './shownResult';

/** Answers one message of a page about the result that it shows; bad rows and columns are passed over. */
export function answerGridMessage(
  message: ResultMessage,
  shown: ShownResult,
  post: (message: HostMessage) => void,
  actions: GridActions,
): void {
  if (isLongRequest(message)) {
    answerLongWork(message, shown, post, actions);
    return;
  }
  const { view, groups } = shown.arranged;
  switch (message.type) {
    case 'requestRows': {
      const read = groups === undefined ? { cells: readWindow(view, message) } : readLines(groups, message);
      post({ type: 'rows', requestId: message.requestId, ...read });
      return;
    }
    case 'orderColumns':
      if (isOrderOf(message.columns, view.table.columns.length)) shown.columnOrder = message.columns;
      return;
    case 'showTimes': {
      const zone = message.timeZone === undefined ? undefined : openTimeZone(message.timeZone);
      if (zone === undefined) delete shown.zone;
      else shown.zone = zone;
      return;
    }
    case 'requestCell': {
      const cell = cellMeant(shown.arranged, message);
      if (cell !== undefined) post({ type: 'cellValue', requestId: message.requestId, value: readMeantCell(cell) });
      return;
    }
    case 'stopWork':
      stopWork(shown);
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
        copy: (text, summary) => void copyText(text, summary, post, actions),
        extended: shown.extended,
        extend: (operator, name) => {
          shown.extended = [...shown.extended, name];
          actions.append(operator);
        },
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
        copy: (text, summary) => void copyText(text, summary, post, actions),
        openQuery: (query) => actions.openQuery(query),
      });
      return;
    }
    case 'copyCell': {
      const cell = cellMeant(shown.arranged, message);
      if (cell !== undefined) void copyText(textOfCell(cell), 'Copied the value.', post, actions);
      return;
    }
    case 'save':
      actions.save(
        message.selection === undefined ? selectAllShown(shown) : selectShown(shown.arranged, message.selection),
      );
      return;
    case 'openGroup':
    case 'openAllGroups':
    case 'requestParentLine':
      answerGroupMessage(message, shown, post);
      return;
    case 'writeSummarize':
      if (groups !== undefined) actions.append(writeSummarize(view.table.columns, groups.grouped.grouping));
      return;
  }
}

function isOrderOf(columns: readonly number[], columnCount: number): boolean {
  const isEach = columns.every((column) => column < columnCount) && new Set(columns).size === columnCount;
  return isEach && columns.length === columnCount;
}
