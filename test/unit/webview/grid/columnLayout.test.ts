import { describe, expect, it } from 'vitest';
import {
  columnAt,
  clampWidth,
  columnsBetween,
  fittingPins,
  layOutColumns,
  NARROWEST_COLUMN,
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

  it('are pinned as far as they leave room for others', () => {
    expect(fittingPins(layout, 2, 1000)).toBe(2);
    expect(fittingPins(layout, 2, 200)).toBe(1);
    expect(fittingPins(layout, 3, 100)).toBe(0);
    expect(fittingPins(layout, 0, 1000)).toBe(0);
  });

  it('stay within sensible widths', () => {
    expect(layOutColumns([100, -20, 1e9]).widths).toEqual([100, NARROWEST_COLUMN, WIDEST_COLUMN]);
    expect(clampWidth(99.6)).toBe(100);
  });
});
