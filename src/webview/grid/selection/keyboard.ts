import type { Place } from './cellRange';
import { HEADER_ROW, type GridSize } from './selection';

/** The part of a keyboard event that moves about a grid. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/**
 * Where a key leads from a place, or undefined for a key that does not move. Arrows, PageUp and PageDown, Home and End
 * in the row, with Ctrl (or Cmd) to the first and last cell and to the edges.
 * @param pageRows how many whole rows are on the screen
 */
export function placeAfterKey(press: KeyPress, from: Place, size: GridSize, pageRows: number): Place | undefined {
  const isFar = press.ctrlKey || press.metaKey;
  const lastRow = size.rowCount - 1;
  const lastColumn = size.columnCount - 1;
  const firstRow = Math.min(0, lastRow);
  switch (press.key) {
    case 'ArrowUp':
      return { ...from, row: isFar ? firstRow : Math.max(HEADER_ROW, from.row - 1) };
    case 'ArrowDown':
      return { ...from, row: isFar ? lastRow : Math.min(lastRow, from.row + 1) };
    case 'ArrowLeft':
      return { ...from, column: isFar ? 0 : Math.max(0, from.column - 1) };
    case 'ArrowRight':
      return { ...from, column: isFar ? lastColumn : Math.min(lastColumn, from.column + 1) };
    case 'PageUp':
      return { ...from, row: Math.max(firstRow, from.row - pageRows) };
    case 'PageDown':
      return { ...from, row: Math.min(lastRow, from.row + pageRows) };
    case 'Home':
      return { row: isFar ? firstRow : from.row, column: 0 };
    case 'End':
      return { row: isFar ? lastRow : from.row, column: lastColumn };
    default:
      return undefined;
  }
}
