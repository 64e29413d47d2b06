import { describe, expect, it } from 'vitest';
import { placeAfterKey } from '../../../../src/webview/grid/keyboard';
import {
  clampPlace,
  extendSelection,
  HEADER_ROW,
  isArea,
  rangeOf,
  selectAll,
  selectCell,
  selectRow,
  toGridSelection,
} from '../../../../src/webview/grid/selection';

const size = { rowCount: 100, columnCount: 10 };

describe('a selection', () => {
  it('is one cell after a click', () => {
    const range = rangeOf(selectCell({ row: 3, column: 4 }), size);
    expect(range).toEqual({ firstRow: 3, lastRow: 3, firstColumn: 4, lastColumn: 4 });
    expect(range !== undefined && isArea(range)).toBe(false);
  });

  it('is a rectangle between where it began and where it was stretched to, in any direction', () => {
    const selection = extendSelection(selectCell({ row: 5, column: 5 }), { row: 2, column: 7 });
    expect(rangeOf(selection, size)).toEqual({ firstRow: 2, lastRow: 5, firstColumn: 5, lastColumn: 7 });
  });

  it('is whole rows when it began at a row number', () => {
    const rows = extendSelection(selectRow({ row: 5, column: 3 }), { row: 7, column: 3 });
    expect(rangeOf(rows, size)).toEqual({ firstRow: 5, lastRow: 7, firstColumn: 0, lastColumn: 9 });
  });

  it('is everything after select all, and nothing in the header or an empty grid', () => {
    const cell = selectCell({ row: HEADER_ROW, column: 1 });
    expect(rangeOf(selectAll(cell), size)).toEqual({ firstRow: 0, lastRow: 99, firstColumn: 0, lastColumn: 9 });
    expect(rangeOf(cell, size)).toBeUndefined();
    expect(rangeOf(selectAll(cell), { rowCount: 0, columnCount: 3 })).toBeUndefined();
  });

  it('begins anew out of the header', () => {
    const selection = extendSelection(selectCell({ row: HEADER_ROW, column: 1 }), { row: 0, column: 1 });
    expect(selection).toEqual(selectCell({ row: 0, column: 1 }));
  });

  it('is told to the host as rows and columns', () => {
    expect(toGridSelection({ firstRow: 2, lastRow: 4, firstColumn: 1, lastColumn: 2 })).toEqual({
      rows: { first: 2, count: 3 },
      columns: [1, 2],
    });
  });

  it('stays in the grid', () => {
    expect(clampPlace({ row: 500, column: -3 }, size)).toEqual({ row: 99, column: 0 });
    expect(clampPlace({ row: 0, column: 0 }, { rowCount: 0, columnCount: 0 })).toEqual({ row: HEADER_ROW, column: 0 });
  });
});

describe('a key', () => {
  const from = { row: 50, column: 5 };
  const press = (key: string, ctrlKey = false, place = from) =>
    placeAfterKey({ key, ctrlKey, metaKey: false }, place, size, 20);

  it.each([
    ['ArrowUp', false, 49, 5],
    ['ArrowDown', false, 51, 5],
    ['ArrowLeft', false, 50, 4],
    ['ArrowRight', false, 50, 6],
    ['PageUp', false, 30, 5],
    ['PageDown', false, 70, 5],
    ['Home', false, 50, 0],
    ['End', false, 50, 9],
    ['Home', true, 0, 0],
    ['End', true, 99, 9],
    ['ArrowUp', true, 0, 5],
    ['ArrowDown', true, 99, 5],
    ['ArrowLeft', true, 50, 0],
    ['ArrowRight', true, 50, 9],
  ])('%s (with Ctrl: %s) leads to row %i, column %i', (key, ctrlKey, row, column) =>
    expect(press(key, ctrlKey)).toEqual({ row, column }),
  );

  it('leads from the first row into the header and no further', () => {
    expect(press('ArrowUp', false, { row: 0, column: 2 })).toEqual({ row: HEADER_ROW, column: 2 });
    expect(press('ArrowUp', false, { row: HEADER_ROW, column: 2 })).toEqual({ row: HEADER_ROW, column: 2 });
  });

  it('that does not move leads nowhere', () => expect(press('x')).toBeUndefined());
});
