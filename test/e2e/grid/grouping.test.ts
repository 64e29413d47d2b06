import { describe, expect, it } from 'vitest';
import { tableOf } from '../../fixtures/tableOf';
import { partsOf } from './gridParts';
import { settle } from './gridPage';
import { readShownCells } from './shownCells';
import { useGridPage } from './useGridPage';

const TABLE = tableOf(
  [['Device', 'string'], ['Time', 'datetime'], ['File', 'string'], ['Size', 'long']],
  [
    ['"pc2"', '"2026-01-31T10:00:00.1234567Z"', '"a.exe"', '9007199254740993'],
    ['"pc1"', '"2026-01-31T10:10:00Z"', '"b.exe"', '2'],
    ['"pc1"', '"2026-01-31T11:59:00Z"', '"a.exe"', '3'],
    ['null', '"2026-01-31T11:00:00Z"', '"c.exe"', '4'],
    ['""', '"2026-01-31T12:00:00Z"', '"<b>\\u202e"', 'null'],
    ['"pc1"', 'null', '"b.exe"', '5'],
  ],
); // prettier-ignore

describe('grouping in the grid', () => {
  const grid = useGridPage({ table: TABLE });

  const { cell, gutter, header, press, focused, status } = partsOf(grid);
  const button = (name: string) => grid.page.getByRole('button', { name, exact: true });
  const chips = () => grid.page.getByRole('list', { name: 'Grouped by' }).locator('.group-chip');
  /** The lines from top to bottom: a group as its label, a row as the number it has in its group. */
  const lines = () =>
    grid.page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('.row:not([hidden])')]
        .sort((a, b) => Number(a.ariaRowIndex) - Number(b.ariaRowIndex))
        .map((row) => {
          const mark = { true: '-', false: '+' }[row.ariaExpanded ?? ''] ?? '';
          const texts = [...row.querySelectorAll('.group-value, .group-figures')].map((part) => part.textContent);
          const text = texts.length === 0 ? row.querySelector('.gutter')?.textContent : texts.join('');
          return `${'  '.repeat(Number(row.ariaLevel ?? 1) - 1)}${mark}${text ?? ''}`;
        }),
    );
  const expectLines = (expected: readonly string[]) => expect.poll(lines).toEqual(expected);
  const choose = async (column: number, action: string) => {
    await header(column).hover();
    await header(column).locator('.menu-mark').click();
    await grid.page.getByRole('dialog').getByRole('button', { name: action, exact: true }).click();
  };
  const CLOSED = ['+pc1 3 · 50%', '+pc2 1 · 16.7%', '+null 1 · 16.7%', '+(empty) 1 · 16.7%'];
  const groupByDevice = async () => {
    await choose(0, 'Group by This Column');
    await expectLines(CLOSED);
  };

  it('shows groups with counts and shares in a tree, null and the empty text apart, and says so', async () => {
    await groupByDevice();
    expect(await status()).toBe('Grouped by Device: 4 groups of 6 rows.');
    const tree = grid.page.getByRole('treegrid', { name: 'Results' });
    expect(await tree.getAttribute('aria-rowcount')).toBe('5');
    const row = grid.page.locator('.row[aria-rowindex="2"]');
    const attributes = await Promise.all(
      ['aria-level', 'aria-expanded', 'aria-posinset', 'aria-setsize'].map((name) => row.getAttribute(name)),
    );
    expect(attributes).toEqual(['1', 'false', '1', '4']);
    expect(await grid.page.locator('.group-value.is-null').allTextContents()).toEqual(['null', '(empty)']);
  });

  it('opens and closes groups with the arrows and Enter, and goes to the group above', async () => {
    await groupByDevice();
    await cell(0, 0).click();
    await press('ArrowRight');
    await expectLines(['-pc1 3 · 50%', '  1', '  2', '  3', ...CLOSED.slice(1)]);
    expect(await status()).toBe('Opened pc1, 3 rows.');
    expect(await cell(2, 2).textContent()).toBe('a.exe');
    expect(await grid.page.locator('.row[aria-rowindex="4"]').getAttribute('aria-level')).toBe('2');
    await press('ArrowDown', 'ArrowDown', 'ArrowLeft');
    await expect.poll(focused).toEqual({ row: 0, column: 0 });
    await press('ArrowLeft');
    await expectLines(CLOSED);
    await press('ArrowDown', 'Enter');
    await expectLines([CLOSED[0] ?? '', '-pc2 1 · 16.7%', '  1', ...CLOSED.slice(2)]);
    await press('Enter');
    await expectLines(CLOSED);
  });

  it('opens and closes groups by mouse, one or all of them', async () => {
    await groupByDevice();
    await gutter(1).click();
    await expectLines([CLOSED[0] ?? '', '-pc2 1 · 16.7%', '  1', ...CLOSED.slice(2)]);
    await gutter(1).click();
    await expectLines(CLOSED);
    await cell(1, 1).dblclick();
    await expectLines([CLOSED[0] ?? '', '-pc2 1 · 16.7%', '  1', ...CLOSED.slice(2)]);
    await button('Open All').click();
    await expect.poll(lines).toHaveLength(10);
    await button('Close All').click();
    await expectLines(CLOSED);
    expect(await status()).toBe('All groups are closed.');
  });

  it('makes the column of the groups wider and narrower by keyboard', async () => {
    await groupByDevice();
    const width = () => gutter(0).evaluate((element) => element.getBoundingClientRect().width);
    const first = await width();
    await cell(0, 0).click();
    await press('Alt+ArrowRight', 'Alt+ArrowRight');
    await expect.poll(width).toBe(first + 32);
    await press('Alt+ArrowLeft');
    await expect.poll(width).toBe(first + 16);
    await expectLines(CLOSED);
  });

  it('groups by a second column within the first, in another order by keyboard, and by less again', async () => {
    await groupByDevice();
    await choose(2, 'Add to Grouping');
    await expect.poll(() => chips().count()).toBe(2);
    await cell(0, 0).click();
    await press('ArrowRight');
    await expectLines(['-pc1 3 · 50%', '  +b.exe 2 · 33.3%', '  +a.exe 1 · 16.7%', ...CLOSED.slice(1)]);
    await chips().nth(1).focus();
    await press('Alt+ArrowLeft');
    await expect.poll(async () => (await lines())[0]).toBe('+a.exe 2 · 33.3%');
    expect(await chips().allTextContents()).toEqual(['Filecount ▼', 'Devicecount ▼']);
    expect(await grid.page.evaluate(() => document.activeElement?.textContent)).toBe('Filecount ▼');
    await press('Delete');
    await expectLines(CLOSED);
    await choose(0, 'Ungroup');
    await grid.page.getByRole('grid', { name: 'Results' }).waitFor();
    await expect.poll(() => gutter(0).textContent()).toBe('1');
    expect(await grid.page.locator('.row[aria-level]').count()).toBe(0);
  });

  it('groups times by a bin that fits, and by another one', async () => {
    await choose(1, 'Group by This Column');
    await expect.poll(status).toBe('Grouped by Time by 5m (UTC): 6 groups of 6 rows.');
    await chips().first().click();
    await grid.page.getByRole('menuitem', { name: 'Hour', exact: true }).click();
    await expectLines([
      '+2026-01-31T10:00:00Z 2 · 33.3%',
      '+2026-01-31T11:00:00Z 2 · 33.3%',
      '+2026-01-31T12:00:00Z 1 · 16.7%',
      '+null 1 · 16.7%',
    ]);
    await chips().first().click();
    await grid.page.getByRole('menuitem', { name: 'By Value ▼' }).click();
    await expect.poll(async () => (await lines())[0]).toBe('+2026-01-31T12:00:00Z 1 · 16.7%');
  });

  it('tells aggregates under their columns, exactly, and orders groups by them', async () => {
    await groupByDevice();
    await choose(3, 'Sum');
    await expect.poll(() => cell(0, 3).textContent()).toBe('sum 10');
    await choose(3, 'Max');
    await expect.poll(() => cell(1, 3).textContent()).toBe('sum 9007199254740993 · max 9007199254740993');
    await chips().first().click();
    await grid.page.getByRole('menuitem', { name: 'By Sum of Size ▼' }).click();
    await expectLines(['+pc2 1 · 16.7%', '+pc1 3 · 50%', '+null 1 · 16.7%', '+(empty) 1 · 16.7%']);
  });

  it('shows the times of groups and aggregates as all others are', async () => {
    await groupByDevice();
    await choose(1, 'Min');
    await expect.poll(() => cell(1, 1).textContent()).toBe('min 2026-01-31T10:00:00.1234567Z');
    await grid.page.getByRole('combobox', { name: 'Times' }).selectOption('relative');
    await expect.poll(() => cell(1, 1).textContent()).toMatch(/^min (?:in )?\d+ \S+(?: ago)?$/);
  });

  it('sorts rows within groups, and groups by the column that they share', async () => {
    await groupByDevice();
    await cell(0, 0).click();
    await press('ArrowRight');
    await cell(3, 3).waitFor();
    await header(3).click();
    await header(3).click();
    await expect.poll(() => cell(1, 3).textContent()).toBe('5');
    expect(await cell(3, 3).textContent()).toBe('2');
    await header(0).click();
    await expectLines(['+null 1 · 16.7%', '+(empty) 1 · 16.7%', '-pc1 3 · 50%', '  1', '  2', '  3', '+pc2 1 · 16.7%']);
  });

  it('filters rows and counts the groups anew', async () => {
    await groupByDevice();
    await cell(0, 0).click();
    await press('Control+f');
    await grid.page.keyboard.type('a.exe');
    await expectLines(['+pc2 1 · 50%', '+pc1 1 · 50%']);
    expect(await grid.page.locator('.filter-count').textContent()).toBe('2 of 6 rows');
  });

  it('finds cells in closed groups', async () => {
    await groupByDevice();
    await cell(0, 0).click();
    await button('Find').click();
    await grid.page.keyboard.type('c.exe');
    await expectLines([...CLOSED.slice(0, 2), '-null 1 · 16.7%', '  1', CLOSED[3] ?? '']);
    expect(await grid.page.locator('.find-count').textContent()).toBe('1 of 1 cell');
    await press('Escape');
    await expect.poll(focused).toEqual({ row: 3, column: 2 });
  });

  it('takes a group for its rows when it is copied and summarized, and copies its value alone', async () => {
    await groupByDevice();
    await cell(0, 3).click();
    await press('Control+c');
    await expect.poll(() => grid.copies).toEqual(['pc1']);
    await expect.poll(status).toBe('Copied the value.');
    await press('Shift+ArrowDown');
    await expect.poll(() => grid.page.locator('.selection-summary').textContent()).toContain('Count 4 · Distinct 4');
    expect(await status()).toBe('2 lines × 1 column selected');
    await press('Control+c');
    await expect.poll(() => grid.copies.at(-1)).toBe('2\r\n3\r\n5\r\n9007199254740993');
    await button('Copy Groups').click();
    await expect.poll(() => grid.copies.at(-1)).toBe('Device\tCount\r\npc1\t3\r\npc2\t1\r\n\t1\r\n""\t1');
  });

  it('leads from a group to the next query', async () => {
    await groupByDevice();
    await cell(0, 3).click();
    await press('Control+.');
    await grid.page.getByRole('menuitem', { name: 'Include in Query' }).click();
    await expect.poll(() => grid.operators).toEqual(['where Device == "pc1"']);
    await press('Control+.');
    await grid.page.getByRole('menuitem', { name: 'Exclude from Query' }).click();
    await expect.poll(() => grid.operators.at(-1)).toBe('where Device != "pc1"');
    await press('Control+.');
    await grid.page.getByRole('menuitem', { name: 'Write as summarize' }).click();
    await expect.poll(() => grid.operators.at(-1)).toBe('summarize Count = count() by Device\n| order by Count desc');
    await button('Save Groups…').click();
    await expect.poll(() => grid.saves.map(({ table }) => table.rowCount)).toEqual([4]);
  });

  it('shows the value of a group in the side pane, and hostile texts of it as everywhere', async () => {
    await choose(2, 'Group by This Column');
    await expect.poll(async () => (await lines()).at(-1)).toBe('+<b>‹U+202E› 1 · 16.7%');
    const last = (await lines()).length - 1;
    await cell(last, 0).click();
    await button('Details').click();
    await expect.poll(() => grid.page.locator('.pane-name').textContent()).toBe('File');
    await expect.poll(() => grid.page.locator('.pane-body').textContent()).toContain('<b>‹U+202E›');
    expect(grid.pageErrors).toEqual([]);
  });

  it('numbers a row in the side pane as it does beside the row', async () => {
    await groupByDevice();
    await gutter(0).click();
    await expect.poll(lines).toHaveLength(7);
    await cell(2, 1).click();
    await press('Enter');
    const title = grid.page.locator('.pane-row-title');
    await expect.poll(() => title.textContent()).toBe('Row 2');
    expect(await gutter(2).textContent()).toBe('2');
    await press('ArrowDown');
    await press('ArrowDown');
    await expect.poll(() => title.textContent()).toBe('Group');
  });

  it('stays grouped and open when the page is loaded anew', async () => {
    await groupByDevice();
    await gutter(1).click();
    await expect.poll(lines).toHaveLength(5);
    await grid.page.reload();
    await expectLines([CLOSED[0] ?? '', '-pc2 1 · 16.7%', '  1', ...CLOSED.slice(2)]);
    await expect.poll(() => chips().allTextContents()).toEqual(['Devicecount ▼']);
  });

  it('stays grouped and open when the same run comes back after the window was reloaded', async () => {
    const run = { query: 'T', connection: 'c', timespan: 't', keptAs: 'run-1' };
    const answer = { table: TABLE, elapsedMs: 1, mayBeIncomplete: false, notes: [] };
    grid.controller.showResult(run, answer);
    await settle(grid.page);
    await groupByDevice();
    await expect.poll(() => grid.page.evaluate(() => sessionStorage.getItem('state'))).toContain('"grouping"');
    await gutter(1).click();
    await expect.poll(lines).toHaveLength(5);
    await expect
      .poll(() => grid.page.evaluate(() => sessionStorage.getItem('state')))
      .toMatch(/"openGroups":\[\[\d+\]\]/);
    await cell(2, 1).click();
    await expect.poll(() => grid.page.evaluate(() => sessionStorage.getItem('state'))).toContain('"active":{"row":2,');
    grid.controller.showResult(run, answer);
    await expectLines([CLOSED[0] ?? '', '-pc2 1 · 16.7%', '  1', ...CLOSED.slice(2)]);
    await cell(2, 1).and(grid.page.locator('.is-active')).waitFor();
  });

  it('opens a group of ten thousand rows among others without drawing more than the screen', async () => {
    const rows = Array.from({ length: 20_000 }, (_, row) => [`"g${row % 2}"`, String(row)]);
    await grid.show(tableOf([['Group', 'string'], ['Number', 'long']], rows)); // prettier-ignore
    await choose(0, 'Group by This Column');
    await expectLines(['+g0 10,000 · 50%', '+g1 10,000 · 50%']);
    await cell(0, 0).click();
    await press('ArrowRight');
    await cell(1, 1).filter({ hasText: /^0$/ }).waitFor();
    await press('Control+End');
    await grid.page.locator('.row[aria-rowindex="10003"] .gutter').waitFor();
    await settle(grid.page);
    const cells = await readShownCells(grid.page);
    expect(cells.length).toBeLessThan(300);
    expect(cells.find(({ row, column }) => row === 10_000 && column === 1)?.text).toBe('19998');
  });
});
