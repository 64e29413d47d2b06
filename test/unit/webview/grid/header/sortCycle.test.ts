import { describe, expect, it } from 'vitest';
import { nextSortKeys } from '../../../../../src/webview/grid/header/sortCycle';

const up = (column: number) => ({ column, direction: 'ascending' }) as const;
const down = (column: number) => ({ column, direction: 'descending' }) as const;

describe('clicks on a header', () => {
  it('sort ascending, descending, then not at all', () => {
    expect(nextSortKeys([], 1, false)).toEqual([up(1)]);
    expect(nextSortKeys([up(1)], 1, false)).toEqual([down(1)]);
    expect(nextSortKeys([down(1)], 1, false)).toEqual([]);
  });

  it('replace other keys, unless Shift adds to them', () => {
    expect(nextSortKeys([up(1), down(2)], 3, false)).toEqual([up(3)]);
    expect(nextSortKeys([up(1), down(2)], 3, true)).toEqual([up(1), down(2), up(3)]);
  });

  it('with Shift change one key in its place and leave the others', () => {
    expect(nextSortKeys([up(1), down(2)], 1, true)).toEqual([down(1), down(2)]);
    expect(nextSortKeys([up(1), down(2)], 2, true)).toEqual([up(1)]);
  });
});
