import { describe, expect, it } from 'vitest';
import { madeTable, madeText } from '../../fixtures/madeTable';
import { partsOf } from './gridParts';
import { useGridPage } from './useGridPage';

describe('selecting', () => {
  const table = madeTable(5000, 12);
  const grid = useGridPage({ table });

  const { cell, header, gutter, press, focused, status, selectedCells } = partsOf(grid);
  const summary = () => grid.page.getByRole('status', { name: 'Summary of the selection' }).textContent();
  const withCtrl = { modifiers: ['Control' as const] };

  it('tells count, distinct, null, sum, average and bounds of what is selected', async () => {
    await cell(0, 2).click();
    await cell(3, 2).click({ modifiers: ['Shift'] });
    const values = [0, 1, 2, 3].map((row) => Number(madeText(row, 2)));
    const sum = values.reduce((a, b) => a + b);
    await expect
      .poll(summary)
      .toBe(
        `Count 4 · Distinct 4 · Null 0 · Sum ${sum} · Average ${sum / 4} · Min ${Math.min(...values)} · Max ${Math.max(...values)}`,
      );
    await cell(0, 0).click();
    await expect.poll(summary).toBe('');
  });

  it('says how large the result is once nothing more than a cell is selected', async () => {
    await cell(0, 2).click();
    await cell(3, 2).click({ modifiers: ['Shift'] });
    expect(await status()).toBe('4 rows × 1 column selected');
    await cell(0, 0).click();
    expect(await status()).toBe('5,000 rows, 12 columns');
  });

  it('adds ranges with Ctrl and copies those of one column below one another', async () => {
    await cell(1, 1).click();
    await cell(4, 1).hover();
    await grid.page.keyboard.down('Control');
    await grid.page.mouse.down();
    await cell(5, 1).hover();
    await grid.page.mouse.up();
    await grid.page.keyboard.up('Control');
    await expect.poll(selectedCells).toBe(3);
    expect(await status()).toBe('2 ranges selected');
    await press('Control+c');
    await expect.poll(() => grid.copies).toEqual([[1, 4, 5].map((row) => madeText(row, 1)).join('\r\n')]);
    grid.controller.pivotSelection('include');
    await expect.poll(() => grid.operators).toHaveLength(1);
    for (const row of [1, 4, 5]) expect(grid.operators[0]).toContain(`r${row}c1 `);
  });

  it('stretches the range added last with Shift', async () => {
    await cell(1, 1).click();
    await cell(4, 1).click(withCtrl);
    await press('Shift+ArrowDown', 'Shift+ArrowRight');
    await expect.poll(selectedCells).toBe(5);
  });

  it('says why ranges that make no table are not copied', async () => {
    await cell(1, 1).click();
    await cell(4, 2).click(withCtrl);
    await press('Control+c');
    await expect.poll(status).toContain('make no table');
    expect(grid.copies).toEqual([]);
  });

  it('selects rows by their numbers, several with Ctrl, and saves them', async () => {
    await gutter(2).click();
    await gutter(5).click(withCtrl);
    await expect.poll(status).toBe('2 ranges selected');
    await grid.page.getByRole('button', { name: 'Save As…' }).click();
    await expect.poll(() => grid.saves.length).toBe(1);
    expect(Array.from(grid.saves[0]?.rows ?? [])).toEqual([2, 5]);
    expect(grid.saves[0]?.columns).toHaveLength(12);
  });

  it('selects whole columns with Ctrl on their headers, and does not sort', async () => {
    await header(1).click(withCtrl);
    await expect.poll(status).toBe('5,000 rows × 1 column selected');
    await header(3).click(withCtrl);
    await expect.poll(status).toBe('2 ranges selected');
    expect(await header(3).getAttribute('aria-sort')).toBe('none');
    await press('Control+Shift+c');
    await expect.poll(() => grid.copies.length).toBe(1);
    expect(grid.copies[0]?.split('\r\n').slice(0, 2)).toEqual(['Column1\tColumn3', `${madeText(0, 1)}\t`]);
    await press('Shift+ArrowRight');
    await expect.poll(focused).toEqual({ row: -1, column: 4 });
    await press('Control+c');
    await expect.poll(() => grid.copies.length).toBe(2);
    expect(grid.copies[1]?.split('\r\n')[1]?.split('\t')).toEqual([1, 3, 4].map((column) => madeText(1, column)));
  });

  it('selects the row with Shift+Space, the column with Ctrl+Space, to the edges with Ctrl+Shift', async () => {
    await cell(3, 1).click();
    await press('Shift+Space');
    await expect.poll(status).toBe('1 row × 12 columns selected');
    await cell(3, 1).click();
    await press('Control+Space');
    await expect.poll(status).toBe('5,000 rows × 1 column selected');
    await cell(3, 1).click();
    await press('Control+Shift+ArrowDown', 'Control+Shift+ArrowLeft');
    await expect.poll(status).toBe('4,997 rows × 2 columns selected');
    await press('Control+a');
    await expect.poll(status).toBe('5,000 rows × 12 columns selected');
  });

  it('comes back with all ranges after the page was loaded anew', async () => {
    await cell(1, 1).click();
    await cell(3, 1).click(withCtrl);
    await expect.poll(() => grid.page.evaluate(() => sessionStorage.getItem('state'))).toContain('"lastRow":1');
    await grid.page.reload();
    await expect.poll(selectedCells).toBe(2);
  });

  it('follows no drag whose grid is gone', async () => {
    await cell(1, 1).hover();
    await grid.page.mouse.down();
    await grid.reset();
    const framesAsked = await grid.page.evaluate(async () => {
      const askFrame = window.requestAnimationFrame.bind(window);
      let asked = 0;
      window.requestAnimationFrame = (callback) => {
        asked += 1;
        return askFrame(callback);
      };
      for (let frame = 0; frame < 3; frame += 1) await new Promise((resolve) => askFrame(resolve));
      window.requestAnimationFrame = askFrame;
      return asked;
    });
    await grid.page.mouse.up();
    expect(framesAsked).toBe(0);
  });
});
