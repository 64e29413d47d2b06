import { undrawnNotes } from '../core/charts/undrawnNotes';
import type { FilterTexts, GridMessage, HostMessage, ShowResult } from '../core/protocol/gridMessages';
import type { CellActionAnswer } from '../core/protocol/cellActionMessages';
import type { ValueTreeAnswer } from '../core/protocol/valueTreeMessages';
import type { FoundCells } from '../core/results/searching/findCells';
import type { TimeDisplay } from '../core/results/display/timeDisplay';
import type { SortKey } from '../core/results/sorting/sortRows';
import { showInvisibles } from '../core/visibleText';
import { createElement } from './createElement';
import { countOf } from '../core/formatCount';
import { createChartPanel } from './chartPanel';
import { createCellActions } from './actions/cellActions';
import { createColumnHover } from './columns/columnHover';
import { createColumnMenu } from './columns/columnMenu';
import { createFilterBar } from './search/filterBar';
import { createFindBar, type FindDirection } from './search/findBar';
import { createColumnChooser } from './columns/columnChooser';
import { createColumnControl } from './columns/columnControl';
import { createArrangedSource } from './grid/source/arrangedSource';
import { orderedColumns } from './grid/columnArrangement';
import { createResultGrid } from './grid/resultGrid';
import type { ShownColumn } from './grid/shownColumn';
import { createGroupBar } from './grouping/groupBar';
import { createGroupControl } from './grouping/groupControl';
import { HEADER_ROW } from './grid/selection/selection';
import type { LoadChart } from './loadChart';
import { createHostRequests, type HostAnswer } from './host/hostRequests';
import { columnsKeyOf, isAbout, keptColumns, type PageState } from './state/pageState';
import { createSidePane } from './pane/sidePane';
import { createValueRequests } from './pane/valueRequests';
import { createNotices, createResultHeader } from './resultHeader';
import { createSelectionActions } from './actions/selectionActions';
import { createStateKeeper } from './state/stateKeeper';
import { createTimeChoice } from './timeChoice';
import { createSelectionStatus } from './selectionStatus';

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
      | Extract<HostMessage, { type: 'pivotSelection' | 'copySelection' | 'status' }>,
  ): void;
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
  let rowCount = result.groups?.lineCount ?? result.shownRowCount;
  const requests = createHostRequests(resultId, post);
  const valueRequests = createValueRequests(resultId, post);
  let filtersAsked = 0;
  const keeper = createStateKeeper(readState, saveState);
  const { remember } = keeper;
  const say = (sentence: string) => {
    status.textContent = sentence;
  };

  const times = createTimeChoice(columns, state?.times ?? firstTimes, () => {
    grid.refresh();
    remember();
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
    find,
    onText: (text) => grid.highlight(text),
    onLeave: () => grid.focus(),
  });
  const filterBar = createFilterBar({
    findBar,
    columns,
    rowCount: result.rowCount,
    filter: result.filter,
    shownRowCount: result.shownRowCount,
    onFilter: (filter) => void showFiltered(filter),
    onLeave: () => grid.focus(),
  });
  const kept = keptColumns(state, columns);
  const control = createColumnControl({
    columns,
    arrangement: kept?.arrangement,
    onChange: (shown, sentence) => {
      grid.setColumns(shown);
      chooser.refresh();
      findBar.refresh();
      say(sentence);
      tellOrder();
      remember();
    },
  });
  const groups = createGroupControl({
    columns,
    first: result,
    requests,
    showValue: (cell, column) => times.show(cell, column) ?? null,
    onLines: showLines,
    say,
  });
  const groupBar = createGroupBar({
    columns,
    control: groups,
    onSummarize: writeSummarize,
    onCopy: () => post({ type: 'copyGroups', resultId, format: 'tsv' }),
    onSave: () => post({ type: 'saveGroups', resultId }),
    onLeave: () => grid.focus(),
  });
  const selected = createSelectionActions({ resultId, control, ranges: () => grid.ranges(), post, say });
  const chooser = createColumnChooser({
    columns,
    control: () => control,
    onReset: resetColumns,
    onClose: () => grid.focus(),
  });
  const columnMenu = createColumnMenu(columns, {
    commands: {
      sort: () => grid.sort,
      setSort: (keys) => grid.setSort(keys),
      isPinned: control.isPinned,
      pin: control.pin,
      hide: control.hide,
      move: (column, by) => control.move(column, (control.placeOf(column) ?? 0) + by),
      fit: (column) => grid.fitColumns(placesOf([column])),
      fitAll: () => grid.fitColumns([...control.shown.columns.keys()]),
      select: (column) => placesOf([column]).forEach((place) => grid.selectColumn(place)),
      reset: resetColumns,
      grouping: () => groups.grouping,
      groupBy: groups.groupBy,
      ungroup: groups.ungroup,
      setAggregates: (aggregates) => groups.change({ ...groups.grouping, aggregates }),
    },
    requestValues: async (column, text) => requests.requestValues(column, text),
    onFilter: (condition) => filterBar.setColumn(condition),
    isTimeLocal: () => times.display === 'local',
    onClose: () => grid.focus(),
  });
  const source = createArrangedSource({
    rowCount,
    shown: control.shown,
    firstCells: result.firstCells,
    fetch: groups.fetch,
    onArrive: () => grid.refresh(),
  });
  const grid = createResultGrid({
    columns,
    shown: control.shown,
    rowCount,
    source: {
      ...source,
      cell: (row, place) => groups.showCell(source.cell(row, place), row, control.columnAt(place)),
    },
    groups: {
      lines: () => groups.lines,
      onOpen: groups.open,
      onGoToParent: (row) => void goToParent(row),
    },
    sort: result.sort,
    state: isAbout(state, result) ? state.grid : undefined,
    widths: kept?.widths,
    onSort: sort,
    onSelect: () => {
      tellSelection();
      pane.follow();
    },
    onOpen: () => pane.setOpen(true),
    onCopy: selected.copy,
    onFind: () => filterBar.focus(),
    onFindNext: (isBackwards) => filterBar.find(isBackwards ? 'previous' : 'next'),
    onColumnMenu: (place, anchor) => {
      const column = control.columnAt(place);
      if (column !== undefined) void openColumnMenu(column.index, anchor);
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
    activeCell: () => {
      const column = control.columnAt(grid.active.column);
      const { row } = grid.active;
      return column === undefined || row === HEADER_ROW || row >= rowCount ? undefined : { row, column: column.index };
    },
    onPivot: selected.pivot,
    onCopy: () => selected.copyCell(grid.active),
    furtherItems: () =>
      groups.columnOf(grid.active.row) === undefined ? [] : [{ label: 'Write as summarize', run: writeSummarize }],
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
    openCellActions();
  });
  const pane = createSidePane({
    columns,
    requests: valueRequests,
    rowRequests: requests,
    width: state?.paneWidth,
    isOpen: state?.isPaneOpen ?? false,
    active: () => ({ place: grid.active, rowCount, column: activeColumn() }),
    onCopy: () => selected.copyCell(grid.active),
    onPivot: selected.pivot,
    onClose: closePane,
    onActions: (anchor) => void cellActions.open(anchor.getBoundingClientRect(), () => anchor.focus()),
    onChooseColumn: goToColumn,
    onStep: (rows) => grid.goTo({ ...grid.active, row: Math.max(0, grid.active.row + rows) }),
    onOpenChange: (isOpen) => {
      header.setPaneOpen(isOpen);
      remember();
    },
    onResize: remember,
  });
  const status = createElement('div', {
    className: 'status-line',
    text: `${countOf(result.rowCount, 'row')}, ${countOf(columns.length, 'column')}`,
    attributes: { role: 'status' },
  });
  const selectionStatus = createSelectionStatus({ requestSummary: requests.requestSummary, toHost: control.toHost });
  const statusBar = createElement('footer', { className: 'status-bar' }, status, selectionStatus.element);
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
    if (event.key === 'Escape' && pane.isOpen) closePane();
  });
  pane.setOpen(pane.isOpen);
  chart.open();
  if (kept !== undefined) tellOrder();
  // After the window was reloaded the host knows nothing of groups any more.
  if (result.groups === undefined && isAbout(state, result) && state.grouping !== undefined) {
    groups.change(state.grouping);
  }

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
      else if (message.type === 'pivotSelection') selected.pivot(message.pivot);
      else if (message.type === 'copySelection') selected.copyAs(message.format);
      else if (message.type === 'showActions') openCellActions();
      else if (message.type === 'cellActions') cellActions.settle(message);
      else if (message.type === 'treeNodes' || message.type === 'textPiece') valueRequests.settle(message);
      else requests.settle(message);
    },
    focus: () => grid.focus(),
    dispose: () => {
      keeper.dispose();
      selectionStatus.dispose();
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

  /** Asks for the rows that a filter lets through; while several are under way, only the newest counts. */
  async function showFiltered(filter: FilterTexts): Promise<void> {
    filtersAsked += 1;
    const asked = filtersAsked;
    const counts = await requests.requestFilter(filter);
    if (counts === undefined || asked !== filtersAsked) return;
    rowCount = groups.take(counts);
    filterBar.showCount(counts.shownRowCount);
    grid.showRows(rowCount);
    groupBar.refresh();
    findBar.refresh();
    chart.refresh();
    remember();
  }

  /** Other groups are there, or open. */
  function showLines(lineCount: number, isRegrouped: boolean): void {
    rowCount = lineCount;
    grid.setGrouped();
    grid.showRows(lineCount);
    if (!isRegrouped) return;
    grid.goTo({ ...grid.active, row: 0 });
    groupBar.refresh();
    findBar.refresh();
    chart.refresh();
    remember();
  }

  async function goToParent(row: number): Promise<void> {
    const parent = await requests.requestParent(row);
    if (parent !== undefined) grid.goTo({ ...grid.active, row: parent });
  }

  function writeSummarize(): void {
    post({ type: 'writeSummarize', resultId });
  }

  /** A group's line is about the column that it shows a value of, wherever the focus is. */
  function activeColumn(): ShownColumn | undefined {
    const index = groups.columnOf(grid.active.row);
    const column = index === undefined ? undefined : columns[index];
    return index === undefined || column === undefined ? control.columnAt(grid.active.column) : { ...column, index };
  }

  async function openColumnMenu(column: number, anchor: HTMLElement): Promise<void> {
    columnMenu.open(column, anchor.getBoundingClientRect(), filterBar.columnText(column));
    const statistics = await requests.requestStatistics(column);
    if (statistics !== undefined) columnMenu.showStatistics(column, statistics);
  }

  /** Goes to a cell that holds a text, of the columns shown, as seen from the active one. */
  async function find(text: string, direction: FindDirection): Promise<FoundCells | undefined> {
    const { row, column } = grid.active;
    const isHeader = row === HEADER_ROW;
    const found = await requests.requestFound({
      text,
      columns: control.shown.columns.map(({ index }) => index),
      from: { row: Math.max(0, row), place: isHeader ? 0 : column },
      direction: isHeader && direction === 'next' ? 'here' : direction,
    });
    if (found?.lineCount !== undefined) showLines(groups.takeLines(found.lineCount), false);
    if (found?.at !== undefined) grid.goTo({ row: found.at.row, column: found.at.place });
    return found;
  }

  function sort(keys: readonly SortKey[]): void {
    post({ type: 'sort', resultId, keys });
    groups.sortBy(keys);
    chart.refresh();
    const parts = keys.map(({ column, direction }) => `${showInvisibles(columns[column]?.name ?? '')} ${direction}`);
    say(parts.length === 0 ? 'In the order received.' : `Sorted by ${parts.join(', then ')}.`);
  }

  /** Goes to a column of the active row; a hidden one is shown again. */
  function goToColumn(column: number): void {
    if (control.placeOf(column) === undefined) control.show(column);
    placesOf([column]).forEach((place) => grid.goTo({ ...grid.active, column: place }));
  }

  function placesOf(indexes: readonly number[]): readonly number[] {
    return indexes.flatMap((column) => control.placeOf(column) ?? []);
  }

  /** The columns stand as received, all of them, and as wide as at first. */
  function resetColumns(): void {
    control.reset();
    grid.resetWidths();
  }

  /** What is saved has the order that is shown. */
  function tellOrder(): void {
    post({ type: 'orderColumns', resultId, columns: orderedColumns(control.arrangement) });
  }

  /** Shows the menu of the active cell beside it. */
  function openCellActions(): void {
    grid.focus();
    const anchor = document.activeElement ?? grid.element;
    void cellActions.open(anchor.getBoundingClientRect(), () => grid.focus());
  }

  function tellSelection(): void {
    const size = selectionStatus.tell(grid.ranges(), groups.lines === undefined ? 'row' : 'line');
    if (size !== undefined) say(size);
  }

  function closePane(): void {
    pane.setOpen(false);
    grid.focus();
  }

  function readState(): PageState {
    return {
      resultId,
      ...(result.run.keptAs !== undefined && { keptAs: result.run.keptAs }),
      columnsKey: columnsKeyOf(columns),
      arrangement: control.arrangement,
      grid: grid.state(),
      ...(groups.lines === undefined ? {} : { grouping: groups.grouping }),
      chart: chart.state(),
      times: times.display,
      isPaneOpen: pane.isOpen,
      paneWidth: pane.width,
    };
  }
}
