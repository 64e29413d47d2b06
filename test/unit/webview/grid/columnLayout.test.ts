import { describe, expect, it } from 'vitest';
import {
  columnAt,
  columnsBetween,
  layOutColumns,
  NARROWEST_COLUMN,
  resizeColumn,
  totalWidth,
  WIDEST_COLUMN,
} from '../../../../src/webview/grid/columnLayout';

describe('columns side by side', () => {
  const layout = layOutColumns([100, 50, 200]);

  it('begin where the one before ends', () => {
    expect(layout.edges).toEqual([0, 100, 150, 350]);
    expect(totalWidth(layout)).toBe(350);
  });

  it.each([
    [-5, 0],
    [0, 0],
    [99, 0],
    [100, 1],
    [149, 1],
    [349, 2],
    [9999, 2],
  ])('are found by a place: %i px is in column %i', (left, column) => expect(columnAt(layout, left)).toBe(column));

  it('are seen where any part of them is', () => {
    expect(columnsBetween(layout, 99, 101)).toEqual({ first: 0, last: 2 });
    expect(columnsBetween(layout, 100, 150)).toEqual({ first: 1, last: 2 });
    expect(columnsBetween(layOutColumns([]), 0, 500)).toEqual({ first: 0, last: 0 });
  });

  it('stay within sensible widths', () => {
    expect(resizeColumn(layout, 1, -20).widths).toEqual([100, NARROWEST_COLUMN, 200]);
    expect(resizeColumn(layout, 1, 1e9).widths).toEqual([100, WIDEST_COLUMN, 200]);
  });
});
