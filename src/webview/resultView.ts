import { undrawnNotes } from '../core/charts/undrawnNotes';
import type { GridMessage, HostMessage, ShowResult } from '../core/protocol/gridMessages';
import type { CellActionAnswer } from '../core/protocol/cellActionMessages';
import type { ValueTreeAnswer } from '../core/protocol/valueTreeMessages';
import type { TimeDisplay } from '../core/results/display/timeDisplay';
import { createElement } from './createElement';
import { countOf } from '../core/formatCount';
import { createChartPanel } from './chartPanel';
import { createCellActions } from './actions/cellActions';
import { createColumnHover } from './columns/columnHover';
import { createColumnMenu } from './columns/columnMenu';
import { createFilterBar } from './search/filterBar';
import { createFindBar } from './search/findBar';
import { createColumnChooser } from './columns/columnChooser';
import { createColumnControl } from './columns/columnControl';
import { createArrangedSource } from './grid/source/arrangedSource';
import { createResultGrid } from './grid/resultGrid';
import { createGroupBar } from './grouping/groupBar';
import { createGroupControl } from './grouping/groupControl';
import type { LoadChart } from './loadChart';
import { createHostRequests, type HostAnswer } from './host/hostRequests';
import { columnsKeyOf, isAbout, keptColumns, type PageState } from './state/pageState';
import { createSidePane } from './pane/sidePane';
import { createValueRequests } from './pane/valueRequests';
import { createResultActions, type ResultParts } from './resultActions';
import { createNotices, createResultHeader } from './resultHeader';
import { createSelectionActions } from './actions/selectionActions';
import { createStateKeeper } from './state/stateKeeper';
import { createTimeChoice } from './timeChoice';
import { createSelectionStatus } from './selectionStatus';
import { createWorkStatus } from './workStatus';

export interface ResultViewOptions {
  readonly result: ShowResult;
  /** How times are shown as long as the user has not chosen. */
  readonly firstTimes: TimeDisplay;
  /** Where the user was, for this result or (only the pane then counts) an earlier one. */
  readonly state: PageState | undefined;
  readonly loadChart: LoadChart;
  readonly post: (message: GridMessage) => void;
  readonly saveState: (state: PageState) => void;
}

/** One result on the page: header, notes, grid, side pane and the line that tells what happens. */
export interface ResultView {
  readonly elements: readonly HTMLElement[];
  /** Takes an answer or a status from the host. */
  receive(
    message:
      | HostAnswer
      | ValueTreeAnswer
      | CellActionAnswer
      | Extract<HostMessage, { type: 'pivotSelection' | 'copySelection' | 'working' | 'status' }>,
  ): void;
  /** Shows its rows, now that its elements are on the page. */
  layOut(): void;
  /** Puts the focus into the grid. */
  focus(): void;
  dispose(): void;
}

export function createResultView({
  result,
  firstTimes,
  state,
  loadChart,
  post,
  saveState,
}: ResultViewOptions): ResultView {
  const { resultId, columns } = result;
  const requests = createHostRequests(resultId, post);
  const valueRequests = createValueRequests(resultId, post);
  const keeper = createStateKeeper(readState, saveState);
  const { remember } = keeper;
  const say = (sentence: string) => {
    status.textContent = sentence;
  };
  const sizeOfResult = `${countOf(result.rowCount, 'row')}, ${countOf(columns.length, 'column')}`;
  let saidOfSelection: string | undefined;
  const saySelected = (size: string | undefined) => {
    if (size !== undefined) say(size);
    else if (status.textContent === saidOfSelection) say(sizeOfResult);
    saidOfSelection = size;
  };
  const actions = createResultActions({ result, requests, parts: () => parts, post, say, saySelected, remember });

  const times = createTimeChoice({
    columns,
    first: state?.times ?? firstTimes,
    onChange: () => {
      grid.refresh();
      remember();
    },
    onZone: () => actions.showZone(times.zone),
  });
  const header = createResultHeader(result, {
    times: times.element,
    onCopy: () => selected.copy(false),
    onSave: () => selected.save(),
    onTogglePane: () => pane.setOpen(!pane.isOpen),
    onColumns: (anchor) => chooser.open(anchor.getBoundingClientRect()),
  });
  const notices = createNotices({ ...result, notes: [...result.notes, ...undrawnNotes(result.run.render)] });
  const findBar = createFindBar({
    find: actions.find,
    onText: (text) => {
      grid.highlight(text);
      remember();
    },
    onLeave: () => grid.focus(),
    text: isAbout(state, result) ? state.find : undefined,
  });
  const filterBar = createFilterBar({
    findBar,
    columns,
    rowCount: result.rowCount,
    filter: result.filter,
    shownRowCount: result.shownRowCount,
    onFilter: actions.filter,
    onLeave: () => grid.focus(),
  });
  const kept = keptColumns(state, columns);
  const control = createColumnControl({
    columns,
    arrangement: kept?.arrangement,
    onChange: actions.showColumns,
  });
  const groups = createGroupControl({
    columns,
    first: result,
    requests,
    showValue: (cell, column) => times.show(cell, column) ?? null,
    onLines: actions.showLines,
    say,
  });
  const groupBar = createGroupBar({
    columns,
    control: groups,
    onSummarize: actions.writeSummarize,
    onCopy: () => post({ type: 'copyGroups', resultId, format: 'tsv' }),
    onSave: () => post({ type: 'saveGroups', resultId }),
    onLeave: () => grid.focus(),
  });
  const selected = createSelectionActions({ resultId, control, ranges: () => grid.ranges(), post, say });
  const chooser = createColumnChooser({
    columns,
    control: () => control,
    onReset: actions.resetColumns,
    onClose: () => grid.focus(),
  });
  const columnMenu = createColumnMenu(columns, {
    commands: actions.columnCommands,
    requests,
    onFilter: (condition) => filterBar.setColumn(condition),
    isTimeLocal: () => times.display === 'local',
    onClose: () => grid.focus(),
  });
  const source = createArrangedSource({
    rowCount: actions.rowCount,
    shown: control.shown,
    firstCells: result.firstCells,
    fetch: groups.fetch,
    onArrive: () => grid.refresh(),
  });
  const grid = createResultGrid({
    columns,
    shown: control.shown,
    rowCount: actions.rowCount,
    source: {
      ...source,
      cell: (row, place) => groups.showCell(source.cell(row, place), row, control.columnAt(place)),
    },
    groups: {
      lines: () => groups.lines,
      onOpen: groups.open,
      onGoToParent: actions.goToParent,
    },
    sort: result.sort,
    state: isAbout(state, result) ? state.grid : undefined,
    widths: kept?.widths,
    onSort: actions.sort,
    onSelect: actions.select,
    pivots: selected.pivots,
    onOpen: () => pane.setOpen(true),
    onCopy: selected.copy,
    onFind: () => filterBar.focus(),
    onFindNext: (isBackwards) => filterBar.find(isBackwards ? 'previous' : 'next'),
    onColumnMenu: (place, anchor) => {
      const column = control.columnAt(place);
      if (column === undefined) return;
      columnMenu.open(column.index, anchor.getBoundingClientRect(), filterBar.columnText(column.index));
    },
    onMoveColumn: (place, to) => {
      const column = control.columnAt(place);
      if (column !== undefined) control.move(column.index, to);
    },
    onChange: remember,
  });
  const cellActions = createCellActions({
    resultId,
    post,
    activeCell: actions.activeCell,
    pivots: selected.pivots,
    onPivot: selected.pivot,
    onCopy: () => selected.copyCell(grid.active),
    furtherItems: () =>
      groups.columnOf(grid.active.row) === undefined
        ? []
        : [{ label: 'Write as summarize', run: actions.writeSummarize }],
  });
  const hover = createColumnHover({
    columns,
    requests,
    columnOf: (cell) => control.columnAt(Number(cell.ariaColIndex) - 2)?.index,
  });
  hover.watch(grid.element);
  grid.element.addEventListener('keydown', (event) => {
    if (event.key !== '.' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    actions.openCellActions();
  });
  const pane = createSidePane({
    columns,
    requests: valueRequests,
    rowRequests: requests,
    width: state?.paneWidth,
    look: state?.valueLook,
    onLook: remember,
    isOpen: state?.isPaneOpen ?? false,
    active: () => ({ place: grid.active, rowCount: actions.rowCount, column: actions.activeColumn() }),
    onCopy: () => selected.copyCell(grid.active),
    onPivot: selected.pivot,
    onClose: actions.closePane,
    onActions: (anchor) => void cellActions.open(anchor.getBoundingClientRect(), () => anchor.focus()),
    onChooseColumn: actions.goToColumn,
    onStep: (rows) => grid.goTo({ ...grid.active, row: Math.max(0, grid.active.row + rows) }),
    onOpenChange: (isOpen) => {
      header.setPaneOpen(isOpen);
      remember();
    },
    onResize: remember,
  });
  const status = createElement('div', {
    className: 'status-line',
    text: sizeOfResult,
    attributes: { role: 'status' },
  });
  const selectionStatus = createSelectionStatus({ requestSummary: requests.requestSummary, toHost: control.toHost });
  const workStatus = createWorkStatus(() => {
    post({ type: 'stopWork', resultId });
    say('Stopped. The rows are as they were.');
  });
  const statusBar = createElement(
    'footer',
    { className: 'status-bar' },
    status,
    workStatus.element,
    selectionStatus.element,
  );
  const rows = createElement('div', { className: 'split' }, grid.element, ...pane.elements);
  const chart = createChartPanel({
    columns,
    render: result.run.render,
    state: isAbout(state, result) ? state.chart : undefined,
    rows,
    load: loadChart,
    requestChart: async (spec) => requests.requestChart(spec),
    onFilter: (conditions) => conditions.forEach((condition) => filterBar.setColumn(condition)),
    onSave: (format, data) => post({ type: 'saveChart', resultId, format, data }),
    onStatus: say,
    onChange: remember,
  });
  header.element.append(chart.tabs);
  const main = createElement('main', { className: 'views' }, rows, chart.element, cellActions.element, hover.element);
  main.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && pane.isOpen) actions.closePane();
  });
  const parts: ResultParts = {
    grid,
    control,
    chooser,
    groups,
    groupBar,
    filterBar,
    findBar,
    cellActions,
    selectionStatus,
    pane,
    chart,
  };
  if (findBar.text !== undefined) grid.highlight(findBar.text);
  pane.setOpen(pane.isOpen);
  chart.open();
  if (kept !== undefined) actions.tellOrder();
  if (times.zone !== undefined) actions.tellZone(times.zone);
  if (isAbout(state, result)) arrangeAgain(state);

  return {
    elements: [
      header.element,
      ...(notices === undefined ? [] : [notices]),
      filterBar.element,
      groupBar.element,
      main,
      statusBar,
      columnMenu.element,
      chooser.element,
    ],
    receive: (message) => {
      if (message.type === 'status') say(message.text);
      else if (message.type === 'working') workStatus.show(message.sentence);
      else if (message.type === 'pivotSelection') selected.pivot(message.pivot);
      else if (message.type === 'copySelection') selected.copyAs(message.format, message.withHeader);
      else if (message.type === 'showActions') actions.openCellActions();
      else if (message.type === 'cellActions') cellActions.settle(message);
      else if (message.type === 'treeNodes' || message.type === 'textPiece') valueRequests.settle(message);
      else requests.settle(message);
    },
    layOut: () => grid.layOut(),
    focus: () => grid.focus(),
    dispose: () => {
      keeper.dispose();
      selectionStatus.dispose();
      workStatus.dispose();
      hover.dispose();
      chart.dispose();
      requests.giveUp();
      valueRequests.giveUp();
      cellActions.giveUp();
      pane.dispose();
      times.dispose();
      findBar.dispose();
      filterBar.dispose();
      grid.dispose();
    },
  };

  /** After the window was reloaded the host knows nothing of what was done to the rows. */
  function arrangeAgain(before: PageState): void {
    const isReloaded = before.resultId !== resultId;
    if (isReloaded && before.filter !== undefined) {
      filterBar.showFilter(before.filter);
      actions.filter(before.filter);
    }
    if (isReloaded && before.sort !== undefined) grid.setSort(before.sort);
    if (result.groups === undefined && before.grouping !== undefined) groups.change(before.grouping, before.openGroups);
  }

  function readState(): PageState {
    return {
      resultId,
      ...(result.run.keptAs !== undefined && { keptAs: result.run.keptAs }),
      columnsKey: columnsKeyOf(columns),
      arrangement: control.arrangement,
      grid: grid.state(),
      ...(grid.sort.length === 0 ? {} : { sort: grid.sort }),
      ...(filterBar.isFiltered ? { filter: filterBar.filter } : {}),
      ...(groups.lines === undefined ? {} : { grouping: groups.grouping }),
      ...(groups.openRows === undefined ? {} : { openGroups: groups.openRows }),
      ...(findBar.text === undefined ? {} : { find: findBar.text }),
      chart: chart.state(),
      times: times.display,
      isPaneOpen: pane.isOpen,
      paneWidth: pane.width,
      valueLook: pane.look,
    };
  }
}
