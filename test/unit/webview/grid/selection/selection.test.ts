import { describe, expect, it } from 'vitest';
import { placeAfterKey } from '../../../../../src/webview/grid/selection/keyboard';
import { combineRanges, isArea, separateAreas } from '../../../../../src/webview/grid/selection/cellRange';
import {
  addSelection,
  clampPlace,
  extendSelection,
  HEADER_ROW,
  rangeOf,
  rangesOf,
  selectAll,
  selectCell,
  selectColumn,
  selectRow,
  widenSelection,
} from '../../../../../src/webview/grid/selection/selection';

const size = { rowCount: 100, columnCount: 10 };
const range = (firstRow: number, lastRow: number, firstColumn: number, lastColumn: number) => ({
  firstRow,
  lastRow,
  firstColumn,
  lastColumn,
});

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

  it('is whole columns from the header, stretched along it', () => {
    const columns = extendSelection(selectColumn({ row: HEADER_ROW, column: 4 }), { row: HEADER_ROW, column: 2 });
    expect(rangeOf(columns, size)).toEqual({ firstRow: 0, lastRow: 99, firstColumn: 2, lastColumn: 4 });
  });

  it('widens to the rows or columns of what is selected', () => {
    const cells = extendSelection(selectCell({ row: 5, column: 5 }), { row: 6, column: 7 });
    expect(rangeOf(widenSelection(cells, 'rows'), size)).toEqual(range(5, 6, 0, 9));
    expect(rangeOf(widenSelection(cells, 'columns'), size)).toEqual(range(0, 99, 5, 7));
    const header = selectCell({ row: HEADER_ROW, column: 1 });
    expect(widenSelection(header, 'rows')).toBe(header);
  });

  it('keeps earlier ranges beside the one that is stretched', () => {
    const two = addSelection(selectCell({ row: 1, column: 1 }), selectCell({ row: 5, column: 1 }), size);
    const stretched = extendSelection(two, { row: 7, column: 2 });
    expect(rangesOf(stretched, size)).toEqual([range(1, 1, 1, 1), range(5, 7, 1, 2)]);
    expect(rangesOf(selectCell({ row: 0, column: 0 }), size)).toHaveLength(1);
  });

  it('adds whole rows to whole rows, and begins anew beside single cells', () => {
    const rows = addSelection(selectRow({ row: 1, column: 0 }), selectRow({ row: 4, column: 0 }), size);
    expect(rangesOf(rows, size)).toEqual([range(1, 1, 0, 9), range(4, 4, 0, 9)]);
    const column = addSelection(rows, selectColumn({ row: HEADER_ROW, column: 2 }), size);
    expect(rangesOf(column, size)).toEqual([range(0, 99, 2, 2)]);
  });

  it('stays in the grid', () => {
    expect(clampPlace({ row: 500, column: -3 }, size)).toEqual({ row: 99, column: 0 });
    expect(clampPlace({ row: 0, column: 0 }, { rowCount: 0, columnCount: 0 })).toEqual({ row: HEADER_ROW, column: 0 });
  });
});

describe('selected ranges', () => {
  it('are told to the host as rows and columns', () => {
    expect(combineRanges([range(2, 4, 1, 2)])).toEqual({ rows: [{ first: 2, count: 3 }], columns: [1, 2] });
  });

  it('of the same columns are more rows, in the order shown, each once', () => {
    expect(combineRanges([range(8, 9, 1, 1), range(2, 4, 1, 1), range(4, 5, 1, 1)])).toEqual({
      rows: [
        { first: 2, count: 4 },
        { first: 8, count: 2 },
      ],
      columns: [1],
    });
  });

  it('of the same rows are more columns', () => {
    expect(combineRanges([range(2, 4, 5, 6), range(2, 4, 1, 1)])).toEqual({
      rows: [{ first: 2, count: 3 }],
      columns: [1, 5, 6],
    });
  });

  it('of other rows and other columns make no table, nor do none', () => {
    expect(combineRanges([range(1, 1, 1, 1), range(2, 2, 2, 2)])).toBeUndefined();
    expect(combineRanges([])).toBeUndefined();
  });

  it('are told apart so that no cell stands in two areas', () => {
    expect(separateAreas([range(0, 9, 0, 2), range(5, 20, 2, 3)])).toEqual([
      { rows: [{ first: 0, count: 10 }], columns: [0, 1] },
      { rows: [{ first: 0, count: 21 }], columns: [2] },
      { rows: [{ first: 5, count: 16 }], columns: [3] },
    ]);
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
