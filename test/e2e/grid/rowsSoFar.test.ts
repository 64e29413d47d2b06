import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { madeTable, madeText } from '../../fixtures/madeTable';
import { RUN, settle } from './gridPage';
import { partsOf } from './gridParts';
import { THEME_NAMES } from './themes';
import { useGridPage } from './useGridPage';

const SCREENSHOTS = path.resolve(import.meta.dirname, '../../../test-results/grid');
const WHOLE = madeTable(100_000, 40);

describe('the rows that have come of an answer', () => {
  const grid = useGridPage();
  const { cell, header, press, focused, status } = partsOf(grid);

  beforeAll(() => {
    mkdirSync(SCREENSHOTS, { recursive: true });
  });
  afterEach(() => grid.reset());

  const showSoFar = async (rowCount: number): Promise<void> => {
    grid.controller.showRowsSoFar(RUN, { ...WHOLE, rowCount });
    await grid.page.waitForSelector(`.grid[aria-rowcount="${rowCount + 1}"]`);
    await settle(grid.page);
  };
  const note = async () => (await grid.page.locator('.rows-so-far-note > p').allInnerTexts()).join(' ');
  /** Where a cell is on the screen. */
  const boxOf = (row: number, column: number) => cell(row, column).boundingBox();

  it('are shown with their columns, with how many they are and what has to wait', async () => {
    await showSoFar(12_000);
    expect(await note()).toBe(
      '12,000 rows so far… Sorting, filtering, copying and saving wait until all rows are here.',
    );
    expect(await cell(3, 1).innerText()).toBe(madeText(3, 1));
    expect(await header(2).innerText()).toContain('Column2');
    expect(await grid.page.getByRole('button', { name: 'Cancel', exact: true }).isVisible()).toBe(true);
    expect(await grid.page.getByRole('button', { name: /Copy|Save|Columns|Details/ }).count()).toBe(0);
    expect(await grid.page.getByRole('textbox').count()).toBe(0);
  });

  it('grow below a user who looks at them, down to the last one', async () => {
    await showSoFar(100);
    await cell(2, 1).click();
    await press('Control+End');
    await settle(grid.page);
    expect(await focused()).toEqual({ row: 99, column: 39 });
    await press('Control+Home', 'ArrowDown');
    await showSoFar(110);
    await showSoFar(50_000);
    expect(await note()).toMatch(/^50,000 rows so far…/);
    expect(await focused()).toEqual({ row: 1, column: 0 });
    await press('Control+End');
    await settle(grid.page);
    expect(await cell(49_999, 39).innerText()).toBe(madeText(49_999, 39));
  });

  it('leave the place on the screen, the selection and the focus as they are once all rows are here', async () => {
    await showSoFar(5000);
    await cell(2, 1).click();
    await press('PageDown', 'PageDown', 'ArrowRight', 'Shift+ArrowDown');
    await settle(grid.page);
    const place = await focused();
    const box = await boxOf(place.row, place.column);
    await grid.show(WHOLE);
    expect(await focused()).toEqual(place);
    expect((await boxOf(place.row, place.column))?.y).toBe(box?.y);
    expect(await grid.page.locator('.cell[aria-selected=true]:not([hidden])').count()).toBe(2);
    await press('Control+End');
    await settle(grid.page);
    expect(await cell(99_999, 39).innerText()).toBe(madeText(99_999, 39));
  });

  it('are neither sorted nor copied, and say so', async () => {
    await showSoFar(5000);
    await header(2).click();
    expect(await header(2).getAttribute('aria-sort')).toBe('none');
    await cell(0, 1).click();
    await press('Control+c');
    expect(await status()).toMatch(/wait until all rows are here/);
    expect(grid.copies).toEqual([]);
  });

  it('go where the run fails late, which tells how many they were', async () => {
    await showSoFar(5000);
    await grid.post({
      type: 'runFailed',
      run: RUN,
      error: { message: 'The answer broke off.', hint: 'Run the query again.', details: [] },
      rowsBefore: 5000,
    });
    const alert = grid.page.getByRole('alert');
    expect(await alert.innerText()).toMatch(
      /The answer broke off\.[^]*5,000 rows, was only a part[^]*Run the query again/,
    );
    expect(await grid.page.locator('.grid').count()).toBe(0);
  });

  it('are told to be incomplete where the run was cancelled', async () => {
    await grid.show(madeTable(12_000, 5), { wasCancelled: true });
    expect(await grid.page.locator('.fact').first().innerText()).toBe('12,000 rows, incomplete');
    expect(await grid.page.locator('.notice').innerText()).toMatch(/cancelled after 12,000 rows/);
  });

  it.each(THEME_NAMES)('are complete in the %s theme', async (theme) => {
    await grid.setTheme(theme);
    await showSoFar(12_000);
    const shot = await grid.page.screenshot({ path: path.join(SCREENSHOTS, `so-far-${theme}.png`) });
    expect(shot.length).toBeGreaterThan(10_000);
    expect([grid.pageErrors, grid.strayRequests]).toEqual([[], []]);
  });
});
