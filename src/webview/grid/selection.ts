import type { GridSelection } from '../../core/protocol/gridMessages';

/** A cell's place; row -1 is the header. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

export const HEADER_ROW = -1;

/** What is selected: all between `anchor` and `active` (which has the focus), over whole rows or columns where it says so. */
export interface Selection {
  readonly active: Place;
  readonly anchor: Place;
  readonly span: 'cells' | 'rows' | 'all';
}

/** Both ends belong to it. */
export interface CellRange {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

export interface GridSize {
  readonly rowCount: number;
  readonly columnCount: number;
}

export function selectCell(place: Place): Selection {
  return { active: place, anchor: place, span: 'cells' };
}

/** Stretches the selection to a place; out of the header a new one begins. */
export function extendSelection(selection: Selection, place: Place): Selection {
  if (place.row === HEADER_ROW || selection.anchor.row === HEADER_ROW) return selectCell(place);
  return { ...selection, active: place, span: selection.span === 'rows' ? 'rows' : 'cells' };
}

export function selectRow(place: Place): Selection {
  return { active: place, anchor: place, span: 'rows' };
}

export function selectAll(selection: Selection): Selection {
  return { ...selection, span: 'all' };
}

/** The selected cells; undefined in an empty grid and while the focus is in the header. */
export function rangeOf({ active, anchor, span }: Selection, size: GridSize): CellRange | undefined {
  if (size.rowCount === 0 || size.columnCount === 0) return undefined;
  if (span === 'all')
    return { firstRow: 0, lastRow: size.rowCount - 1, firstColumn: 0, lastColumn: size.columnCount - 1 };
  if (active.row === HEADER_ROW) return undefined;
  const isRows = span === 'rows';
  return {
    firstRow: Math.min(active.row, anchor.row),
    lastRow: Math.max(active.row, anchor.row),
    firstColumn: isRows ? 0 : Math.min(active.column, anchor.column),
    lastColumn: isRows ? size.columnCount - 1 : Math.max(active.column, anchor.column),
  };
}

/** True for a selection of more than one cell, which is shown as an area. */
export function isArea(range: CellRange): boolean {
  return range.firstRow !== range.lastRow || range.firstColumn !== range.lastColumn;
}

/** Whether a place is within a range. */
export function holdsPlace(range: CellRange, { row, column }: Place): boolean {
  return range.firstRow <= row && row <= range.lastRow && range.firstColumn <= column && column <= range.lastColumn;
}

/** The range as the host is told of it. */
export function toGridSelection(range: CellRange): GridSelection {
  const columns = Array.from({ length: range.lastColumn - range.firstColumn + 1 }, (_, at) => range.firstColumn + at);
  return { rows: { first: range.firstRow, count: range.lastRow - range.firstRow + 1 }, columns };
}

/** The nearest place that exists in a grid of this size. */
export function clampPlace(place: Place, size: GridSize): Place {
  return {
    row: Math.min(Math.max(HEADER_ROW, place.row), size.rowCount - 1),
    column: Math.min(Math.max(0, place.column), Math.max(0, size.columnCount - 1)),
  };
}
