import { countOf } from '../core/formatCount';
import type { GridMessage, ShowRowsSoFar } from '../core/protocol/gridMessages';
import type { TimeDisplay } from '../core/results/display/timeDisplay';
import { createColumnControl } from './columns/columnControl';
import { createButton, createElement } from './createElement';
import { createArrangedSource } from './grid/source/arrangedSource';
import { createResultGrid } from './grid/resultGrid';
import { createHostRequests, type HostAnswer } from './host/hostRequests';
import { columnsKeyOf, keptColumns, type PageState } from './state/pageState';
import { FIRST_PANE_WIDTH } from './pane/sidePane';
import { createRunHeader } from './resultHeader';
import { createStateKeeper } from './state/stateKeeper';
import { createTimeChoice } from './timeChoice';

export interface RowsSoFarOptions {
  readonly first: ShowRowsSoFar;
  /** How times are shown as long as the user has not chosen. */
  readonly firstTimes: TimeDisplay;
  /** How an earlier result of such columns was arranged. */
  readonly state: PageState | undefined;
  readonly post: (message: GridMessage) => void;
  readonly saveState: (state: PageState) => void;
}

/** The rows that have come of an answer that is still on its way: to be looked at, not to be worked with. */
export interface RowsSoFarView {
  readonly elements: readonly HTMLElement[];
  readonly resultId: string;
  /** Shows its rows, now that its elements are on the page. */
  layOut(): void;
  receive(message: HostAnswer): void;
  addRows(rowCount: number): void;
  /** Leaves where the user is to the view of the whole answer. */
  dispose(): void;
}

const WAIT = 'Sorting, filtering, copying and saving wait until all rows are here.';

export function createRowsSoFarView({ first, firstTimes, state, post, saveState }: RowsSoFarOptions): RowsSoFarView {
  const { resultId, columns, run, rowCount } = first;
  const requests = createHostRequests(resultId, post);
  const keeper = createStateKeeper(readState, saveState);
  const { remember } = keeper;
  const kept = keptColumns(state, columns);
  const control = createColumnControl({
    columns,
    arrangement: kept?.arrangement,
    onChange: (shown, sentence) => {
      grid.setColumns(shown);
      say(sentence);
      remember();
    },
  });
  const times = createTimeChoice({
    columns,
    first: state?.times ?? firstTimes,
    onChange: () => {
      grid.refresh();
      remember();
    },
  });
  const source = createArrangedSource({
    rowCount,
    shown: control.shown,
    firstCells: first.firstCells,
    fetch: async (window) => (await requests.requestWindow(window))?.cells,
    onArrive: () => grid.refresh(),
  });
  const grid = createResultGrid({
    columns,
    shown: control.shown,
    rowCount,
    source: { ...source, cell: (row, place) => times.show(source.cell(row, place), control.columnAt(place)) },
    groups: { lines: () => undefined, onOpen: () => undefined, onGoToParent: () => undefined },
    sort: [],
    state: undefined,
    widths: kept?.widths,
    onSelect: () => undefined,
    onOpen: sayWait,
    onCopy: sayWait,
    onFind: sayWait,
    onFindNext: sayWait,
    onColumnMenu: sayWait,
    onMoveColumn: (place, to) => {
      const column = control.columnAt(place);
      if (column !== undefined) control.move(column.index, to);
    },
    onChange: remember,
  });
  const cancelButton = createButton('Cancel', () => post({ type: 'cancelRun', resultId }));
  cancelButton.title = 'Read no further: the rows that have come stay, as an incomplete answer';
  const toolbar = createElement(
    'div',
    { className: 'buttons', attributes: { role: 'toolbar', 'aria-label': 'Results' } },
    ...(times.element === undefined ? [] : [times.element]),
    cancelButton,
  );
  const count = createElement('p', { className: 'rows-so-far-count', text: describeCount(rowCount) });
  const note = createElement('div', { className: 'rows-so-far-note' }, count, createElement('p', { text: WAIT }));
  const status = createElement('div', { className: 'status-line', text: '', attributes: { role: 'status' } });

  return {
    resultId,
    elements: [
      createRunHeader(run, toolbar),
      createElement(
        'main',
        { className: 'run-view has-rows' },
        createElement('div', { className: 'progress', attributes: { 'aria-hidden': 'true' } }),
        note,
        createElement('div', { className: 'split' }, grid.element),
      ),
      createElement('footer', { className: 'status-bar' }, status),
    ],
    layOut: () => grid.layOut(),
    receive: (message) => requests.settle(message),
    addRows: (added) => {
      grid.addRows(added);
      count.textContent = describeCount(added);
    },
    dispose: () => {
      saveState(readState());
      keeper.dispose();
      requests.giveUp();
      times.dispose();
      grid.dispose();
    },
  };

  function say(sentence: string): void {
    status.textContent = sentence;
  }

  function sayWait(): void {
    say(WAIT);
  }

  function readState(): PageState {
    return {
      resultId,
      columnsKey: columnsKeyOf(columns),
      arrangement: control.arrangement,
      grid: grid.state(),
      times: times.display,
      isPaneOpen: state?.isPaneOpen ?? false,
      paneWidth: state?.paneWidth ?? FIRST_PANE_WIDTH,
      ...(state?.valueLook !== undefined && { valueLook: state.valueLook }),
    };
  }
}

function describeCount(rowCount: number): string {
  return `${countOf(rowCount, 'row')} so far…`;
}
