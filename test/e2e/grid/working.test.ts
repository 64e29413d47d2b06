import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { madeTable } from '../../fixtures/madeTable';
import { openGridPage, type GridPage } from './gridPage';

let grid: GridPage;

beforeAll(async () => {
  grid = await openGridPage();
});
afterAll(() => grid.close());
beforeEach(async () => {
  await grid.reset();
  await grid.show(madeTable(200, 4));
});

const SENTENCE = 'Sorting 1,000,000 rows…';
const work = () => grid.page.locator('.work-status');
const status = () => grid.page.locator('.status-line');

describe('long work', () => {
  it('is told of with a way to stop it, until it is done', async () => {
    expect(await work().isVisible()).toBe(false);
    await grid.post({ type: 'working', sentence: SENTENCE });
    await work().waitFor();
    expect(await work().innerText()).toContain(SENTENCE);
    expect(await work().getByRole('button', { name: 'Stop' }).isVisible()).toBe(true);
    await grid.post({ type: 'working' });
    await work().waitFor({ state: 'hidden' });
  });

  it('is stopped by its button, and by Escape wherever the focus is', async () => {
    await grid.post({ type: 'working', sentence: SENTENCE });
    await work().getByRole('button', { name: 'Stop' }).click();
    await status().getByText('Stopped. The rows are as they were.').waitFor();
    await grid.post({ type: 'status', text: 'Something else.' });
    await grid.page.getByLabel('Find rows that hold a text').focus();
    await grid.page.keyboard.press('Escape');
    await status().getByText('Stopped. The rows are as they were.').waitFor();
  });

  it('that is stopped leaves the filter whose rows are shown', async () => {
    const box = grid.page.getByLabel('Find rows that hold a text');
    await box.fill('r1');
    await grid.page.getByText(/^111 of 200 rows$/).waitFor();
    grid.stopNextWork();
    await box.fill('r12');
    await expect.poll(() => box.inputValue()).toBe('r1');
    expect(await grid.page.getByText(/^111 of 200 rows$/).isVisible()).toBe(true);
  });

  it('that is stopped leaves the order, and the next click asks for the same', async () => {
    const header = grid.page.getByRole('columnheader', { name: 'Column2' });
    grid.stopNextWork();
    await header.click();
    await header.click();
    await expect.poll(() => header.getAttribute('aria-sort')).toBe('ascending');
    await grid.page.getByText('Sorted by Column2 ascending.').waitFor();
  });
});
