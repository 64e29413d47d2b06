import { describe, expect, it } from 'vitest';
import type { LineHead } from '../../../../../src/core/results/grouping/readLines';
import { createLineHeads } from '../../../../../src/webview/grid/lines/lineHeads';

const group = (value: string, isOpen = false): LineHead => ({
  kind: 'group',
  depth: 0,
  value,
  count: 1,
  isOpen,
  position: 1,
  siblings: 1,
});

describe('what is known of lines', () => {
  it('is kept until other lines have come, and dropped where it was asked for before', () => {
    const heads = createLineHeads();
    heads.take(heads.epoch, 5, [group('a'), group('b')]);
    const asked = heads.epoch;
    heads.replace();
    expect(heads.head(6)).toEqual(group('b'));
    heads.take(asked, 5, [group('late')]);
    expect(heads.head(5)).toEqual(group('a'));
    heads.take(heads.epoch, 0, [group('new')]);
    expect([heads.head(0), heads.head(6)]).toEqual([group('new'), undefined]);
  });

  it('stays true above a group that is opened, which is open at once', () => {
    const heads = createLineHeads();
    heads.take(heads.epoch, 0, [group('a'), group('b'), group('c')]);
    heads.replaceBelow(1, true);
    heads.take(heads.epoch, 9, [group('far')]);
    expect([0, 1, 2].map((row) => heads.head(row))).toEqual([group('a'), group('b', true), undefined]);
  });

  it('is bounded, what came first going first', () => {
    const heads = createLineHeads();
    for (let row = 0; row < 40_000; row += 100) {
      heads.take(
        heads.epoch,
        row,
        Array.from({ length: 100 }, () => group('a')),
      );
    }
    expect([heads.head(0), heads.head(39_999)]).toEqual([undefined, group('a')]);
  });
});
