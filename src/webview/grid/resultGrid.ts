import type { GridColumn } from '../../core/protocol/gridMessages';
import type { Pivot } from '../../core/kql/pivots';
import type { SortKey } from '../../core/results/sorting/sortRows';
import { createElement } from '../createElement';
import type { ArrangedSource } from './source/arrangedSource';
import { createColumnHeader } from './header/columnHeader';
import { runGridKey, type GridKeyActions } from './gridKeys';
import { createGridViewport, type ViewportState } from './gridViewport';
import { createGroupTree, type GroupTreeOptions } from './lines/groupTree';
import { selectWithPointer, type PressKind } from './selection/pointerSelection';
import { holdsPlace, type CellRange, type Place } from './selection/cellRange';
import {
  addSelection,
  clampPlace,
  extendSelection,
  HEADER_ROW,
  rangesOf,
  selectAll,
  selectCell,
  selectColumn,
  selectRow,
  widenSelection,
  type Selection,
} from './selection/selection';
import type { ShownColumns } from './shownColumn';
import { nextSortKeys } from './header/sortCycle';
import { writeMenuContext } from './viewportElements';
import { createTextHighlights } from './textHighlights';

/** Where a user was in a grid, to come back to it after the page was hidden. */
export interface GridState extends ViewportState {
  readonly selection: Selection;
  /** How wide the groups are, where the user said so. */
  readonly groupWidth?: number;
}

export interface GridOptions {
  /** All of the table's. */
  readonly columns: readonly GridColumn[];
  readonly shown: ShownColumns;
  readonly rowCount: number;
  readonly source: ArrangedSource;
  readonly sort: readonly SortKey[];
  readonly state: GridState | undefined;
  /** How wide the table's columns were in an earlier result of such columns. */
  readonly widths: readonly number[] | undefined;
  readonly groups: GroupTreeOptions;
  /** Absent where rows cannot be sorted. */
  readonly onSort?: (keys: readonly SortKey[]) => void;
  readonly onSelect: () => void;
  /** The conditions that can be written on what is selected, for VS Code's menu; absent where none can be. */
  readonly pivots?: () => readonly Pivot[];
  /** Enter, Space or a double click on a cell. */
  readonly onOpen: () => void;
  readonly onCopy: (withHeader: boolean) => void;
  /** Ctrl+F: the user wants to look for something. */
  readonly onFind: () => void;
  /** F3: on to the next cell that holds what is looked for. */
  readonly onFindNext: (isBackwards: boolean) => void;
  /** The menu of the column at a place is asked for, to be shown below an element. */
  readonly onColumnMenu: (place: number, anchor: HTMLElement) => void;
  /** The column at a place is to stand at another one. */
  readonly onMoveColumn: (place: number, to: number) => void;
  /** Anything of `state()` is another now. */
  readonly onChange: () => void;
}

/** A grid of any number of rows and columns whose cells come from elsewhere; only what is on the screen has elements. */
export interface ResultGrid {
  readonly element: HTMLElement;
  readonly active: Place;
  /** What is selected; nothing while the focus is in the header. */
  ranges(): readonly CellRange[];
  state(): GridState;
  /** Shows its cells, now that it has its place on the page. */
  layOut(): void;
  focus(): void;
  readonly sort: readonly SortKey[];
  /** Asks for another order; columns are told by their index in the table. */
  setSort(keys: readonly SortKey[]): void;
  /** The rows stand in this order now. */
  showSort(keys: readonly SortKey[]): void;
  /** Other columns are shown, or in another order; the focus goes where the active column went. */
  setColumns(shown: ShownColumns): void;
  fitColumns(places: readonly number[]): void;
  resetWidths(): void;
  selectColumn(place: number): void;
  /** Makes another cell the active one and shows it; the focus stays where it is. */
  goTo(place: Place): void;
  /** Other rows are shown now. */
  showRows(rowCount: number): void;
  /** More rows stand behind those that are shown. */
  addRows(rowCount: number): void;
  /** Rows are grouped now, or not any more. */
  setGrouped(): void;
  /** Marks a text in the cells; none where empty. */
  highlight(text: string): void;
  /** Cells have come. */
  refresh(): void;
  dispose(): void;
}

const FIRST_GROUP_WIDTH = 320;
const LEAST_GROUP_WIDTH = 80;

export function createResultGrid(options: GridOptions): ResultGrid {
  const { source } = options;
  let { shown } = options;
  let size = { rowCount: options.rowCount, columnCount: shown.columns.length };
  let sort = options.sort;
  /** The order that was asked for last: the rows may not stand in it yet. */
  let askedSort = sort;
  let selection = options.state?.selection ?? selectCell(clampPlace({ row: 0, column: 0 }, size));
  let tabStop: HTMLElement | undefined;
  let groupWidth = options.state?.groupWidth;
  const groups = createGroupTree(options.groups);

  const header = createColumnHeader({
    sort: changeSort,
    select: pickColumn,
    resize: (column, width) => viewport.setWidth(column, width),
    fit: (place) => viewport.fitColumns([place]),
    move: options.onMoveColumn,
    placeAt: (clientX) => viewport.placeAt(clientX, 0).place.column,
    focus: (column) => {
      select(selectCell({ row: HEADER_ROW, column }));
      focusActive();
    },
    selectAll: () => select(selectAll(selection)),
    resizeGroups,
    openMenu: options.onColumnMenu,
  });
  const viewport = createGridViewport({
    columns: options.columns,
    shown,
    rowCount: size.rowCount,
    source,
    header,
    state: options.state,
    widths: options.widths,
    groupWidth: widthOfGroups(),
    look: () => ({ active: selection.active, ranges: rangesOf(selection, size), sort, lines: options.groups.lines() }),
    onChange: options.onChange,
    onBusy: tellBusy,
    onPaint: () => {
      moveTabStop();
      highlights.paint();
    },
  });
  const highlights = createTextHighlights(viewport.body);
  const element = createElement(
    'div',
    {
      className: 'grid',
      attributes: {
        role: roleNow(),
        'aria-label': 'Results',
        'aria-multiselectable': 'true',
        'aria-readonly': 'true',
        'aria-rowcount': String(size.rowCount + 1),
        'aria-colcount': String(size.columnCount + 1),
      },
    },
    viewport.element,
  );
  const keyActions: GridKeyActions = {
    size: () => size,
    active: () => selection.active,
    pageRows: () => viewport.pageRows,
    groups,
    goTo,
    widen: (span) => select(widenSelection(selection, span)),
    selectAll: () => select(selectAll(selection)),
    open: options.onOpen,
    copy: options.onCopy,
    find: options.onFind,
    findNext: options.onFindNext,
    sort: changeSort,
    openMenu,
    move: options.onMoveColumn,
    resize: (column, by) => viewport.setWidth(column, (viewport.layout.widths[column] ?? 0) + by),
    resizeGroups: (by) => resizeGroups((widthOfGroups() ?? 0) + by),
  };
  element.addEventListener('keydown', (event) => {
    if (!runGridKey(event, keyActions)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  element.addEventListener('contextmenu', selectForMenu);
  selectWithPointer({
    element: viewport.body,
    placeAt: viewport.placeAt,
    press,
    drag: (place) => select(extendSelection(selection, place)),
    open,
    scrollBy: viewport.scrollBy,
  });

  return {
    element,
    get active() {
      return selection.active;
    },
    ranges: () => rangesOf(selection, size),
    state: () => ({ ...viewport.state(), selection, ...(groupWidth === undefined ? {} : { groupWidth }) }),
    layOut: viewport.layOut,
    focus: focusActive,
    goTo: (place) => goTo(place, false),
    showRows,
    addRows,
    setGrouped: () => {
      element.role = roleNow();
      viewport.setGroupWidth(widthOfGroups());
    },
    get sort() {
      return sort;
    },
    setSort,
    showSort,
    setColumns,
    fitColumns: (places) => viewport.fitColumns(places),
    resetWidths: () => viewport.resetWidths(),
    selectColumn: (column) => select(selectColumn({ row: HEADER_ROW, column })),
    refresh: viewport.schedule,
    highlight: (text) => {
      highlights.setText(text);
      viewport.schedule();
    },
    dispose: () => {
      viewport.dispose();
      highlights.dispose();
      source.dispose();
    },
  };

  /** The one element that Tab reaches is the active cell, or the grid itself while that cell is off the screen. */
  function moveTabStop(): void {
    const next = viewport.elementAt(selection.active) ?? element;
    if (tabStop === next) return;
    const hadFocus = element.contains(document.activeElement);
    if (tabStop !== undefined) tabStop.tabIndex = -1;
    next.tabIndex = 0;
    tabStop = next;
    if (hadFocus) next.focus({ preventScroll: true });
  }

  function tellBusy(isBusy: boolean): void {
    if (element.ariaBusy !== String(isBusy)) element.ariaBusy = String(isBusy);
  }

  function focusActive(): void {
    viewport.paint();
    // Nothing is painted before the grid has its place on the page.
    moveTabStop();
    tabStop?.focus({ preventScroll: true });
  }

  function select(next: Selection): void {
    selection = next;
    viewport.schedule();
    options.onSelect();
    options.onChange();
  }

  function roleNow(): string {
    return groups.isGrouped ? 'treegrid' : 'grid';
  }

  function widthOfGroups(): number | undefined {
    return groups.isGrouped ? (groupWidth ?? FIRST_GROUP_WIDTH) : undefined;
  }

  function resizeGroups(width: number): void {
    groupWidth = Math.max(LEAST_GROUP_WIDTH, Math.round(width));
    viewport.setGroupWidth(groupWidth);
    options.onChange();
  }

  /** What stands at the left of a group's line opens and closes it. */
  function press(place: Place, isGutter: boolean, kind: PressKind): void {
    if (isGutter && kind === 'replace' && groups.isGroup(place.row)) {
      select(selectCell(place));
      focusActive();
      groups.toggle(place.row);
      return;
    }
    const pressed = isGutter ? selectRow(place) : selectCell(place);
    if (kind === 'extend') select(extendSelection(isGutter ? { ...selection, span: 'rows' } : selection, place));
    else select(kind === 'add' ? addSelection(selection, pressed, size) : pressed);
    focusActive();
  }

  function open(place: Place, isGutter: boolean): void {
    if (!groups.isGroup(place.row)) options.onOpen();
    else if (!isGutter) groups.toggle(place.row);
  }

  function pickColumn(column: number, isExtended: boolean): void {
    const place = { row: HEADER_ROW, column };
    const isStretched = isExtended && selection.span === 'columns';
    select(isStretched ? extendSelection(selection, place) : addSelection(selection, selectColumn(place), size));
    focusActive();
  }

  function goTo(place: Place, isExtended: boolean): void {
    const target = clampPlace(place, size);
    viewport.reveal(target);
    select(isExtended ? extendSelection(selection, target) : selectCell(target));
  }

  function setRowCount(rowCount: number): void {
    size = { ...size, rowCount };
    element.setAttribute('aria-rowcount', String(rowCount + 1));
    viewport.setRowCount(rowCount);
  }

  function addRows(rowCount: number): void {
    source.addRows(rowCount);
    setRowCount(rowCount);
  }

  function showRows(rowCount: number): void {
    source.replaceRows(rowCount);
    setRowCount(rowCount);
    select(selectCell(clampPlace({ ...selection.active, row: Math.max(0, selection.active.row) }, size)));
  }

  function setColumns(next: ShownColumns): void {
    const { row, column } = selection.active;
    const index = shown.columns[column]?.index;
    const place = next.columns.findIndex((other) => other.index === index);
    shown = next;
    size = { ...size, columnCount: next.columns.length };
    element.setAttribute('aria-colcount', String(size.columnCount + 1));
    source.arrange(next);
    viewport.setColumns(next);
    const target = clampPlace({ row, column: place < 0 ? column : place }, size);
    viewport.reveal(target);
    select(selectCell(target));
  }

  function changeSort(place: number, isAdded: boolean): void {
    const column = shown.columns[place]?.index;
    if (column !== undefined) setSort(nextSortKeys(askedSort, column, isAdded));
  }

  function setSort(keys: readonly SortKey[]): void {
    if (options.onSort === undefined) return;
    askedSort = keys;
    options.onSort(keys);
  }

  function showSort(keys: readonly SortKey[]): void {
    askedSort = keys;
    if (keys === sort) return;
    sort = keys;
    source.replaceRows(size.rowCount);
    select(selectCell(selection.active));
  }

  /** The menu that VS Code then shows is about what is selected. */
  function selectForMenu({ clientX, clientY, target }: MouseEvent): void {
    if (!(target instanceof Node) || !viewport.body.contains(target) || size.rowCount === 0) return;
    const { place, isGutter } = viewport.placeAt(clientX, clientY);
    if (!rangesOf(selection, size).some((range) => holdsPlace(range, place))) {
      select(isGutter ? selectRow(place) : selectCell(place));
      focusActive();
    }
    viewport.body.dataset['vscodeContext'] = writeMenuContext(options.pivots?.());
  }

  function openMenu(column: number): boolean {
    const anchor = viewport.elementAt({ row: HEADER_ROW, column });
    if (anchor !== undefined) options.onColumnMenu(column, anchor);
    return anchor !== undefined;
  }
}
