import type { GridColumn } from '../../core/protocol/gridMessages';
import type { CellWindow } from '../../core/results/resultView';
import type { SortKey } from '../../core/results/sortRows';
import { isNumeric } from '../../core/results/scalarType';
import { createElement } from '../createElement';
import { formatCount } from '../../core/formatCount';
import { textOfCell } from './cellFace';
import type { CellSource } from './cellSource';
import type { ColumnHeader } from './columnHeader';
import {
  clampWidth,
  columnAt,
  columnsBetween,
  fittingPins,
  layOutColumns,
  totalWidth,
  type ColumnLayout,
} from './columnLayout';
import { createDrawnPlace, LONGEST_HOLD_MS, type ScrollPlace } from './drawnPlace';
import { createRowLayer } from './rowLayer';
import { createScrollMap } from './scrollMap';
import type { CellRange, Place } from './cellRange';
import { HEADER_ROW } from './selection';
import type { ShownColumns } from './shownColumn';
import { measureTextOf } from './textMeasure';

/** What the grid looks like apart from where it is scrolled to. */
export interface GridLook {
  readonly active: Place;
  readonly ranges: readonly CellRange[];
  readonly sort: readonly SortKey[];
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
const CELL_PADDING = 19;
const HEADER_PADDING = 34;
const WIDEST_FIRST_COLUMN = 420;
const LINE_HEIGHT = 1.7;
const HEADER_LINE_HEIGHT = 2;

export function createGridViewport(options: ViewportOptions): GridViewport {
  const { columns, source, header } = options;
  let { rowCount, shown } = options;
  let widths: readonly number[] = [];
  let firstWidths: readonly number[] = [];
  const scroll = createScrollMap();
  const rows = createRowLayer();
  let layout = layOutColumns([]);
  let rowHeight = 0;
  let headerHeight = 0;
  let gutterWidth = 0;
  let view = { width: 0, height: 0 };
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
      return Math.max(1, Math.floor(bodyHeight() / rowHeight) - 1);
    },
    schedule,
    paint,
    reveal,
    placeAt,
    scrollBy: (left, top) => {
      element.scrollLeft += left;
      moveBar(scroll.moveTo(scroll.offset + top));
    },
    setWidth,
    setRowCount,
    setColumns,
    fitColumns,
    resetWidths: () => setWidths(firstWidths),
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
    if (isFirst) measureFonts();
    const { active } = options.look();
    const wasInView = !isFirst && isInView(active);
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
    const cellProbe = createElement('div', { className: 'cell' });
    const headerProbe = createElement('div', { className: 'column' });
    // Cells have the editor's font, headers the interface's: each is measured where it is drawn.
    body.append(cellProbe);
    layer.append(headerProbe);
    const cellText = measureTextOf(cellProbe);
    const headerText = measureTextOf(headerProbe);
    rowHeight = Math.round(cellText.fontSize * LINE_HEIGHT);
    headerHeight = Math.round(headerText.fontSize * HEADER_LINE_HEIGHT);
    gutterWidth = Math.ceil(cellText.width(formatCount(Math.max(rowCount, 100)))) + CELL_PADDING;
    cellProbe.remove();
    headerProbe.remove();
    layer.style.setProperty('--row-height', `${rowHeight}px`);
    layer.style.setProperty('--header-height', `${headerHeight}px`);
    layer.style.setProperty('--gutter-width', `${gutterWidth}px`);
    const characterWidth = cellText.width('0');
    const firstWidth = ({ name, characters }: GridColumn) =>
      Math.min(
        WIDEST_FIRST_COLUMN,
        Math.max(headerText.width(name) + HEADER_PADDING, characters * characterWidth + CELL_PADDING),
      );
    const saved = options.widths;
    firstWidths = columns.map(firstWidth);
    widths = saved?.length === columns.length ? saved : firstWidths;
    layOut();
  }

  function sizeSpacer(): void {
    const scrollTop = scroll.resize(headerHeight + rowCount * rowHeight, view.height);
    layer.style.setProperty('--pinned-width', `${pinnedWidth()}px`);
    spacer.style.height = `${scroll.spacerHeight}px`;
    spacer.style.width = `${Math.max(view.width, gutterWidth + totalWidth(layout))}px`;
    moveBar(scrollTop);
  }

  function bodyHeight(): number {
    return view.height - headerHeight;
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
    const here = { offset: scroll.offset, scrollLeft: element.scrollLeft };
    const now = performance.now();
    if (isFlying(here) && skippedFrames + 1 < FLIGHT_FRAMES && now - drawnAt < LONGEST_FLIGHT_MS) {
      skippedFrames += 1;
      options.onBusy(true);
      schedule();
      return;
    }
    skippedFrames = 0;
    const seen = windowAt(here);
    source.want(seen, isFlying(here) ? seen : windowAhead(here));
    const place = drawnPlace.choose(here, now, (passed) => source.has(windowAt(passed)));
    if (place === undefined) holdTimer = setTimeout(schedule, LONGEST_HOLD_MS);
    else {
      draw(place);
      drawnAt = now;
    }
    options.onBusy(!source.has(seen));
  }

  /** Whether nothing of what is drawn is on the screen any more: nobody can read what flies by so fast. */
  function isFlying({ offset }: ScrollPlace): boolean {
    return Math.abs(offset - drawn.offset) > bodyHeight();
  }

  function windowAt({ offset, scrollLeft }: ScrollPlace, above = 0, below = 0): CellWindow {
    const firstRow = Math.max(0, Math.floor(offset / rowHeight) - above);
    const lastRow = Math.min(rowCount, Math.ceil((offset + bodyHeight()) / rowHeight) + below);
    const { first, last } = columnsBetween(layout, scrollLeft + pinnedWidth(), scrollLeft + view.width - gutterWidth);
    const firstColumn = Math.max(first, pins());
    return { firstRow, rowCount: lastRow - firstRow, firstColumn, columnCount: Math.max(0, last - firstColumn) };
  }

  /** What will be seen soon: more where it is going, less where it comes from. */
  function windowAhead(here: ScrollPlace): CellWindow {
    const isUpwards = here.offset < drawn.offset;
    return windowAt(here, isUpwards ? PREFETCHED_ROWS : KEPT_ROWS, isUpwards ? KEPT_ROWS : PREFETCHED_ROWS);
  }

  function draw(place: ScrollPlace): void {
    drawn = place;
    const { offset, scrollLeft } = place;
    const { firstRow, rowCount: shownRows, firstColumn, columnCount } = windowAt(place);
    const scrolled = { first: firstColumn, last: firstColumn + columnCount };
    const { columns: shownColumns } = shown;
    const pinnedCount = pins();
    const { active, ranges, sort } = options.look();
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
      cell: (row, column) => source.cell(row, column),
      isNumber: (place) => isNumeric(shownColumns[place]?.type ?? 'string'),
    });
    options.onPaint();
  }

  function moveBar(scrollTop: number): void {
    if (Math.abs(element.scrollTop - scrollTop) >= 1) element.scrollTop = scrollTop;
    schedule();
  }

  function isInView({ row, column }: Place): boolean {
    const left = (layout.edges[column] ?? 0) - (column < pins() ? 0 : element.scrollLeft);
    const top = row * rowHeight - scroll.offset;
    const isInHeight = row === HEADER_ROW || (top >= 0 && top < bodyHeight());
    return isInHeight && left >= (column < pins() ? 0 : pinnedWidth()) && left < view.width - gutterWidth;
  }

  function reveal({ row, column }: Place): void {
    if (column >= pins()) revealSideways(column);
    if (row === HEADER_ROW) return;
    const top = row * rowHeight;
    if (top < scroll.offset) moveBar(scroll.moveTo(top));
    else if (top + rowHeight > scroll.offset + bodyHeight()) moveBar(scroll.moveTo(top + rowHeight - bodyHeight()));
  }

  function revealSideways(column: number): void {
    const left = layout.edges[column] ?? 0;
    const right = layout.edges[column + 1] ?? left;
    const seenWidth = view.width - gutterWidth;
    if (left < element.scrollLeft + pinnedWidth() || right - left > seenWidth - pinnedWidth()) {
      element.scrollLeft = left - pinnedWidth();
    } else if (right > element.scrollLeft + seenWidth) element.scrollLeft = right - seenWidth;
  }

  /** How many columns are pinned while the view is so narrow. */
  function pins(): number {
    return fittingPins(layout, shown.pinnedCount, view.width - gutterWidth);
  }

  function pinnedWidth(): number {
    return layout.edges[pins()] ?? 0;
  }

  function placeAt(clientX: number, clientY: number): { place: Place; isGutter: boolean } {
    const box = body.getBoundingClientRect();
    const row = Math.floor((drawn.offset + clientY - box.top) / rowHeight);
    const left = clientX - box.left - gutterWidth;
    const place = {
      row: Math.min(Math.max(0, row), rowCount - 1),
      column: columnAt(layout, left < pinnedWidth() ? left : drawn.scrollLeft + left),
    };
    return { place, isGutter: left < 0 };
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
    rowCount = count;
    emptyNote.hidden = count > 0;
    if (view.height > 0) sizeSpacer();
  }

  function fitColumns(places: readonly number[]): void {
    const first = Math.max(0, Math.floor(scroll.offset / rowHeight) - PREFETCHED_ROWS);
    const last = Math.min(rowCount, first + Math.ceil(view.height / rowHeight) + 2 * PREFETCHED_ROWS);
    const fitted = [...widths];
    for (const place of places) {
      const column = shown.columns[place];
      if (column !== undefined) fitted[column.index] = clampWidth(fittingWidth(place, column.name, first, last));
    }
    setWidths(fitted);
  }

  function fittingWidth(place: number, name: string, first: number, last: number): number {
    const cellText = measureTextOf(
      rows.elementAt({ row: Math.ceil(scroll.offset / rowHeight), column: place }) ?? body,
    );
    const headerText = measureTextOf(header.elementAt(place) ?? header.element);
    let width = headerText.width(name) + HEADER_PADDING;
    let isKnown = false;
    for (let row = first; row < last; row += 1) {
      const cell = source.cell(row, place);
      if (cell === undefined) continue;
      isKnown = true;
      width = Math.max(width, cellText.width(textOfCell(cell)) + CELL_PADDING);
    }
    // None of its cells has come: the first guess is better than the name's width.
    return isKnown ? width : (firstWidths[shown.columns[place]?.index ?? 0] ?? width);
  }
}
