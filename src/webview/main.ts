import { parseHostMessage, type HostMessage } from '../core/protocol/gridMessages';
import { createChartLoader } from './loadChart';
import { createResultView, type ResultView } from './resultView';
import { createFailureView, createRunningView } from './runViews';
import { parsePageState } from './state/pageState';
import { TIME_DISPLAYS } from '../core/results/display/timeDisplay';
import { acquireApi } from './host/vscodeApi';

const api = acquireApi();
const app = document.getElementById('app') ?? document.body;
const loadChart = createChartLoader(app.dataset);
let shown: ResultView | undefined;

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  const message = parseHostMessage(event.data);
  if (message !== undefined) receive(message);
});
api.postMessage({ type: 'ready' });

function receive(message: HostMessage): void {
  switch (message.type) {
    case 'showResult':
      show(
        createResultView({
          result: message,
          firstTimes: TIME_DISPLAYS.find((display) => display === app.dataset['times']) ?? 'utc',
          state: parsePageState(api.getState()),
          loadChart,
          post: (reply) => api.postMessage(reply),
          saveState: (state) => api.setState(state),
        }),
      );
      return;
    case 'runStarted':
      showElements(createRunningView(message.run));
      return;
    case 'runFailed':
      showElements(createFailureView(message.run, message.error));
      return;
    case 'rows':
    case 'cellValue':
    case 'treeNodes':
    case 'cellActions':
    case 'showActions':
    case 'textPiece':
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
    case 'status':
      shown?.receive(message);
      return;
  }
}

function show(view: ResultView): void {
  showElements(view.elements);
  shown = view;
}

function showElements(elements: readonly HTMLElement[]): void {
  shown?.dispose();
  shown = undefined;
  app.replaceChildren(...elements);
}
