import type { GridColumn } from '../../core/protocol/gridMessages';
import type { SortKey } from '../../core/results/sorting/sortRows';
import { formatCount } from '../../core/formatCount';
import { isNumeric } from '../../core/results/scalarType';
import type { CellSource } from './source/cellSource';
import type { ColumnHeader } from './header/columnHeader';
import { totalWidth, type ColumnLayout } from './columnLayout';
import { createColumnWidths } from './columnWidths';
import type { ScrollPlace } from './drawnPlace';
import { isInView, measureGeometry, type GridGeometry, placeRevealing, placeUnder, windowAt } from './gridGeometry';
import { measureColumn, measureGrid, measureGutter, type GridMetrics } from './gridMetrics';
import { createRowLayer, type RowFrame } from './lines/rowLayer';
import { createScrollFrames, PREFETCHED_ROWS } from './scrollFrames';
import { createScrollMap } from './scrollMap';
import { createViewportElements } from './viewportElements';
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
  /** Paints for the first time, without waiting for the browser to tell that the grid has its place on the page. */
  readonly layOut: () => void;
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

/** What is asked for before it is known how much is seen. */
const FIRST_ROWS = 48;
const FIRST_COLUMNS = 8;
/** The share of the screen that groups take at most. */
const WIDEST_GROUPS = 0.6;
const UNMEASURED: GridMetrics = { rowHeight: 0, headerHeight: 0, gutterWidth: 0, headerPadding: 0, firstWidths: [] };

export function createGridViewport(options: ViewportOptions): GridViewport {
  const { columns, source, header } = options;
  let { rowCount, shown } = options;
  const scroll = createScrollMap();
  const rows = createRowLayer();
  const widths = createColumnWidths(shown, options.widths, () => rows.forgetPlaces());
  let metrics = UNMEASURED;
  let { groupWidth } = options;
  let view = { width: 0, height: 0 };
  let geometry = findGeometry();
  const frames = createScrollFrames({
    source,
    geometry: () => (view.height === 0 ? undefined : geometry),
    here,
    draw,
    drawLines: (place, lines) => {
      rows.paintLines(frameAt(place, options.look()), lines);
      options.onPaint();
    },
    flightStep: () => rows.rowElements * metrics.rowHeight,
    requestFrame: (drawFrame) => requestAnimationFrame(drawFrame),
    cancelFrame: (frame) => cancelAnimationFrame(frame),
    onBusy: options.onBusy,
  });
  const { schedule, paint } = frames;

  const { element, spacer, layer, body, emptyNote } = createViewportElements(header.element, rows.element);
  emptyNote.hidden = rowCount > 0;
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
      return widths.layout;
    },
    get pageRows() {
      return Math.max(1, Math.floor(geometry.bodyHeight / metrics.rowHeight) - 1);
    },
    layOut: measureView,
    schedule,
    paint,
    reveal,
    placeAt: (clientX, clientY) => {
      const box = body.getBoundingClientRect();
      return placeUnder(geometry, frames.drawn, { x: clientX - box.left, y: clientY - box.top });
    },
    scrollBy: (left, top) => {
      element.scrollLeft += left;
      moveBar(scroll.moveTo(scroll.offset + top));
    },
    setWidth: (place, width) => changeWidths(() => widths.set(place, width)),
    setRowCount,
    setGroupWidth,
    setColumns,
    fitColumns: (places) => changeWidths(() => widths.fit(places, fittingWidth)),
    resetWidths: () => changeWidths(() => widths.reset()),
    elementAt: (place) => (place.row === HEADER_ROW ? header.elementAt(place.column) : rows.elementAt(place)),
    state: () => ({ widths: widths.all, offset: scroll.offset, scrollLeft: element.scrollLeft }),
    dispose: () => {
      observer.disconnect();
      frames.dispose();
    },
  };

  /** The first rows are on their way while the page is laid out. */
  function askForFirst(): void {
    const columnCount = Math.min(shown.columns.length, FIRST_COLUMNS);
    source.want({ firstRow: 0, rowCount: Math.min(rowCount, FIRST_ROWS), firstColumn: 0, columnCount });
  }

  function measureView(): void {
    const { clientWidth: width, clientHeight: height } = element;
    if (height === 0 || (width === view.width && height === view.height)) return;
    const isFirst = view.height === 0;
    const { active } = options.look();
    const wasInView = !isFirst && isInView(geometry, here(), active);
    if (isFirst) measureFonts();
    view = { width, height };
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
    widths.begin(metrics.firstWidths);
  }

  function findGeometry(): GridGeometry {
    const { rowHeight, headerHeight } = metrics;
    const gutterWidth = gutterNow();
    const cellsWidth = view.width - gutterWidth;
    const bodyHeight = view.height - headerHeight;
    const { layout } = widths;
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
    spacer.style.width = `${Math.max(view.width, geometry.gutterWidth + totalWidth(widths.layout))}px`;
    moveBar(scrollTop);
  }

  function draw(place: ScrollPlace): void {
    const look = options.look();
    const { active, lines, sort } = look;
    const frame = frameAt(place, look);
    const { scrolled, pinnedCount, layout, gutterWidth, scrollLeft } = frame;
    header.paint({
      columns: shown.columns,
      scrolled,
      pinnedCount,
      layout,
      gutterWidth,
      scrollLeft,
      sort,
      activeColumn: active.row === HEADER_ROW ? active.column : undefined,
      isGrouped: lines !== undefined,
    });
    rows.paint(frame);
    options.onPaint();
  }

  function frameAt(place: ScrollPlace, { active, ranges, lines }: GridLook): RowFrame {
    const { firstRow, rowCount: shownRows, firstColumn, columnCount } = windowAt(geometry, place);
    return {
      rows: { first: firstRow, last: firstRow + Math.max(0, shownRows) },
      scrolled: { first: firstColumn, last: firstColumn + columnCount },
      pinnedCount: geometry.pinnedCount,
      layout: widths.layout,
      rowHeight: metrics.rowHeight,
      gutterWidth: geometry.gutterWidth,
      offset: place.offset,
      scrollLeft: place.scrollLeft,
      active,
      ranges,
      lines,
      cell: (row, column) => source.cell(row, column),
      isNumber: (column) => isNumeric(shown.columns[column]?.type ?? 'string'),
    };
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

  function changeWidths(change: () => void): void {
    change();
    sizeSpacer();
    options.onChange();
  }

  function setColumns(next: ShownColumns): void {
    shown = next;
    widths.arrange(next);
    if (view.height > 0) sizeSpacer();
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

  /** @returns undefined where none of its cells has come: the first guess is better than the name's width */
  function fittingWidth(place: number, { name }: ShownColumn): number | undefined {
    const firstSeen = Math.ceil(scroll.offset / metrics.rowHeight);
    const first = Math.max(0, firstSeen - PREFETCHED_ROWS);
    const last = Math.min(rowCount, first + Math.ceil(view.height / metrics.rowHeight) + 2 * PREFETCHED_ROWS);
    const elements = {
      cell: rows.elementAt({ row: firstSeen, column: place }) ?? body,
      header: header.elementAt(place) ?? header.element,
    };
    const span = { place, first, last };
    return measureColumn(elements, name, metrics.headerPadding, source, span);
  }
}
