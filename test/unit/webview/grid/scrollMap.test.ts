import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createScrollMap, TALLEST_SPACER } from '../../../../src/webview/grid/scrollMap';

const VIEW = 800;

describe('scrolling a grid that fits into a scroll bar', () => {
  it('follows the bar pixel by pixel', () => {
    const map = createScrollMap();
    map.resize(100_000, VIEW);
    expect(map.spacerHeight).toBe(100_000);
    map.follow(12_345);
    expect(map.offset).toBe(12_345);
  });

  it('stays within its ends', () => {
    const map = createScrollMap();
    map.resize(1000, VIEW);
    expect(map.moveTo(5000)).toBe(200);
    expect(map.moveTo(-5)).toBe(0);
    map.resize(300, VIEW);
    expect([map.offset, map.spacerHeight]).toEqual([0, VIEW]);
  });
});

describe('scrolling a grid that is taller than a scroll bar can be', () => {
  const HEIGHT = 50_000_000;
  const END = HEIGHT - VIEW;

  it('maps jumps of the bar by the scale and reaches both ends', () => {
    const map = createScrollMap();
    map.resize(HEIGHT, VIEW);
    expect(map.spacerHeight).toBe(TALLEST_SPACER);
    map.follow(TALLEST_SPACER - VIEW);
    expect(map.offset).toBe(END);
    map.follow((TALLEST_SPACER - VIEW) / 2);
    expect(map.offset).toBeCloseTo(END / 2, 3);
    map.follow(0);
    expect(map.offset).toBe(0);
  });

  it('takes small steps as they are, and puts the bar right afterwards', () => {
    const map = createScrollMap();
    map.resize(HEIGHT, VIEW);
    map.follow(5_000_000);
    const before = map.offset;
    map.follow(5_000_100);
    expect(map.offset).toBe(before + 100);
    const bar = map.settle();
    map.follow(bar);
    expect(map.offset).toBe(before + 100);
  });

  it('never leaves the grid, whatever the bar does', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: TALLEST_SPACER - VIEW, noNaN: true })), (positions) => {
        const map = createScrollMap();
        map.resize(HEIGHT, VIEW);
        for (const position of positions) {
          map.follow(position);
          expect(map.offset).toBeGreaterThanOrEqual(0);
          expect(map.offset).toBeLessThanOrEqual(END);
        }
      }),
    );
  });
});
