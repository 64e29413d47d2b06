import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  arrangeAsReceived,
  fitsColumns,
  hideColumn,
  moveColumn,
  orderedColumns,
  pinnedCount,
  setPinned,
  showColumn,
  shownColumns,
} from '../../../../src/webview/grid/columnArrangement';

const received = arrangeAsReceived(5);

describe('an arrangement of columns', () => {
  it('shows all as received at first', () => expect(shownColumns(received)).toEqual([0, 1, 2, 3, 4]));

  it('moves a column to the left and to the right', () => {
    expect(shownColumns(moveColumn(received, 3, 1))).toEqual([0, 3, 1, 2, 4]);
    expect(shownColumns(moveColumn(received, 1, 3))).toEqual([0, 2, 3, 1, 4]);
    expect(shownColumns(moveColumn(received, 1, 99))).toEqual([0, 2, 3, 4, 1]);
    expect(moveColumn(received, 0, -1)).toBe(received);
  });

  it('hides and shows a column again at its place, and keeps the last one', () => {
    const without = hideColumn(hideColumn(received, 1), 2);
    expect(shownColumns(without)).toEqual([0, 3, 4]);
    expect(shownColumns(showColumn(without, 2))).toEqual([0, 2, 3, 4]);
    const one = arrangeAsReceived(1);
    expect(hideColumn(one, 0)).toBe(one);
    expect(moveColumn(without, 1, 0)).toBe(without);
  });

  it('keeps pinned columns left of the others, whatever moves', () => {
    const pinned = setPinned(setPinned(received, 3, true), 1, true);
    expect(shownColumns(pinned)).toEqual([1, 3, 0, 2, 4]);
    expect(pinnedCount(pinned)).toBe(2);
    expect(shownColumns(moveColumn(pinned, 4, 0))).toEqual([1, 3, 4, 0, 2]);
    expect(shownColumns(moveColumn(pinned, 1, 4))).toEqual([3, 1, 0, 2, 4]);
    expect(pinnedCount(hideColumn(pinned, 3))).toBe(1);
    expect(shownColumns(setPinned(pinned, 3, false))).toEqual([1, 0, 2, 3, 4]);
  });

  it('saves all columns in the order shown, hidden ones too', () => {
    const arrangement = setPinned(hideColumn(moveColumn(received, 0, 4), 2), 4, true);
    expect(orderedColumns(arrangement)).toEqual([4, 1, 2, 3, 0]);
  });

  it('has each column once, whatever was done', () => {
    const column = fc.nat({ max: 4 });
    const step = fc.oneof(
      fc.tuple(fc.constant('move' as const), column, column),
      fc.tuple(fc.constantFrom('hide' as const, 'show' as const, 'pin' as const, 'unpin' as const), column, column),
    );
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        let arrangement = received;
        for (const [kind, at, to] of steps) {
          if (kind === 'move') arrangement = moveColumn(arrangement, at, to);
          else if (kind === 'hide') arrangement = hideColumn(arrangement, at);
          else if (kind === 'show') arrangement = showColumn(arrangement, at);
          else arrangement = setPinned(arrangement, at, kind === 'pin');
        }
        expect([...orderedColumns(arrangement)].sort()).toEqual([0, 1, 2, 3, 4]);
        expect(shownColumns(arrangement).length).toBe(5 - arrangement.hidden.length);
        expect(fitsColumns(arrangement, 5)).toBe(true);
      }),
    );
  });

  it('that was kept is one of so many columns, or is not taken', () => {
    expect(fitsColumns(received, 4)).toBe(false);
    expect(fitsColumns({ order: [0, 0], hidden: [], pinned: [] }, 2)).toBe(false);
    expect(fitsColumns({ order: [0, 1], hidden: [7], pinned: [] }, 2)).toBe(false);
  });
});
