import { beforeEach, describe, expect, it } from 'vitest';
import { createColumnWidths } from '../../../../src/webview/grid/columnWidths';
import type { ShownColumns } from '../../../../src/webview/grid/shownColumn';

const columns = (...indexes: readonly number[]): ShownColumns => ({
  columns: indexes.map((index) => ({ index, name: `column ${index}`, type: 'string', characters: 10 })),
  pinnedCount: 0,
});

describe('the widths of columns', () => {
  let layOuts = 0;
  const begin = (shown: ShownColumns, kept?: readonly number[]) => {
    const widths = createColumnWidths(shown, kept, () => (layOuts += 1));
    widths.begin([100, 200, 300]);
    return widths;
  };

  beforeEach(() => {
    layOuts = 0;
  });

  it('are none before the fonts are known, and then the first ones', () => {
    const widths = createColumnWidths(columns(0, 1, 2), undefined, () => (layOuts += 1));
    expect(widths.all).toEqual([]);
    widths.begin([100, 200, 300]);
    expect(widths.all).toEqual([100, 200, 300]);
    expect(widths.layout.edges).toEqual([0, 100, 300, 600]);
    expect(layOuts).toBe(1);
  });

  it('begin as they were kept, unless that was of a table with other columns', () => {
    expect(begin(columns(0, 1, 2), [50, 60, 70]).all).toEqual([50, 60, 70]);
    expect(begin(columns(0, 1, 2), [50, 60]).all).toEqual([100, 200, 300]);
  });

  it('go with their columns where those stand elsewhere or are hidden', () => {
    const widths = begin(columns(0, 1, 2));
    widths.arrange(columns(2, 0));
    expect(widths.layout.widths).toEqual([300, 100]);
    widths.set(0, 310);
    expect(widths.all).toEqual([100, 200, 310]);
    expect(widths.layout.edges).toEqual([0, 310, 410]);
  });

  it('fit what their columns say, or are the first ones again where a column says nothing', () => {
    const widths = begin(columns(2, 0));
    widths.set(0, 50);
    widths.set(1, 50);
    widths.fit([0, 1, 9], (place, { index }) => (place === 0 ? 120 + index : undefined));
    expect(widths.all).toEqual([100, 200, 122]);
  });

  it('are the first ones again when all are reset', () => {
    const widths = begin(columns(0, 1, 2), [50, 60, 70]);
    widths.reset();
    expect(widths.all).toEqual([100, 200, 300]);
  });

  it('change nothing where no column stands', () => {
    const widths = begin(columns(0));
    layOuts = 0;
    widths.set(1, 500);
    expect(widths.all).toEqual([100, 200, 300]);
    expect(layOuts).toBe(0);
  });
});
