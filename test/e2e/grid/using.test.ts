import { describe, expect, it } from 'vitest';
import { sortRows } from '../../../src/core/results/sorting/sortRows';
import { madeTable, madeText } from '../../fixtures/madeTable';
import { tableOf } from '../../fixtures/tableOf';
import { partsOf } from './gridParts';
import { RUN, settle } from './gridPage';
import { readShownCells, wrongCells } from './shownCells';
import { useGridPage } from './useGridPage';

describe('using the grid', () => {
  const table = madeTable(5000, 12);
  const grid = useGridPage({ table });

  const { cell, header, press, focused, status } = partsOf(grid);

  it('sorts by a click on a header: ascending, descending, as received', async () => {
    await header(2).click();
    await expect.poll(() => header(2).getAttribute('aria-sort')).toBe('ascending');
    await settle(grid.page);
    const ascending = sortRows(table, [{ column: 2, direction: 'ascending' }]);
    await expect.poll(async () => wrongCells(await readShownCells(grid.page), table, ascending)).toEqual([]);

    await header(2).click();
    const descending = sortRows(table, [{ column: 2, direction: 'descending' }]);
    await expect.poll(async () => wrongCells(await readShownCells(grid.page), table, descending)).toEqual([]);
    expect(await header(2).getAttribute('aria-sort')).toBe('descending');

    await header(2).click();
    await expect.poll(async () => wrongCells(await readShownCells(grid.page), table)).toEqual([]);
    expect(await header(2).getAttribute('aria-sort')).toBe('none');
  });

  it('adds a further key with Shift', async () => {
    await header(3).click();
    await header(2).click({ modifiers: ['Shift'] });
    const order = sortRows(table, [
      { column: 3, direction: 'ascending' },
      { column: 2, direction: 'ascending' },
    ]);
    await expect.poll(async () => wrongCells(await readShownCells(grid.page), table, order)).toEqual([]);
    expect(await header(2).textContent()).toContain('▲ 2');
  });

  it('moves with the keyboard and keeps the focused cell on the screen', async () => {
    await cell(0, 0).click();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight']) await press(key);
    await expect.poll(focused).toEqual({ row: 2, column: 1 });
    await press('End');
    await expect.poll(focused).toEqual({ row: 2, column: 11 });
    await press('PageDown');
    await press('PageDown');
    await expect.poll(async () => (await focused()).row).toBeGreaterThan(40);
    await press('Control+End');
    await settle(grid.page);
    await expect.poll(focused).toEqual({ row: 4999, column: 11 });
    expect(await cell(4999, 11).isVisible()).toBe(true);
    await press('Control+Home');
    await expect.poll(focused).toEqual({ row: 0, column: 0 });
  });

  it('has one stop for Tab, the active cell', async () => {
    await cell(3, 1).click();
    expect(await grid.page.locator('.grid [tabindex="0"], .grid[tabindex="0"]').count()).toBe(1);
    expect(await cell(3, 1).getAttribute('tabindex')).toBe('0');
  });

  it('reaches the headers by ArrowUp, sorts with Enter, resizes with Alt and an arrow', async () => {
    await cell(0, 2).click();
    await press('ArrowUp');
    await expect.poll(focused).toEqual({ row: -1, column: 2 });
    await press('Enter');
    await expect.poll(() => header(2).getAttribute('aria-sort')).toBe('ascending');
    const before = (await header(2).boundingBox())?.width ?? 0;
    await press('Alt+ArrowRight');
    await expect.poll(async () => (await header(2).boundingBox())?.width).toBe(before + 16);
  });

  it('copies one cell exactly', async () => {
    await cell(1, 1).click();
    await press('Control+c');
    await expect.poll(() => grid.copies).toEqual([madeText(1, 1)]);
  });

  it('selects a range with Shift and arrows and copies it as TSV, with the header if asked', async () => {
    await cell(1, 1).click();
    await press('Shift+ArrowDown');
    await press('Shift+ArrowRight');
    await expect.poll(() => grid.page.locator('.cell[aria-selected=true]').count()).toBe(4);
    expect(await status()).toBe('2 rows × 2 columns selected');
    await press('Control+c');
    const rows = [1, 2].map((row) => `${madeText(row, 1)}\t${madeText(row, 2)}`).join('\r\n');
    await expect.poll(() => grid.copies).toEqual([rows]);
    await press('Control+Shift+c');
    await expect.poll(() => grid.copies.at(-1)).toBe(`Column1\tColumn2\r\n${rows}`);
    await expect.poll(status).toBe('Copied 2 rows × 2 columns.');
  });

  it('selects with a drag, a row by its number, and all', async () => {
    await cell(2, 0).hover();
    await grid.page.mouse.down();
    await cell(5, 1).hover();
    await grid.page.mouse.up();
    await expect.poll(() => grid.page.locator('.cell[aria-selected=true]').count()).toBe(8);

    await grid.page.locator('.row[aria-rowindex="4"] .gutter').click();
    await expect.poll(status).toBe('1 row × 12 columns selected');
    await press('Control+a');
    await expect.poll(status).toBe('5,000 rows × 12 columns selected');
  });

  it('saves all rows, or the selected ones', async () => {
    const save = grid.page.getByRole('button', { name: 'Save As…' });
    await save.click();
    await expect.poll(() => grid.saves.length).toBe(1);
    expect(grid.saves[0]?.rows).toBeUndefined();
    await cell(1, 0).click();
    await cell(2, 1).click({ modifiers: ['Shift'] });
    await save.click();
    await expect.poll(() => grid.saves.length).toBe(2);
    expect([...Array.from(grid.saves[1]?.rows ?? [])]).toEqual([1, 2]);
    expect(grid.saves[1]?.columns).toEqual([0, 1]);
  });

  it('resizes a column by its edge and fits it by a double click', async () => {
    const edge = header(0).locator('.edge');
    const box = await edge.boundingBox();
    const before = (await header(0).boundingBox())?.width ?? 0;
    await grid.page.mouse.move((box?.x ?? 0) + 3, (box?.y ?? 0) + 5);
    await grid.page.mouse.down();
    await grid.page.mouse.move((box?.x ?? 0) + 103, (box?.y ?? 0) + 5);
    await grid.page.mouse.up();
    await expect.poll(async () => (await header(0).boundingBox())?.width).toBe(before + 100);
    expect(await header(0).getAttribute('aria-sort')).toBe('none');
    await edge.dblclick();
    await expect.poll(async () => (await header(0).boundingBox())?.width).toBeLessThan(before + 20);
  });

  it('opens a cell in the side pane, laid out with its digits untouched, and closes it with Escape', async () => {
    await cell(1, 0).click();
    await press('End');
    for (let step = 0; step < 4; step += 1) await press('ArrowLeft');
    await press('Enter');
    const value = grid.page.locator('.pane-value');
    await grid.page.getByRole('button', { name: 'Formatted' }).click();
    await expect.poll(() => value.textContent()).toBe('{\n  "row": 1,\n  "column": 7,\n  "id": 9007199254740993\n}');
    expect(await grid.page.locator('.pane-row dt').count()).toBe(12);
    await grid.page.getByRole('button', { name: 'Raw' }).click();
    expect(await value.textContent()).toBe(madeText(1, 7));
    await grid.page.getByRole('button', { name: 'Copy Value' }).click();
    await expect.poll(() => grid.copies).toEqual([madeText(1, 7)]);
    await press('Escape');
    expect(await grid.page.locator('.pane').isVisible()).toBe(false);
    await expect.poll(focused).toEqual({ row: 1, column: 7 });
  });

  it('keeps the active cell on the screen when the side pane takes its place', async () => {
    await cell(0, 0).click();
    await press('Control+End');
    await press('Enter');
    await cell(4999, 11).waitFor({ timeout: 5000 });
    const box = await cell(4999, 11).boundingBox();
    const pane = await grid.page.locator('.pane').boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(pane?.x ?? 0);
    await grid.page.getByRole('button', { name: 'Close' }).click();
  });

  it('comes back as it was after the page was hidden and loaded anew', async () => {
    await cell(0, 0).click();
    await press('Control+End');
    await press('Enter');
    await settle(grid.page);
    const savedRow = () => grid.page.evaluate(() => sessionStorage.getItem('state'));
    await expect.poll(savedRow).toContain('"row":4999');
    await expect.poll(savedRow).toContain('"isPaneOpen":true');
    await grid.page.reload();
    await settle(grid.page);
    expect(await cell(4999, 11).isVisible()).toBe(true);
    expect(await cell(4999, 11).getAttribute('tabindex')).toBe('0');
    expect(await grid.page.locator('.pane').isVisible()).toBe(true);
    await grid.page.getByRole('button', { name: 'Close' }).click();
  });

  it('tells an empty text from a null and shows datetimes to seven digits', async () => {
    await grid.show(
      tableOf(
        [
          ['Text', 'string'],
          ['When', 'datetime'],
        ],
        [
          ['""', 'null'],
          ['null', '"2026-01-31T23:59:59Z"'],
        ],
      ),
    );
    expect(await cell(0, 0).textContent()).toBe('');
    expect(await cell(1, 0).textContent()).toBe('null');
    expect(await cell(1, 0).getAttribute('class')).toContain('is-null');
    expect(await cell(1, 1).textContent()).toBe('2026-01-31T23:59:59.0000000Z');
  });

  it('shows only the rows that hold a text, says how many, and shows all again', async () => {
    await cell(0, 0).click();
    await press('Control+f');
    await grid.page.keyboard.type('R49');
    const count = () => grid.page.locator('.filter-bar .filter-count').textContent();
    await expect.poll(count).toBe('111 of 5,000 rows');
    await settle(grid.page);
    expect(await cell(0, 1).textContent()).toBe(madeText(49, 1));
    expect(await cell(1, 1).textContent()).toBe(madeText(490, 1));
    expect(await grid.page.locator('.grid').getAttribute('aria-rowcount')).toBe('112');
    await press('Enter');
    await press('Control+End');
    await settle(grid.page);
    expect(await cell(110, 11).getAttribute('tabindex')).toBe('0');
    await grid.page.getByRole('button', { name: 'Show All' }).click();
    await expect.poll(() => grid.page.locator('.grid').getAttribute('aria-rowcount')).toBe('5001');
    expect(await count()).toBe('');
  });

  it('filters a column from its menu, which tells what its values are like', async () => {
    await header(3).click();
    await press('Alt+ArrowDown');
    const menu = grid.page.getByRole('dialog', { name: 'Column Column3' });
    await expect.poll(() => menu.locator('.menu-facts').textContent()).toContain('Null295');
    await grid.page.keyboard.type('null');
    await press('Enter');
    await expect.poll(() => grid.page.locator('.filter-bar .filter-count').textContent()).toBe('295 of 5,000 rows');
    expect(await menu.isVisible()).toBe(false);
    expect(await grid.page.locator('.chip').textContent()).toContain('Column3 null');
    await grid.page.getByRole('button', { name: 'Remove the filter Column3 null' }).click();
    await expect.poll(() => grid.page.locator('.filter-bar .filter-count').textContent()).toBe('');
  });

  it('filters by one of the commonest values with a click, exactly', async () => {
    await grid.show(
      tableOf(
        [['Command', 'string']],
        [['"null"'], ['"<img src=x onerror=alert(1)>"'], ['null'], ['"<img src=x onerror=alert(1)>"']],
      ),
    );
    await header(0).hover();
    await header(0).locator('.menu-mark').click();
    await grid.page.getByRole('button', { name: '<img src=x onerror=alert(1)>' }).click();
    await expect.poll(() => grid.page.locator('.filter-bar .filter-count').textContent()).toBe('2 of 4 rows');
    expect(grid.pageErrors).toEqual([]);
  });

  it('sorts what is filtered and keeps both when the page is loaded anew', async () => {
    await cell(0, 0).click();
    await press('Control+f');
    await grid.page.keyboard.type('c1 ');
    await expect.poll(() => grid.page.locator('.filter-bar .filter-count').textContent()).toBe('5,000 of 5,000 rows');
    await header(2).click();
    await header(2).click();
    await settle(grid.page);
    await grid.page.reload();
    await settle(grid.page);
    expect(await grid.page.getByRole('textbox', { name: 'Find rows that hold a text' }).inputValue()).toBe('c1 ');
    expect(await grid.page.locator('.filter-bar .filter-count').textContent()).toBe('5,000 of 5,000 rows');
    expect(await header(2).getAttribute('aria-sort')).toBe('descending');
    await grid.page.getByRole('button', { name: 'Show All' }).click();
  });

  it('includes or excludes the selected values in the query', async () => {
    grid.operators.length = 0;
    await cell(1, 2).click();
    await press('Enter');
    await grid.page.getByRole('button', { name: 'Exclude' }).click();
    await cell(1, 2).click();
    await cell(2, 2).click({ modifiers: ['Shift'] });
    await cell(1, 2).click({ button: 'right' });
    grid.controller.pivotSelection('include');
    await expect.poll(() => grid.operators).toHaveLength(2);
    const [first, second] = [madeText(1, 2), madeText(2, 2)];
    expect(grid.operators).toEqual([
      `where Column2 != long(${first})`,
      `where Column2 in (long(${first}), long(${second}))`,
    ]);
    await cell(4, 1).click({ button: 'right' });
    expect(await focused()).toEqual({ row: 4, column: 1 });
    await grid.page.getByRole('button', { name: 'Close' }).click();
  });

  it('shows the columns of an empty result and says so', async () => {
    await grid.show(tableOf([['Only', 'long']], []));
    expect(await header(0).textContent()).toContain('Only');
    expect(await grid.page.locator('.empty-note').textContent()).toBe('No rows');
    await header(0).click();
    await press('ArrowDown');
    await press('Control+a');
    await press('Control+c');
    await press('Enter');
    expect(grid.pageErrors).toEqual([]);
  });

  it('shows an error with its next step and its place', async () => {
    grid.controller.showFailure(RUN, {
      code: 'BadQuery',
      message: "Failed to resolve column 'Tmestamp'.",
      hint: 'Check its spelling.',
      position: { line: 2, column: 9 },
      details: { 'request-id': 'abc' },
    });
    const alert = grid.page.getByRole('alert');
    await expect.poll(() => alert.textContent()).toContain("Failed to resolve column 'Tmestamp'.");
    const text = await alert.textContent();
    for (const part of ['Check its spelling.', 'Line 2, column 9.', 'request-id', 'abc']) expect(text).toContain(part);
  });

  it('tells the place of an error once where its sentence names it', async () => {
    grid.controller.showFailure(RUN, {
      code: 'BadRequest',
      message: "'where' operator: Failed to resolve column 'Tmestamp' at line 2, column 9.",
      hint: 'Did you mean Timestamp?',
      position: { line: 2, column: 9 },
    });
    const alert = grid.page.getByRole('alert');
    await expect.poll(() => alert.textContent()).toContain('Did you mean Timestamp?');
    expect((await alert.innerText()).match(/line 2/gi)).toHaveLength(1);
  });
});
