import { beforeAll, describe, expect, it } from 'vitest';
import { madeTable, madeText } from '../../fixtures/madeTable';
import { settle, type GridPage } from './gridPage';
import { flyDown, readShownCells, scrollTo, wrongCells } from './shownCells';
import { useGridPage } from './useGridPage';

describe('scrolling through 100,000 rows × 40 columns', () => {
  const table = madeTable(100_000, 40);
  const grid = useGridPage();
  beforeAll(async () => {
    await grid.show(table);
  });

  it.each([
    [0, 0],
    [1234, 700],
    [999_999, 3000],
    [1_500_000, 9000],
    [777, 99_999],
    [99_999_999, 99_999],
    [99_999_999, 0],
    [0, 0],
  ])('shows the right cells at %i px down and %i px across', async (top, left) => {
    await scrollTo(grid.page, top, left);
    const cells = await readShownCells(grid.page);
    expect(cells.length).toBeGreaterThan(100);
    expect(wrongCells(cells, table)).toEqual([]);
  });

  it('reaches the last cell', async () => {
    await scrollTo(grid.page, 99_999_999, 99_999);
    const last = grid.page.locator('.row[aria-rowindex="100001"] .cell[aria-colindex="41"]');
    await expect.poll(() => last.textContent()).toBe(madeText(99_999, 39));
    expect(await last.isVisible()).toBe(true);
  });

  it('shows the right cells where a wild ride ends', async () => {
    await grid.page.evaluate(async () => {
      const scroller = document.querySelector('.grid-scroller');
      for (let step = 0; step < 60; step += 1) {
        scroller?.scrollTo((step % 7) * 900, (step * 7919 * 131) % 2_000_000);
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    });
    // The last scroll events may come behind the last frame.
    await expect.poll(async () => wrongCells(await readShownCells(grid.page), table)).toEqual([]);
  });

  it('covers the screen with rows, each in its line, while rows fly by', async () => {
    await scrollTo(grid.page, 0, 0);
    const flight = await flyDown(grid.page, 60);
    expect(flight.changes).toBeGreaterThan(10);
    expect(flight.gaps).toEqual([]);
    await expect.poll(async () => wrongCells(await readShownCells(grid.page), table)).toEqual([]);
  });

  it('keeps only what is on the screen in the document', async () => {
    expect(await grid.page.locator('.cell').count()).toBeLessThan(1500);
  });
});

describe('scrolling through 1,000,000 rows, more than a browser can lay out', () => {
  const table = madeTable(1_000_000, 40);
  const grid = useGridPage();
  beforeAll(async () => {
    await grid.show(table);
  });

  it('reaches the last row by the scroll bar', async () => {
    await scrollTo(grid.page, 99_999_999, 0);
    // The scroll event may come behind the frames that were waited for.
    await grid.page.locator('.row[aria-rowindex="1000001"] .cell').first().waitFor();
    await expect.poll(async () => wrongCells(await readShownCells(grid.page), table)).toEqual([]);
  });

  it('moves by a wheel step, not by the scale of the scroll bar', async () => {
    await scrollTo(grid.page, 5_000_000, 0);
    const before = await firstRow(grid);
    await grid.page.mouse.move(400, 400);
    await grid.page.mouse.wheel(0, 200);
    await expect.poll(() => firstRow(grid)).toBe(before + 10);
    await settle(grid.page);
    expect(wrongCells(await readShownCells(grid.page), table)).toEqual([]);
  });

  it('goes to the last and the first cell with Ctrl+End and Ctrl+Home', async () => {
    await grid.page.mouse.click(400, 400);
    await grid.page.keyboard.press('Control+End');
    await settle(grid.page);
    await expect.poll(() => focusedCell(grid)).toBe('1000001/41');
    await grid.page.keyboard.press('Control+Home');
    await settle(grid.page);
    await expect.poll(() => focusedCell(grid)).toBe('2/2');
  });
});

async function firstRow(grid: GridPage): Promise<number> {
  return Math.min(...(await readShownCells(grid.page)).map(({ row }) => row));
}

function focusedCell(grid: GridPage): Promise<string> {
  return grid.page.evaluate(() => {
    const cell = document.activeElement;
    return `${cell?.parentElement?.ariaRowIndex ?? ''}/${cell?.ariaColIndex ?? ''}`;
  });
}
