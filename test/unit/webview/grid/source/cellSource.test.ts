import { describe, expect, it, vi } from 'vitest';
import { createCellSource } from '../../../../../src/webview/grid/source/cellSource';
import type { Cells, PlaceWindow } from '../../../../../src/webview/grid/source/cells';

const ROWS = 100_000;
const COLUMNS = 40;

/** A source whose answers the test gives by hand. */
function openSource(options: { readonly firstCells?: Cells; readonly rowCount?: number } = {}) {
  const open: { window: PlaceWindow; answer: (label?: string) => Promise<void> }[] = [];
  const onArrive = vi.fn();
  const source = createCellSource({
    rowCount: ROWS,
    columnCount: COLUMNS,
    ...options,
    onArrive,
    fetch: (window) =>
      new Promise<Cells | undefined>((resolve) => {
        const answer = async (label = '') => {
          resolve(cellsOf(window, label));
          await new Promise(setImmediate);
        };
        open.push({ window, answer });
      }),
  });
  return { source, open, onArrive };
}

function cellsOf(window: PlaceWindow, label: string): Cells {
  return Array.from({ length: window.rowCount }, (_, row) =>
    Array.from(
      { length: window.columnCount },
      (__, column) => `${label}${window.firstRow + row}/${window.firstColumn + column}`,
    ),
  );
}

const view = (firstRow: number, firstColumn = 0): PlaceWindow => ({
  firstRow,
  rowCount: 40,
  firstColumn,
  columnCount: 10,
});

describe('cells that come later', () => {
  it('are undefined until they come, and then right', async () => {
    const { source, open, onArrive } = openSource();
    source.want(view(10, 12));
    expect(source.cell(10, 12)).toBeUndefined();
    expect(open.map(({ window }) => window)).toEqual([{ firstRow: 0, rowCount: 64, firstColumn: 8, columnCount: 16 }]);
    await open[0]?.answer();
    expect(onArrive).toHaveBeenCalledOnce();
    expect(source.cell(10, 12)).toBe('10/12');
    expect(source.cell(63, 23)).toBe('63/23');
  });

  it('are asked for once', async () => {
    const { source, open } = openSource();
    source.want(view(0));
    source.want(view(4));
    await open[0]?.answer();
    source.want(view(8));
    expect(open).toHaveLength(1);
  });

  it('have all come when the last block of a window has', async () => {
    const { source, open } = openSource();
    source.want(view(0));
    expect(source.has(view(0))).toBe(false);
    await open[0]?.answer();
    expect(source.has(view(0))).toBe(true);
    expect(source.has(view(30))).toBe(false);
    expect(source.has({ ...view(0), rowCount: 0 })).toBe(true);
  });

  it('need not be asked for where the first ones came with the grid', () => {
    const first = { firstRow: 0, rowCount: 40, firstColumn: 0, columnCount: 20 };
    const { source, open } = openSource({ firstCells: cellsOf(first, 'first ') });
    const whole = { ...first, rowCount: 32, columnCount: 16 };
    source.want(whole);
    expect(open).toEqual([]);
    expect(source.has(whole)).toBe(true);
    expect(source.cell(31, 15)).toBe('first 31/15');
    expect(source.has(first)).toBe(false);
  });

  it('need not be asked for where all rows came with the grid', () => {
    const all = { firstRow: 0, rowCount: 3, firstColumn: 0, columnCount: COLUMNS };
    const { source, open } = openSource({ firstCells: cellsOf(all, ''), rowCount: 3 });
    source.want(all);
    expect(open).toEqual([]);
    expect(source.cell(2, 39)).toBe('2/39');
  });

  it('are asked for before they are seen, behind those on the screen', async () => {
    const { source, open } = openSource();
    source.want(view(0), { ...view(0), rowCount: 120 });
    expect(open.map(({ window }) => window.rowCount)).toEqual([48]);
    await open[0]?.answer();
    expect(open[1]?.window).toEqual({ firstRow: 48, rowCount: 80, firstColumn: 0, columnCount: 16 });
  });

  it('are clipped to the table at its end', () => {
    const { source, open } = openSource();
    source.want(view(ROWS - 40, 30));
    expect(open[0]?.window).toEqual({ firstRow: 99_952, rowCount: 48, firstColumn: 24, columnCount: 16 });
  });

  it('are asked for only where a fast ride ends, two requests at a time', async () => {
    const { source, open } = openSource();
    for (let row = 0; row < 50_000; row += 1000) source.want(view(row));
    expect(open).toHaveLength(2);
    await open[0]?.answer();
    expect(open).toHaveLength(3);
    expect(open[2]?.window.firstRow).toBe(Math.floor(49_000 / 16) * 16);
  });

  it('are dropped where they were asked for before the rows were sorted', async () => {
    const { source, open, onArrive } = openSource();
    source.want(view(0));
    source.replaceRows(ROWS);
    await open[0]?.answer('old ');
    expect(onArrive).not.toHaveBeenCalled();
    source.want(view(0));
    await open[1]?.answer('new ');
    expect(source.cell(0, 0)).toBe('new 0/0');
  });

  it('stay on show while the sorted ones come', async () => {
    const { source, open } = openSource();
    source.want(view(0));
    await open[0]?.answer('old ');
    source.replaceRows(ROWS);
    expect(source.cell(0, 0)).toBe('old 0/0');
    source.want(view(0));
    await open[1]?.answer('new ');
    expect(source.cell(0, 0)).toBe('new 0/0');
  });

  it('are forgotten, the longest unseen first, when there are too many', async () => {
    const { source, open } = openSource();
    source.want(view(0));
    await open[0]?.answer();
    for (let block = 1; block <= 400; block += 1) {
      source.want(view(block * 64));
      await open.at(-1)?.answer();
    }
    expect(source.cell(0, 0)).toBeUndefined();
    expect(source.cell(400 * 64, 0)).toBe('25600/0');
  });

  it('ask no more once disposed', async () => {
    const { source, open, onArrive } = openSource();
    source.want(view(0));
    source.dispose();
    await open[0]?.answer();
    expect(onArrive).not.toHaveBeenCalled();
  });

  it('stay on show while rows are added behind them, of which the last ones are asked for anew', async () => {
    const { source, open } = openSource({ rowCount: 20 });
    source.want(view(0));
    await open[0]?.answer('old ');
    source.addRows(50);
    expect(source.cell(3, 0)).toBe('old 3/0');
    expect(source.cell(17, 0)).toBe('old 17/0');
    source.want(view(0));
    expect(open.slice(1).map(({ window }) => window)).toEqual([
      { firstRow: 16, rowCount: 32, firstColumn: 0, columnCount: 16 },
    ]);
    await open[1]?.answer('new ');
    expect([source.cell(3, 0), source.cell(17, 0), source.cell(40, 0)]).toEqual(['old 3/0', 'new 17/0', 'new 40/0']);
  });

  it('are asked for again where rows were added while they were on their way', async () => {
    const { source, open } = openSource({ rowCount: 20 });
    source.want(view(0));
    source.addRows(30);
    await open[0]?.answer();
    expect(source.cell(19, 0)).toBe('19/0');
    expect(source.cell(25, 0)).toBeUndefined();
    expect(open[1]?.window).toEqual({ firstRow: 16, rowCount: 14, firstColumn: 0, columnCount: 16 });
    await open[1]?.answer();
    expect(source.cell(25, 0)).toBe('25/0');
  });
});
