import type { CellRange, Place } from './cellRange';

export const HEADER_ROW = -1;

/**
 * What is selected: all between `anchor` and `active` (which has the focus), over whole rows or columns where it says
 * so, and the ranges that were selected before it and kept.
 */
export interface Selection {
  readonly active: Place;
  readonly anchor: Place;
  readonly span: 'cells' | 'rows' | 'columns' | 'all';
  readonly earlier: readonly CellRange[];
}

export interface GridSize {
  readonly rowCount: number;
  readonly columnCount: number;
}

export function selectCell(place: Place): Selection {
  return { active: place, anchor: place, span: 'cells', earlier: [] };
}

/** Stretches the selection to a place; out of the header a new one begins, unless whole columns are selected. */
export function extendSelection(selection: Selection, place: Place): Selection {
  if (selection.span === 'columns') return { ...selection, active: place };
  if (place.row === HEADER_ROW || selection.anchor.row === HEADER_ROW) return selectCell(place);
  return { ...selection, active: place, span: selection.span === 'rows' ? 'rows' : 'cells' };
}

export function selectRow(place: Place): Selection {
  return { active: place, anchor: place, span: 'rows', earlier: [] };
}

export function selectColumn(place: Place): Selection {
  return { active: place, anchor: place, span: 'columns', earlier: [] };
}

export function selectAll(selection: Selection): Selection {
  return { ...selection, span: 'all', earlier: [] };
}

/** The rows or columns of what is selected, whole. */
export function widenSelection(selection: Selection, span: 'rows' | 'columns'): Selection {
  if (selection.active.row === HEADER_ROW && span === 'rows') return selection;
  return { ...selection, span };
}

/** A new selection beside what is selected. Whole rows and columns are added to their like only. */
export function addSelection(selection: Selection, next: Selection, size: GridSize): Selection {
  const isAlike = next.span === 'cells' || next.span === selection.span;
  return { ...next, earlier: isAlike ? rangesOf(selection, size) : [] };
}

/** The range that the next step stretches; undefined in an empty grid and while the focus is in the header. */
export function rangeOf({ active, anchor, span }: Selection, size: GridSize): CellRange | undefined {
  if (size.rowCount === 0 || size.columnCount === 0) return undefined;
  const isAllColumns = span === 'all' || span === 'rows';
  const isAllRows = span === 'all' || span === 'columns';
  if (active.row === HEADER_ROW && !isAllRows) return undefined;
  return {
    firstRow: isAllRows ? 0 : Math.min(active.row, anchor.row),
    lastRow: isAllRows ? size.rowCount - 1 : Math.max(active.row, anchor.row),
    firstColumn: isAllColumns ? 0 : Math.min(active.column, anchor.column),
    lastColumn: isAllColumns ? size.columnCount - 1 : Math.max(active.column, anchor.column),
  };
}

/** All selected ranges, the one that the next step stretches last. */
export function rangesOf(selection: Selection, size: GridSize): readonly CellRange[] {
  const last = rangeOf(selection, size);
  return last === undefined ? selection.earlier : [...selection.earlier, last];
}

/** The nearest place that exists in a grid of this size. */
export function clampPlace(place: Place, size: GridSize): Place {
  return {
    row: Math.min(Math.max(HEADER_ROW, place.row), size.rowCount - 1),
    column: Math.min(Math.max(0, place.column), Math.max(0, size.columnCount - 1)),
  };
}
