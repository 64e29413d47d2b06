import type { GridColumn } from '../../core/protocol/gridMessages';
import type { SortKey } from '../../core/results/sorting/sortRows';
import { formatCount } from '../../core/formatCount';
import { isNumeric } from '../../core/results/scalarType';
import { createElement } from '../createElement';
import type { PlaceWindow } from './source/cells';
import type { CellSource } from './source/cellSource';
import type { ColumnHeader } from './header/columnHeader';
import { clampWidth, layOutColumns, totalWidth, type ColumnLayout } from './columnLayout';
import { createDrawnPlace, LONGEST_HOLD_MS, type ScrollPlace } from './drawnPlace';
import { isInView, measureGeometry, type GridGeometry, placeRevealing, placeUnder, windowAt } from './gridGeometry';
import { measureColumn, measureGrid, measureGutter, type GridMetrics } from './gridMetrics';
import { createRowLayer } from './lines/rowLayer';
import { createScrollMap } from './scrollMap';
import type { CellRange, Place } from './selection/cellRange';
import { HEADER_ROW } from './selection/selection';
import type { ShownColumn, ShownColumns } from './shownColumn';
import type { ShownLines } from './lines/shownLine';

/** What the grid looks like apart from where it is scrolled to. */
export interface GridLook {
  readonly active: Place;
  readonly ranges: readonly CellRange[];
  readonly sort: readonly SortKey[];
  readonly lines: ShownLines;
}

/** Where a grid is scrolled to and how wide the table's columns are, in pixels. */
export interface ViewportState {
  readonly widths: readonly number[];
  readonly offset: number;
  readonly scrollLeft: number;
}

export interface ViewportOptions {
  /** All of the table's. */
  readonly columns: readonly GridColumn[];
  readonly shown: ShownColumns;
  readonly rowCount: number;
  readonly source: CellSource;
  readonly header: ColumnHeader;
  readonly state: ViewportState | undefined;
  /** Widths to begin with, by the table's columns. */
  readonly widths: readonly number[] | undefined;
  readonly groupWidth: number | undefined;
  readonly look: () => GridLook;
  /** It was scrolled or a column got another width. */
  readonly onChange: () => void;
  /** What is on the screen waits for cells, or does so no more. */
  readonly onBusy: (isBusy: boolean) => void;
  /** Elements show other cells now. */
  readonly onPaint: () => void;
}

/**
 * The scrolled part of a grid. One native scroll bar pair moves a spacer; the header and the rows lie in a layer that
 * stays in place over it and is painted anew, at most once a frame, so that fast scrolling never shows a blank.
 */
export interface GridViewport {
  readonly element: HTMLElement;
  /** The element under which the rows lie. */
  readonly body: HTMLElement;
  readonly layout: ColumnLayout;
  /** Whole rows on the screen, at least 1. */
  readonly pageRows: number;
  readonly schedule: () => void;
  paint(): void;
  reveal(place: Place): void;
  readonly placeAt: (clientX: number, clientY: number) => { readonly place: Place; readonly isGutter: boolean };
  readonly scrollBy: (left: number, top: number) => void;
  setWidth(column: number, width: number): void;
  setRowCount(count: number): void;
  /** The room at the left for groups, in pixels; without any there are row numbers. */
  setGroupWidth(width: number | undefined): void;
  /** Other columns are shown, or in another order. */
  setColumns(shown: ShownColumns): void;
  /** Makes columns as wide as their headers and their cells near the screen. */
  fitColumns(places: readonly number[]): void;
  /** All columns get the widths that they had at first. */
  resetWidths(): void;
  elementAt(place: Place): HTMLElement | undefined;
  state(): ViewportState;
  dispose(): void;
}

/** What VS Code's menu for the page goes by. */
const MENU_CONTEXT = JSON.stringify({ webviewSection: 'cells', preventDefaultContextMenuItems: true });
/** What is asked for before it is known how much is seen. */
const FIRST_ROWS = 48;
const FIRST_COLUMNS = 8;
const PREFETCHED_ROWS = 64;
const KEPT_ROWS = 16;
/** While it flies by, it is drawn once in so many frames, and not seldomer than after so many milliseconds. */
const FLIGHT_FRAMES = 4;
const LONGEST_FLIGHT_MS = 90;
/** The share of the screen that groups take at most. */
const WIDEST_GROUPS = 0.6;
const UNMEASURED: GridMetrics = { rowHeight: 0, headerHeight: 0, gutterWidth: 0, headerPadding: 0, firstWidths: [] };

export function createGridViewport(options: ViewportOptions): GridViewport {
  const { columns, source, header } = options;
  let { rowCount, shown } = options;
  let widths: readonly number[] = [];
  const scroll = createScrollMap();
  const rows = createRowLayer();
  let layout = layOutColumns([]);
  let metrics = UNMEASURED;
  let { groupWidth } = options;
  let view = { width: 0, height: 0 };
  let geometry = findGeometry();
  let scheduled = 0;
  let holdTimer: number | undefined;
  const drawnPlace = createDrawnPlace();
  let drawn: ScrollPlace = { offset: 0, scrollLeft: 0 };
  let drawnAt = 0;
  let skippedFrames = 0;

  const presentation = { attributes: { role: 'presentation' } };
  const body = createElement(
    'div',
    { className: 'grid-body', attributes: { role: 'presentation', 'data-vscode-context': MENU_CONTEXT } },
    rows.element,
  );
  const layer = createElement('div', { className: 'grid-layer', ...presentation }, header.element, body);
  const emptyNote = createElement('p', { className: 'empty-note', text: 'No rows' });
  emptyNote.hidden = rowCount > 0;
  layer.append(emptyNote);
  const spacer = createElement('div', { className: 'grid-spacer', ...presentation }, layer);
  const element = createElement(
    'div',
    // Browsers ignore the role presentation on what takes the focus, and without a tabindex Tab would stop here, too.
    { className: 'grid-scroller', attributes: { role: 'rowgroup', tabindex: '-1' } },
    spacer,
  );
  element.addEventListener(
    'scroll',
    () => {
      scroll.follow(element.scrollTop);
      schedule();
      options.onChange();
    },
    { passive: true },
  );
  element.addEventListener('scrollend', () => moveBar(scroll.settle()));
  const observer = new ResizeObserver(measureView);
  observer.observe(element);
  if (options.state === undefined) askForFirst();

  return {
    element,
    body,
    get layout() {
      return layout;
    },
    get pageRows() {
      return Math.max(1, Math.floor(geometry.bodyHeight / metrics.rowHeight) - 1);
    },
    schedule,
    paint,
    reveal,
    placeAt: (clientX, clientY) => {
      const box = body.getBoundingClientRect();
      return placeUnder(geometry, drawn, { x: clientX - box.left, y: clientY - box.top });
    },
    scrollBy: (left, top) => {
      element.scrollLeft += left;
      moveBar(scroll.moveTo(scroll.offset + top));
    },
    setWidth,
    setRowCount,
    setGroupWidth,
    setColumns,
    fitColumns,
    resetWidths: () => setWidths(metrics.firstWidths),
    elementAt: (place) => (place.row === HEADER_ROW ? header.elementAt(place.column) : rows.elementAt(place)),
    state: () => ({ widths, offset: scroll.offset, scrollLeft: element.scrollLeft }),
    dispose: () => {
      observer.disconnect();
      cancelAnimationFrame(scheduled);
      clearTimeout(holdTimer);
    },
  };

  /** The first rows are on their way while the page is laid out. */
  function askForFirst(): void {
    const columnCount = Math.min(shown.columns.length, FIRST_COLUMNS);
    source.want({ firstRow: 0, rowCount: Math.min(rowCount, FIRST_ROWS), firstColumn: 0, columnCount });
  }

  function measureView(): void {
    if (element.clientHeight === 0) return;
    const isFirst = view.height === 0;
    const { active } = options.look();
    const wasInView = !isFirst && isInView(geometry, here(), active);
    if (isFirst) measureFonts();
    view = { width: element.clientWidth, height: element.clientHeight };
    layer.style.width = `${view.width}px`;
    layer.style.height = `${view.height}px`;
    sizeSpacer();
    if (isFirst && options.state !== undefined) {
      moveBar(scroll.moveTo(options.state.offset));
      element.scrollLeft = options.state.scrollLeft;
    }
    // The side pane, or a smaller window, may have come over it.
    if (wasInView) reveal(active);
    paint();
  }

  function measureFonts(): void {
    metrics = measureGrid(layer, body, columns, rowCount);
    layer.style.setProperty('--row-height', `${metrics.rowHeight}px`);
    layer.style.setProperty('--header-height', `${metrics.headerHeight}px`);
    const saved = options.widths;
    widths = saved?.length === columns.length ? saved : metrics.firstWidths;
    layOut();
  }

  function findGeometry(): GridGeometry {
    const { rowHeight, headerHeight } = metrics;
    const gutterWidth = gutterNow();
    const cellsWidth = view.width - gutterWidth;
    const bodyHeight = view.height - headerHeight;
    return measureGeometry({ layout, rowCount, rowHeight, gutterWidth, cellsWidth, bodyHeight }, shown.pinnedCount);
  }

  /** Groups leave some of the screen to cells, however narrow it is. */
  function gutterNow(): number {
    if (groupWidth === undefined) return metrics.gutterWidth;
    return Math.max(metrics.gutterWidth, Math.min(groupWidth, Math.floor(view.width * WIDEST_GROUPS)));
  }

  function here(): ScrollPlace {
    return { offset: scroll.offset, scrollLeft: element.scrollLeft };
  }

  function sizeSpacer(): void {
    const gutterBefore = geometry.gutterWidth;
    geometry = findGeometry();
    if (geometry.gutterWidth !== gutterBefore) rows.forgetPlaces();
    layer.style.setProperty('--gutter-width', `${geometry.gutterWidth}px`);
    const scrollTop = scroll.resize(metrics.headerHeight + rowCount * metrics.rowHeight, view.height);
    layer.style.setProperty('--pinned-width', `${geometry.pinnedWidth}px`);
    spacer.style.height = `${scroll.spacerHeight}px`;
    spacer.style.width = `${Math.max(view.width, geometry.gutterWidth + totalWidth(layout))}px`;
    moveBar(scrollTop);
  }

  function schedule(): void {
    if (scheduled === 0) scheduled = requestAnimationFrame(paint);
  }

  /** Draws the place that it is scrolled to, or, while the cells there are on their way, the last one that has its own. */
  function paint(): void {
    cancelAnimationFrame(scheduled);
    clearTimeout(holdTimer);
    scheduled = 0;
    if (view.height === 0) return;
    const at = here();
    const now = performance.now();
    if (isFlying(at) && skippedFrames + 1 < FLIGHT_FRAMES && now - drawnAt < LONGEST_FLIGHT_MS) {
      skippedFrames += 1;
      options.onBusy(true);
      schedule();
      return;
    }
    skippedFrames = 0;
    const seen = windowAt(geometry, at);
    source.want(seen, isFlying(at) ? seen : windowAhead(at));
    const place = drawnPlace.choose(at, now, (passed) => source.has(windowAt(geometry, passed)));
    if (place === undefined) holdTimer = setTimeout(schedule, LONGEST_HOLD_MS);
    else {
      draw(place);
      drawnAt = now;
    }
    options.onBusy(!source.has(seen));
  }

  /** Whether nothing of what is drawn is on the screen any more: nobody can read what flies by so fast. */
  function isFlying({ offset }: ScrollPlace): boolean {
    return Math.abs(offset - drawn.offset) > geometry.bodyHeight;
  }

  /** What will be seen soon: more where it is going, less where it comes from. */
  function windowAhead(at: ScrollPlace): PlaceWindow {
    const isUpwards = at.offset < drawn.offset;
    const [above, below] = isUpwards ? [PREFETCHED_ROWS, KEPT_ROWS] : [KEPT_ROWS, PREFETCHED_ROWS];
    return windowAt(geometry, at, above, below);
  }

  function draw(place: ScrollPlace): void {
    drawn = place;
    const { offset, scrollLeft } = place;
    const { firstRow, rowCount: shownRows, firstColumn, columnCount } = windowAt(geometry, place);
    const scrolled = { first: firstColumn, last: firstColumn + columnCount };
    const { columns: shownColumns } = shown;
    const { pinnedCount, gutterWidth } = geometry;
    const { rowHeight } = metrics;
    const { active, ranges, sort, lines } = options.look();
    const activeColumn = active.row === HEADER_ROW ? active.column : undefined;
    header.paint({
      columns: shownColumns,
      scrolled,
      pinnedCount,
      layout,
      gutterWidth,
      scrollLeft,
      sort,
      activeColumn,
      isGrouped: lines !== undefined,
    });
    rows.paint({
      rows: { first: firstRow, last: firstRow + Math.max(0, shownRows) },
      scrolled,
      pinnedCount,
      layout,
      rowHeight,
      gutterWidth,
      offset,
      scrollLeft,
      active,
      ranges,
      lines,
      cell: (row, column) => source.cell(row, column),
      isNumber: (place) => isNumeric(shownColumns[place]?.type ?? 'string'),
    });
    options.onPaint();
  }

  function moveBar(scrollTop: number): void {
    if (Math.abs(element.scrollTop - scrollTop) >= 1) element.scrollTop = scrollTop;
    schedule();
  }

  function reveal(place: Place): void {
    const { offset, scrollLeft } = placeRevealing(geometry, here(), place);
    if (scrollLeft !== element.scrollLeft) element.scrollLeft = scrollLeft;
    if (offset !== scroll.offset) moveBar(scroll.moveTo(offset));
  }

  function setWidth(place: number, width: number): void {
    const column = shown.columns[place]?.index;
    if (column !== undefined) setWidths(widths.with(column, clampWidth(width)));
  }

  function setWidths(next: readonly number[]): void {
    widths = next;
    layOut();
    sizeSpacer();
    options.onChange();
  }

  function layOut(): void {
    layout = layOutColumns(shown.columns.map(({ index }) => widths[index] ?? 0));
    rows.forgetPlaces();
  }

  function setColumns(next: ShownColumns): void {
    shown = next;
    if (view.height === 0) return;
    layOut();
    sizeSpacer();
  }

  function setRowCount(count: number): void {
    const isLonger = formatCount(count).length > formatCount(rowCount).length;
    rowCount = count;
    emptyNote.hidden = count > 0;
    if (view.height === 0) return;
    if (isLonger) metrics = { ...metrics, gutterWidth: measureGutter(body, count) };
    sizeSpacer();
  }

  function setGroupWidth(width: number | undefined): void {
    groupWidth = width;
    if (view.height > 0) sizeSpacer();
  }

  function fitColumns(places: readonly number[]): void {
    const fitted = [...widths];
    for (const place of places) {
      const column = shown.columns[place];
      if (column !== undefined) fitted[column.index] = clampWidth(fittingWidth(place, column));
    }
    setWidths(fitted);
  }

  /** Where none of its cells has come, the first guess is better than the name's width. */
  function fittingWidth(place: number, { index, name }: ShownColumn): number {
    const firstSeen = Math.ceil(scroll.offset / metrics.rowHeight);
    const first = Math.max(0, firstSeen - PREFETCHED_ROWS);
    const last = Math.min(rowCount, first + Math.ceil(view.height / metrics.rowHeight) + 2 * PREFETCHED_ROWS);
    const elements = {
      cell: rows.elementAt({ row: firstSeen, column: place }) ?? body,
      header: header.elementAt(place) ?? header.element,
    };
    const span = { place, first, last };
    return measureColumn(elements, name, metrics.headerPadding, source, span) ?? metrics.firstWidths[index] ?? 0;
  }
}
