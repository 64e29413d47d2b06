import { describe, expect, it } from 'vitest';
import { madeTable, madeText } from '../../fixtures/madeTable';
import { partsOf } from './gridParts';
import { useGridPage } from './useGridPage';

describe('finding cells', () => {
  const grid = useGridPage({ table: madeTable(5000, 12) });

  // 111 rows hold it in four columns; in one of these every 17th row is null.
  const { cell, press, focused } = partsOf(grid);
  const count = () => grid.page.locator('.find-count').textContent();
  const active = () => grid.page.locator('.cell.is-active:not([hidden])').textContent();
  const highlighted = () =>
    grid.page.evaluate(() => [...(CSS.highlights.get('kql-found') ?? [])].map((range) => range.startOffset));

  it('goes from match to match with Enter and F3, back with Shift, and says which of how many it is', async () => {
    await cell(0, 0).click();
    await press('F3');
    await grid.page.keyboard.type('r49');
    await expect.poll(count).toBe('1 of 437 cells');
    await expect.poll(active).toBe(madeText(49, 1));
    await press('Enter');
    await expect.poll(count).toBe('2 of 437 cells');
    await expect.poll(active).toBe(madeText(49, 3));
    await press('Shift+F3', 'Shift+F3');
    await expect.poll(count).toBe('437 of 437 cells');
    await expect.poll(active).toBe(madeText(4999, 11));
    expect(await grid.page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      'Find cells that hold a text',
    );
    await press('Escape');
    expect(await focused()).toEqual({ row: 4999, column: 11 });
    await press('F3');
    await expect.poll(count).toBe('1 of 437 cells');
  });

  it('marks what is found in the cells on the screen, and no longer when filtering again', async () => {
    await grid.page.getByRole('button', { name: 'Find', exact: true }).click();
    await grid.page.keyboard.type('WINDOWS');
    await expect.poll(async () => (await highlighted()).length).toBeGreaterThan(20);
    expect((await highlighted())[0]).toBe(madeText(0, 1).indexOf('Windows'));
    await grid.page.getByRole('button', { name: 'Filter', exact: true }).click();
    await expect.poll(highlighted).toEqual([]);
  });

  it('goes on looking for the same text when the page was hidden and is loaded anew, from the cell where it was', async () => {
    await cell(0, 0).click();
    await press('F3');
    await grid.page.keyboard.type('r49');
    await expect.poll(count).toBe('1 of 437 cells');
    await press('Enter');
    await expect.poll(count).toBe('2 of 437 cells');
    await expect
      .poll(() => grid.page.evaluate(() => sessionStorage.getItem('state')))
      .toMatch(/"active":\{"row":49,"column":3\}.*"find":"r49"/);
    await grid.page.reload();
    const box = grid.page.getByRole('textbox', { name: 'Find cells that hold a text' });
    await expect.poll(() => box.inputValue()).toBe('r49');
    await expect.poll(async () => (await highlighted()).length).toBeGreaterThan(0);
    await expect.poll(active).toBe(madeText(49, 3));
    await box.press('Enter');
    await expect.poll(count).toBe('3 of 437 cells');
    await grid.page.getByRole('button', { name: 'Filter', exact: true }).click();
    await expect.poll(() => grid.page.evaluate(() => sessionStorage.getItem('state'))).not.toContain('"find"');
  });

  it('says that no cell holds a text', async () => {
    await grid.page.getByRole('button', { name: 'Find', exact: true }).click();
    await grid.page.keyboard.type('<b>nobody</b>');
    await expect.poll(count).toBe('No cell holds it');
    expect(grid.pageErrors).toEqual([]);
  });
});
