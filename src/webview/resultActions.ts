import type { FilterTexts, GridMessage, ShowResult } from '../core/protocol/gridMessages';
import type { FoundCells } from '../core/results/searching/findCells';
import type { SortKey } from '../core/results/sorting/sortRows';
import { showInvisibles } from '../core/visibleText';
import type { CellActionMenu } from './actions/cellActions';
import type { ChartPanel } from './chartPanel';
import type { ColumnChooser } from './columns/columnChooser';
import type { ColumnCommands } from './columns/columnActions';
import type { ColumnControl } from './columns/columnControl';
import { orderedColumns } from './grid/columnArrangement';
import type { ResultGrid } from './grid/resultGrid';
import type { Place } from './grid/selection/cellRange';
import { HEADER_ROW } from './grid/selection/selection';
import type { ShownColumn, ShownColumns } from './grid/shownColumn';
import type { GroupBar } from './grouping/groupBar';
import type { GroupControl, LinesReason } from './grouping/groupControl';
import type { HostRequests } from './host/hostRequests';
import type { SidePane } from './pane/sidePane';
import type { FilterBar } from './search/filterBar';
import type { FindBar, FindDirection } from './search/findBar';
import type { SelectionStatus } from './selectionStatus';

/** The parts of a result's page that something done on another one concerns. */
export interface ResultParts {
  readonly grid: ResultGrid;
  readonly control: ColumnControl;
  readonly chooser: ColumnChooser;
  readonly groups: GroupControl;
  readonly groupBar: GroupBar;
  readonly filterBar: FilterBar;
  readonly findBar: FindBar;
  readonly cellActions: CellActionMenu;
  readonly selectionStatus: SelectionStatus;
  readonly pane: SidePane;
  readonly chart: ChartPanel;
}

export interface ResultActionsOptions {
  readonly result: ShowResult;
  readonly requests: HostRequests;
  /** Called once they are all there: what they tell of comes here. */
  readonly parts: () => ResultParts;
  readonly post: (message: GridMessage) => void;
  /** Tells the user what happened. */
  readonly say: (sentence: string) => void;
  /** Tells how much is selected; undefined for a cell or nothing, which ends what was told before. */
  readonly saySelected: (size: string | undefined) => void;
  /** The page's state is another now. */
  readonly remember: () => void;
}

/** What is done on a part of a result's page, and what follows from it on the others. */
export interface ResultActions {
  /** How many lines the grid has: rows, and groups among them. */
  readonly rowCount: number;
  /** What the menu of a column can do with it. */
  readonly columnCommands: ColumnCommands;
  /** The active cell by its row and its column in the table; undefined in a header and an empty grid. */
  readonly activeCell: () => Place | undefined;
  /** A group's line is about the column that it shows a value of, wherever the focus is. */
  readonly activeColumn: () => ShownColumn | undefined;
  /** Asks for the rows that a filter lets through; while several are under way, only the newest counts. */
  readonly filter: (filter: FilterTexts) => void;
  /** Goes to a cell that holds a text, of the columns shown, as seen from the active one. */
  readonly find: (text: string, direction: FindDirection) => Promise<FoundCells | undefined>;
  readonly sort: (keys: readonly SortKey[]) => void;
  /** Other groups are there, or open. */
  readonly showLines: (lineCount: number, reason: LinesReason) => void;
  readonly goToParent: (row: number) => void;
  readonly writeSummarize: () => void;
  /** Other columns are shown, or in another order. @param sentence what happened */
  readonly showColumns: (shown: ShownColumns, sentence: string) => void;
  /** Goes to a column of the active row; a hidden one is shown again. */
  readonly goToColumn: (column: number) => void;
  /** The columns stand as received, all of them, and as wide as at first. */
  readonly resetColumns: () => void;
  /** What is saved has the order that is shown. */
  readonly tellOrder: () => void;
  /** Times are shown in this zone, or in UTC: texts are looked for in what is shown. */
  readonly tellZone: (zone: string | undefined) => void;
  /** As `tellZone`, and what was looked for is looked for again. */
  readonly showZone: (zone: string | undefined) => void;
  readonly select: () => void;
  /** Shows the menu of the active cell beside it. */
  readonly openCellActions: () => void;
  readonly closePane: () => void;
}

export function createResultActions({
  result,
  requests,
  parts,
  post,
  say,
  saySelected,
  remember,
}: ResultActionsOptions): ResultActions {
  const { resultId, columns } = result;
  let rowCount = result.groups?.lineCount ?? result.shownRowCount;
  let filtersAsked = 0;
  let sortsAsked = 0;
  /** The filter of the rows that are shown. */
  let { filter } = result;

  return {
    get rowCount() {
      return rowCount;
    },
    columnCommands: {
      sort: () => parts().grid.sort,
      setSort: (keys) => parts().grid.setSort(keys),
      isPinned: (column) => parts().control.isPinned(column),
      pin: (column, isPinned) => parts().control.pin(column, isPinned),
      hide: (column) => parts().control.hide(column),
      move: (column, by) => parts().control.move(column, (parts().control.placeOf(column) ?? 0) + by),
      fit: (column) => parts().grid.fitColumns(placesOf(column)),
      fitAll: () => parts().grid.fitColumns([...parts().control.shown.columns.keys()]),
      select: (column) => placesOf(column).forEach((place) => parts().grid.selectColumn(place)),
      reset: resetColumns,
      grouping: () => parts().groups.grouping,
      groupBy: (column, isAdded) => parts().groups.groupBy(column, isAdded),
      ungroup: (column) => parts().groups.ungroup(column),
      setAggregates: (aggregates) => parts().groups.change({ ...parts().groups.grouping, aggregates }),
    },
    activeCell,
    activeColumn,
    filter: (wanted) => void showFiltered(wanted),
    find,
    sort: (keys) => void sort(keys),
    showLines,
    goToParent: (row) => void goToParent(row),
    writeSummarize: () => post({ type: 'writeSummarize', resultId }),
    showColumns,
    goToColumn,
    resetColumns,
    tellOrder,
    tellZone,
    showZone,
    select,
    openCellActions,
    closePane,
  };

  function activeCell(): Place | undefined {
    const { row, column: place } = parts().grid.active;
    const column = parts().control.columnAt(place);
    return column === undefined || row === HEADER_ROW || row >= rowCount ? undefined : { row, column: column.index };
  }

  function activeColumn(): ShownColumn | undefined {
    const { grid, groups, control } = parts();
    const index = groups.columnOf(grid.active.row);
    const column = index === undefined ? undefined : columns[index];
    return index === undefined || column === undefined ? control.columnAt(grid.active.column) : { ...column, index };
  }

  async function showFiltered(wanted: FilterTexts): Promise<void> {
    filtersAsked += 1;
    const asked = filtersAsked;
    const counts = await requests.requestFilter(wanted);
    if (asked !== filtersAsked) return;
    const { groups, filterBar, grid } = parts();
    if (counts === undefined) {
      filterBar.showFilter(filter);
      return;
    }
    filter = wanted;
    rowCount = groups.take(counts);
    filterBar.showCount(counts.shownRowCount);
    grid.showRows(rowCount);
    refreshAroundRows();
  }

  function showLines(lineCount: number, reason: LinesReason): void {
    const { grid } = parts();
    rowCount = lineCount;
    grid.setGrouped();
    grid.showRows(lineCount);
    remember();
    if (reason === 'opened') return;
    if (reason === 'regrouped') grid.goTo({ ...grid.active, row: 0 });
    refreshAroundRows();
  }

  /** What is told of the rows beside them is told of others now. */
  function refreshAroundRows(): void {
    const { groupBar, findBar, chart } = parts();
    groupBar.refresh();
    findBar.refresh();
    chart.refresh();
    remember();
  }

  async function goToParent(row: number): Promise<void> {
    const parent = await requests.requestParent(row);
    const { grid } = parts();
    if (parent !== undefined) grid.goTo({ ...grid.active, row: parent });
  }

  async function find(text: string, direction: FindDirection): Promise<FoundCells | undefined> {
    const { grid, control, groups } = parts();
    const { row, column } = grid.active;
    const isHeader = row === HEADER_ROW;
    const found = await requests.requestFound({
      text,
      columns: control.shown.columns.map(({ index }) => index),
      from: { row: Math.max(0, row), place: isHeader ? 0 : column },
      direction: isHeader && direction === 'next' ? 'here' : direction,
    });
    if (found?.lineCount !== undefined) showLines(groups.takeLines(found.lineCount), 'opened');
    if (found?.at !== undefined) grid.goTo({ row: found.at.row, column: found.at.place });
    return found;
  }

  /** The rows stay in their order until those in the other one are there to be shown. */
  async function sort(wanted: readonly SortKey[]): Promise<void> {
    sortsAsked += 1;
    const asked = sortsAsked;
    const keys = await requests.requestSort(wanted);
    if (asked !== sortsAsked) return;
    const { grid } = parts();
    grid.showSort(keys ?? grid.sort);
    if (keys === undefined) return;
    parts().groups.sortBy(keys);
    parts().chart.refresh();
    remember();
    const names = keys.map(({ column, direction }) => `${showInvisibles(columns[column]?.name ?? '')} ${direction}`);
    say(names.length === 0 ? 'In the order received.' : `Sorted by ${names.join(', then ')}.`);
  }

  function showColumns(shown: ShownColumns, sentence: string): void {
    const { grid, chooser, findBar } = parts();
    grid.setColumns(shown);
    chooser.refresh();
    findBar.refresh();
    say(sentence);
    tellOrder();
    remember();
  }

  function goToColumn(column: number): void {
    const { grid, control } = parts();
    if (control.placeOf(column) === undefined) control.show(column);
    placesOf(column).forEach((place) => grid.goTo({ ...grid.active, column: place }));
  }

  /** Where a column stands, if it is shown. */
  function placesOf(column: number): readonly number[] {
    const place = parts().control.placeOf(column);
    return place === undefined ? [] : [place];
  }

  function resetColumns(): void {
    parts().control.reset();
    parts().grid.resetWidths();
  }

  function tellOrder(): void {
    post({ type: 'orderColumns', resultId, columns: orderedColumns(parts().control.arrangement) });
  }

  function tellZone(zone: string | undefined): void {
    post({ type: 'showTimes', resultId, ...(zone !== undefined && { timeZone: zone }) });
  }

  function showZone(zone: string | undefined): void {
    const { filterBar, findBar } = parts();
    tellZone(zone);
    if (filterBar.isFiltered) void showFiltered(filterBar.filter);
    findBar.refresh();
  }

  function select(): void {
    const { grid, groups, selectionStatus, pane } = parts();
    saySelected(selectionStatus.tell(grid.ranges(), groups.lines === undefined ? 'row' : 'line'));
    pane.follow();
  }

  function openCellActions(): void {
    const { grid, cellActions } = parts();
    grid.focus();
    const anchor = document.activeElement ?? grid.element;
    void cellActions.open(anchor.getBoundingClientRect(), () => grid.focus());
  }

  function closePane(): void {
    parts().pane.setOpen(false);
    parts().grid.focus();
  }
}
