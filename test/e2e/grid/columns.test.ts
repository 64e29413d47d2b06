import { describe, expect, it } from 'vitest';
import { madeTable, madeText } from '../../fixtures/madeTable';
import { tableOf } from '../../fixtures/tableOf';
import { partsOf } from './gridParts';
import { settle } from './gridPage';
import { scrollTo } from './shownCells';
import { useGridPage } from './useGridPage';

describe('the columns of the grid', () => {
  const table = madeTable(2000, 12);
  const grid = useGridPage({ table });

  const { cell, header, press, focused, status } = partsOf(grid);
  const named = (column: number) => grid.page.getByRole('columnheader', { name: `Column${column}`, exact: true });
  const names = () =>
    grid.page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('.column:not([hidden])')]
        .sort((a, b) => Number(a.ariaColIndex) - Number(b.ariaColIndex))
        .map((column) => column.querySelector('.label')?.textContent),
    );
  const openMenu = async (column: number) => {
    await named(column).hover();
    await named(column).locator('.menu-mark').click();
    return grid.page.getByRole('dialog', { name: `Column Column${column}` });
  };
  const choose = async (column: number, action: string) =>
    (await openMenu(column)).getByRole('button', { name: action, exact: true }).click();

  it('are moved by dragging a header, which does not sort', async () => {
    const from = await header(0).boundingBox();
    const to = await header(2).boundingBox();
    await grid.page.mouse.move((from?.x ?? 0) + 20, (from?.y ?? 0) + 8);
    await grid.page.mouse.down();
    await grid.page.mouse.move((to?.x ?? 0) + 20, (to?.y ?? 0) + 8, { steps: 4 });
    await grid.page.mouse.up();
    await expect.poll(status).toBe('Column0 is column 3 of 12.');
    await settle(grid.page);
    expect((await names()).slice(0, 3)).toEqual(['Column1', 'Column2', 'Column0']);
    await expect.poll(() => cell(1, 2).textContent()).toBe(madeText(1, 0));
    expect(await header(2).getAttribute('aria-sort')).toBe('none');
  });

  it('are moved with Alt+Shift and the arrows, and the focus goes along', async () => {
    await cell(1, 1).click();
    await press('Alt+Shift+ArrowLeft');
    await expect.poll(focused).toEqual({ row: 1, column: 0 });
    await settle(grid.page);
    expect((await names())[0]).toBe('Column1');
    await expect.poll(() => cell(1, 0).textContent()).toBe(madeText(1, 1));
    await press('Control+c');
    await expect.poll(() => grid.copies).toEqual([madeText(1, 1)]);
  });

  it('are hidden from the menu: left out of copies, but not of what is saved whole', async () => {
    await choose(1, 'Hide');
    await expect.poll(() => grid.page.locator('.grid').getAttribute('aria-colcount')).toBe('12');
    await settle(grid.page);
    expect((await names()).slice(0, 2)).toEqual(['Column0', 'Column2']);
    await cell(1, 0).click();
    await press('Shift+ArrowRight', 'Control+c');
    await expect.poll(() => grid.copies).toEqual([`${madeText(1, 0)}\t${madeText(1, 2)}`]);
    await cell(1, 0).click();
    await grid.page.getByRole('button', { name: 'Save As…' }).click();
    await expect.poll(() => grid.saves.length).toBe(1);
    expect(grid.saves[0]?.columns).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it('are chosen in a list with a search, by keyboard', async () => {
    await grid.page.getByRole('button', { name: 'Columns', exact: true }).click();
    const chooser = grid.page.getByRole('dialog', { name: 'Columns' });
    await grid.page.keyboard.type('column1');
    await expect.poll(() => chooser.getByRole('checkbox').count()).toBe(3);
    await press('ArrowDown', 'Space');
    await expect.poll(() => chooser.getByRole('status').textContent()).toContain('11 of 12 shown');
    await press('ArrowDown', 'Alt+ArrowUp');
    await expect.poll(status).toBe('Column10 is column 9 of 11.');
    expect(await grid.page.evaluate(() => (document.activeElement as HTMLElement).dataset['column'])).toBe('10');
    await chooser.getByRole('button', { name: 'Show All' }).click();
    await press('Escape');
    expect(await chooser.isVisible()).toBe(false);
    await expect.poll(() => grid.page.locator('.grid').getAttribute('aria-colcount')).toBe('13');
  });

  it('stay at the left where they are pinned, while the others scroll', async () => {
    await choose(2, 'Pin Left');
    await settle(grid.page);
    expect((await names())[0]).toBe('Column2');
    const before = await cell(1, 0).boundingBox();
    await scrollTo(grid.page, 0, 900);
    expect(await cell(1, 0).boundingBox()).toEqual(before);
    expect(await cell(1, 0).textContent()).toBe(madeText(1, 2));
    expect((await header(0).boundingBox())?.x).toBe(before?.x);
    // What scrolls beneath a pinned column is not what a click there hits.
    await cell(1, 0).click();
    await expect.poll(focused).toEqual({ row: 1, column: 0 });
    await press('ArrowRight');
    await expect.poll(focused).toEqual({ row: 1, column: 1 });
    const next = await cell(1, 1).boundingBox();
    expect(next?.x).toBeGreaterThanOrEqual((before?.x ?? 0) + (before?.width ?? 0));
    await choose(2, 'Unpin');
    await settle(grid.page);
    expect((await names())[0]).toBe('Column0');
  });

  it('are wide enough for their names at first and fitted, also when sorted', async () => {
    const names = ['IsInitiatingProcessRemoteSession', 'ProcessIntegrityLevel', 'iii\u202ewww'];
    await grid.show(
      tableOf(
        names.map((name) => [name, 'bool'] as const),
        [names.map(() => 'true')],
      ),
    );
    const cutNames = () =>
      grid.page.evaluate(() =>
        [...document.querySelectorAll('.column:not([hidden]) > .label')]
          .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
          .map(({ textContent }) => textContent),
      );
    for (const place of names.keys()) {
      await header(place).click();
      await expect.poll(() => header(place).getAttribute('aria-sort')).toBe('ascending');
      expect(await cutNames()).toEqual([]);
    }
    await header(0).hover();
    await header(0).locator('.menu-mark').click();
    await grid.page.getByRole('button', { name: 'Fit All', exact: true }).click();
    await settle(grid.page);
    expect(await cutNames()).toEqual([]);
  });

  it('are fitted one by one or all, and reset', async () => {
    const width = async (place: number) => (await header(place).boundingBox())?.width ?? 0;
    const before = [await width(0), await width(1)];
    await header(0).click();
    await press('Alt+ArrowRight', 'Alt+ArrowRight');
    await expect.poll(() => width(0)).toBe((before[0] ?? 0) + 32);
    await choose(1, 'Fit All');
    await expect.poll(() => width(0)).toBeLessThan((before[0] ?? 0) + 32);
    await choose(0, 'Hide');
    await expect.poll(async () => (await names())[0]).toBe('Column1');
    await choose(1, 'Reset Columns');
    await settle(grid.page);
    expect((await names())[0]).toBe('Column0');
    await expect.poll(() => width(0)).toBe(before[0]);
  });

  it('are sorted from the menu, then by others, with the order in the headers', async () => {
    await choose(3, 'Descending');
    await expect.poll(status).toBe('Sorted by Column3 descending.');
    await choose(2, 'Then By ▲');
    await expect.poll(status).toBe('Sorted by Column3 descending, then Column2 ascending.');
    await settle(grid.page);
    expect(await header(3).locator('.sort-mark').textContent()).toBe('▼ 1');
    expect(await header(2).locator('.sort-mark').textContent()).toBe('▲ 2');
    await choose(2, 'Unsorted');
    await expect.poll(() => header(3).getAttribute('aria-sort')).toBe('none');
  });

  it('stand as they were arranged after the page was loaded anew, and in the next result with the same ones', async () => {
    await choose(1, 'Hide');
    await choose(3, 'Pin Left');
    const state = () => grid.page.evaluate(() => sessionStorage.getItem('state'));
    const firstNames = async () => (await names()).slice(0, 3);
    await expect.poll(state).toContain('"pinned":[3]');
    await grid.page.reload();
    await settle(grid.page);
    await expect.poll(firstNames).toEqual(['Column3', 'Column0', 'Column2']);
    await grid.show(madeTable(100, 12));
    await expect.poll(firstNames).toEqual(['Column3', 'Column0', 'Column2']);
    await grid.show(madeTable(50, 11));
    expect((await names()).slice(0, 3)).toEqual(['Column0', 'Column1', 'Column2']);
    expect(grid.pageErrors).toEqual([]);
  });
});
