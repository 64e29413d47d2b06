import type { PlaceWindow } from './source/cells';
import type { Place } from './selection/cellRange';
import { columnAt, columnsBetween, fittingPins, type ColumnLayout } from './columnLayout';
import type { ScrollPlace } from './drawnPlace';
import { HEADER_ROW } from './selection/selection';

/** By what places in a grid are found on its screen; lengths in pixels. */
export interface GridGeometry {
  readonly layout: ColumnLayout;
  readonly rowCount: number;
  readonly rowHeight: number;
  /** The room for row numbers at the left. */
  readonly gutterWidth: number;
  /** Of the screen beside the row numbers. */
  readonly cellsWidth: number;
  /** Of the screen below the header. */
  readonly bodyHeight: number;
  /** So many of the first columns stay in place, as far as there is room. */
  readonly pinnedCount: number;
  readonly pinnedWidth: number;
}

/** @param pinnedCount how many columns the user pinned; fewer are while the view is narrow */
export function measureGeometry(
  size: Omit<GridGeometry, 'pinnedCount' | 'pinnedWidth'>,
  pinnedCount: number,
): GridGeometry {
  const pins = fittingPins(size.layout, pinnedCount, size.cellsWidth);
  return { ...size, pinnedCount: pins, pinnedWidth: size.layout.edges[pins] ?? 0 };
}

/** The cells on the screen, apart from pinned ones, with so many rows more `above` and `below`. */
export function windowAt(
  { layout, rowCount, rowHeight, cellsWidth, bodyHeight, pinnedCount, pinnedWidth }: GridGeometry,
  { offset, scrollLeft }: ScrollPlace,
  above = 0,
  below = 0,
): PlaceWindow {
  const firstRow = Math.max(0, Math.floor(offset / rowHeight) - above);
  const lastRow = Math.min(rowCount, Math.ceil((offset + bodyHeight) / rowHeight) + below);
  const { first, last } = columnsBetween(layout, scrollLeft + pinnedWidth, scrollLeft + cellsWidth);
  const firstColumn = Math.max(first, pinnedCount);
  return { firstRow, rowCount: lastRow - firstRow, firstColumn, columnCount: Math.max(0, last - firstColumn) };
}

/** Whether the left upper corner of a cell is on the screen. */
export function isInView(geometry: GridGeometry, at: ScrollPlace, { row, column }: Place): boolean {
  const { layout, rowHeight, bodyHeight, cellsWidth, pinnedCount, pinnedWidth } = geometry;
  const isPinned = column < pinnedCount;
  const left = (layout.edges[column] ?? 0) - (isPinned ? 0 : at.scrollLeft);
  const top = row * rowHeight - at.offset;
  const isInHeight = row === HEADER_ROW || (top >= 0 && top < bodyHeight);
  return isInHeight && left >= (isPinned ? 0 : pinnedWidth) && left < cellsWidth;
}

/** Where to scroll to, by as little as can be, so that a cell is on the screen whole. */
export function placeRevealing(geometry: GridGeometry, at: ScrollPlace, { row, column }: Place): ScrollPlace {
  return {
    offset: row === HEADER_ROW ? at.offset : offsetRevealing(geometry, at.offset, row),
    scrollLeft: column < geometry.pinnedCount ? at.scrollLeft : scrollLeftRevealing(geometry, at.scrollLeft, column),
  };
}

function offsetRevealing({ rowHeight, bodyHeight }: GridGeometry, offset: number, row: number): number {
  const top = row * rowHeight;
  if (top < offset) return top;
  return top + rowHeight > offset + bodyHeight ? top + rowHeight - bodyHeight : offset;
}

function scrollLeftRevealing(
  { layout, cellsWidth, pinnedWidth }: GridGeometry,
  scrollLeft: number,
  column: number,
): number {
  const left = layout.edges[column] ?? 0;
  const right = layout.edges[column + 1] ?? left;
  if (left < scrollLeft + pinnedWidth || right - left > cellsWidth - pinnedWidth) return left - pinnedWidth;
  return right > scrollLeft + cellsWidth ? right - cellsWidth : scrollLeft;
}

/** The cell under a point, `x` and `y` from the left upper corner of the body; the nearest one beside the cells. */
export function placeUnder(
  { layout, rowCount, rowHeight, gutterWidth, pinnedWidth }: GridGeometry,
  drawn: ScrollPlace,
  { x, y }: { readonly x: number; readonly y: number },
): { readonly place: Place; readonly isGutter: boolean } {
  const row = Math.floor((drawn.offset + y) / rowHeight);
  const left = x - gutterWidth;
  const place = {
    row: Math.min(Math.max(0, row), rowCount - 1),
    column: columnAt(layout, left < pinnedWidth ? left : drawn.scrollLeft + left),
  };
  return { place, isGutter: left < 0 };
}
