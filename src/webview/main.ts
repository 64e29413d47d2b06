import { parseHostMessage, type GridMessage, type HostMessage } from '../core/protocol/gridMessages';
import { createChartLoader } from './loadChart';
import { createResultView, type ResultView } from './resultView';
import { createRowsSoFarView, type RowsSoFarView } from './rowsSoFarView';
import { createFailureView, createRunningView } from './runViews';
import { parsePageState, type PageState } from './state/pageState';
import { parseTimeDisplay } from '../core/results/display/timeDisplay';
import { acquireApi } from './host/vscodeApi';

const api = acquireApi();
const app = document.getElementById('app') ?? document.body;
const loadChart = createChartLoader(app.dataset);
const firstTimes = parseTimeDisplay(app.dataset['times']);
let shown: ResultView | undefined;
let rowsSoFar: RowsSoFarView | undefined;

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  const message = parseHostMessage(event.data);
  if (message !== undefined) receive(message);
});
api.postMessage({ type: 'ready' });

function receive(message: HostMessage): void {
  switch (message.type) {
    case 'showResult': {
      const isContinued = leaveView();
      shown = createResultView({ result: message, loadChart, ...pageParts() });
      app.replaceChildren(...shown.elements);
      shown.layOut();
      if (isContinued) shown.focus();
      return;
    }
    case 'showRowsSoFar':
      leaveView();
      rowsSoFar = createRowsSoFarView({ first: message, ...pageParts() });
      app.replaceChildren(...rowsSoFar.elements);
      rowsSoFar.layOut();
      return;
    case 'moreRows':
      if (rowsSoFar?.resultId === message.resultId) rowsSoFar.addRows(message.rowCount);
      return;
    case 'runStarted':
      leaveView();
      app.replaceChildren(...createRunningView(message.run));
      return;
    case 'runFailed':
      leaveView();
      app.replaceChildren(...createFailureView(message.run, message.error, message.rowsBefore));
      return;
    case 'rows':
      rowsSoFar?.receive(message);
      shown?.receive(message);
      return;
    case 'cellValue':
    case 'treeNodes':
    case 'cellActions':
    case 'showActions':
    case 'textPiece':
    case 'rowsSorted':
    case 'rowsFiltered':
    case 'rowsGrouped':
    case 'parentLine':
    case 'columnStatistics':
    case 'columnValues':
    case 'found':
    case 'selectionSummary':
    case 'chart':
    case 'pivotSelection':
    case 'copySelection':
    case 'working':
    case 'workStopped':
    case 'status':
      shown?.receive(message);
      return;
  }
}

function pageParts() {
  return {
    firstTimes,
    state: parsePageState(api.getState()),
    post: (message: GridMessage) => api.postMessage(message),
    saveState: (state: PageState) => api.setState(state),
  };
}

/** @returns whether the user is in the rows so far with the keyboard, to be put where they are shown next */
function leaveView(): boolean {
  const isUsed = rowsSoFar !== undefined && app.contains(document.activeElement);
  shown?.dispose();
  rowsSoFar?.dispose();
  shown = undefined;
  rowsSoFar = undefined;
  return isUsed;
}
