import { describe, expect, it } from 'vitest';
import { tableOf } from '../../fixtures/tableOf';
import { settle } from './gridPage';
import { partsOf } from './gridParts';
import { readShownCells } from './shownCells';
import { useGridPage } from './useGridPage';

describe("filtering from a column's menu", () => {
  const table = tableOf(
    [
      ['File', 'string'],
      ['Size', 'long'],
      ['When', 'datetime'],
    ],
    [
      ['"cmd.exe"', '1', '"2026-01-01T10:00:00Z"'],
      ['"cmd.exe"', '9007199254740993', '"2026-01-02T10:00:00Z"'],
      ['null', '9007199254740992', '"2026-01-03T10:00:00Z"'],
      ['""', 'null', '"2026-01-03T23:00:00Z"'],
      ['"<b>x</b>"', '7', 'null'],
    ],
  );
  const grid = useGridPage({ table });

  const { header } = partsOf(grid);
  const count = () => grid.page.locator('.filter-bar .filter-count').textContent();
  const open = async (place: number, name: string) => {
    await header(place).hover();
    await header(place).locator('.menu-mark').click();
    return grid.page.getByRole('dialog', { name: `Column ${name}` });
  };

  it('shows rows with any of the values chosen, null and empty among them', async () => {
    const menu = await open(0, 'File');
    await menu.getByRole('checkbox', { name: 'Choose null' }).check();
    await menu.getByRole('checkbox', { name: 'Choose (empty)' }).check();
    await menu.getByRole('button', { name: 'Show Chosen (2)' }).click();
    await expect.poll(count).toBe('2 of 5 rows');
    expect(await grid.page.locator('.chip').textContent()).toContain('File in 2 values');
    const again = await open(0, 'File');
    await expect.poll(() => again.getByRole('checkbox', { name: 'Choose null' }).isChecked()).toBe(true);
    expect(await again.getByRole('checkbox', { name: 'Choose cmd.exe' }).isChecked()).toBe(false);
    await again.getByRole('checkbox', { name: 'Choose cmd.exe' }).check();
    await again.getByRole('button', { name: 'Show Chosen (3)' }).click();
    await expect.poll(count).toBe('4 of 5 rows');
  });

  it('stays filtered and sorted when the same run comes back after the window was reloaded', async () => {
    const run = { query: 'T', connection: 'c', timespan: 't', keptAs: 'run-1' };
    const answer = { table, elapsedMs: 1, mayBeIncomplete: false, notes: [] };
    const state = () => grid.page.evaluate(() => sessionStorage.getItem('state'));
    const shownFiles = async () => {
      const cells = (await readShownCells(grid.page)).filter(({ column }) => column === 0);
      return cells.sort((a, b) => a.row - b.row).map(({ text }) => text);
    };
    grid.controller.showResult(run, answer);
    await settle(grid.page);
    const menu = await open(1, 'Size');
    await menu.getByRole('textbox', { name: /^Filter/ }).fill('> 1');
    await grid.page.keyboard.press('Enter');
    await expect.poll(count).toBe('3 of 5 rows');
    await header(1).click();
    await expect.poll(shownFiles).toEqual(['<b>x</b>', 'null', 'cmd.exe']);
    await expect.poll(state).toMatch(/"sort":\[.*"filter":\{/);
    grid.controller.showResult(run, answer);
    await expect.poll(shownFiles).toEqual(['<b>x</b>', 'null', 'cmd.exe']);
    await expect.poll(count).toBe('3 of 5 rows');
    expect(await header(1).getAttribute('aria-sort')).toBe('ascending');
    expect(await grid.page.locator('.chip').textContent()).toContain('Size > 1');
  });

  it('names the empty text where it is the least value', async () => {
    const menu = await open(0, 'File');
    await expect.poll(() => menu.getByRole('definition').allTextContents()).toContain('(empty)');
  });

  it('tells a column by a pointer that rests on its header: counts, ends, a histogram, the commonest values', async () => {
    const tip = grid.page.getByRole('tooltip');
    await header(1).hover();
    await tip.getByRole('img', { name: /^Rows from the least to the greatest value, in equal steps: \d/ }).waitFor();
    expect(await tip.locator('.hover-title').textContent()).toBe('Size · long');
    // The rows below do not shine through, whatever colours a theme leaves out.
    expect(await tip.evaluate((element) => getComputedStyle(element).backgroundColor)).toMatch(/^rgb\(/);
    await header(0).hover();
    await expect.poll(() => tip.locator('.hover-title').textContent()).toBe('File · string');
    await expect.poll(() => tip.getByRole('term').allTextContents()).toContain('cmd.exe');
    expect(await tip.getByRole('img').isVisible()).toBe(false);
    await grid.page.keyboard.press('Escape');
    await header(0).press('Escape');
    await expect.poll(() => tip.isVisible()).toBe(false);
    await header(1).hover();
    await tip.waitFor();
    await grid.page.locator('.filter-bar').hover();
    await expect.poll(() => tip.isVisible()).toBe(false);
  });

  it('finds values by typing', async () => {
    const menu = await open(0, 'File');
    await menu.getByRole('textbox', { name: 'Find values' }).fill('<B>');
    await expect.poll(() => menu.getByRole('checkbox').count()).toBe(1);
    await menu.getByRole('checkbox', { name: 'Choose <b>x</b>' }).check();
    await menu.getByRole('button', { name: 'Show Chosen (1)' }).click();
    await expect.poll(count).toBe('1 of 5 rows');
    expect(grid.pageErrors).toEqual([]);
  });

  it('shows a range of numbers to the last digit, and of times', async () => {
    const sizes = await open(1, 'Size');
    await sizes.getByRole('textbox', { name: 'From' }).fill('2');
    await sizes.getByRole('textbox', { name: 'To' }).fill('9007199254740992');
    await sizes.getByRole('button', { name: 'Show Range' }).click();
    await expect.poll(count).toBe('2 of 5 rows');
    const times = await open(2, 'When');
    await times.getByRole('textbox', { name: 'From' }).fill('2026-01-03');
    await grid.page.keyboard.press('Enter');
    await expect.poll(count).toBe('1 of 5 rows');
  });

  it('takes times as local ones where those are shown', async () => {
    const session = await grid.page.context().newCDPSession(grid.page);
    await session.send('Emulation.setTimezoneOverride', { timezoneId: 'Asia/Kolkata' });
    const filterBox = async () => (await open(2, 'When')).getByRole('textbox', { name: 'Filter When' });
    await (await filterBox()).fill('2026-01-03');
    await grid.page.keyboard.press('Enter');
    await expect.poll(count).toBe('2 of 5 rows');
    await grid.page.getByRole('combobox', { name: 'Times' }).selectOption('local');
    await (await filterBox()).fill('2026-01-03');
    await grid.page.keyboard.press('Enter');
    await expect.poll(count).toBe('1 of 5 rows');
    expect(await grid.page.locator('.chip').textContent()).toContain('When 2026-01-03+05:30');
    await (await filterBox()).fill('>= 2026-01-04 04:30');
    await grid.page.keyboard.press('Enter');
    await expect.poll(() => grid.page.locator('.chip').textContent()).toContain('When >= 2026-01-04 04:30+05:30');
    await expect.poll(count).toBe('1 of 5 rows');
    await session.send('Emulation.setTimezoneOverride', { timezoneId: '' });
  });

  it('looks for texts in times as they are shown', async () => {
    const session = await grid.page.context().newCDPSession(grid.page);
    await session.send('Emulation.setTimezoneOverride', { timezoneId: 'Asia/Kolkata' });
    const showTimes = (display: string) => grid.page.getByRole('combobox', { name: 'Times' }).selectOption(display);
    const rowsBox = grid.page.getByRole('textbox', { name: 'Find rows that hold a text' });
    await rowsBox.fill('T15:30');
    await expect.poll(count).toBe('0 of 5 rows');
    await showTimes('local');
    await expect.poll(count).toBe('3 of 5 rows');
    const values = await open(2, 'When');
    await expect
      .poll(() => values.getByRole('list', { name: 'Values' }).innerText())
      .toContain('2026-01-03T15:30:00.0000000+05:30');
    await values.getByRole('textbox', { name: 'Find values' }).fill('03t15');
    await expect.poll(() => values.getByRole('list', { name: 'Values' }).getByRole('listitem').count()).toBe(1);
    await grid.page.keyboard.press('Escape');
    await rowsBox.fill('');
    await grid.page.getByRole('button', { name: 'Find', exact: true }).click();
    await grid.page.getByRole('textbox', { name: 'Find cells that hold a text' }).fill('T15:30');
    const found = () => grid.page.locator('.find-count').textContent();
    await expect.poll(found).toBe('1 of 3 cells');
    const marked = () =>
      grid.page.evaluate(() => [...CSS.highlights.values()].reduce((sum, { size }) => sum + size, 0));
    await expect.poll(marked).toBe(3);
    await showTimes('utc');
    await expect.poll(marked).toBe(0);
    await grid.page.getByRole('textbox', { name: 'Find cells that hold a text' }).press('Enter');
    await expect.poll(found).toBe('No cell holds it');
    await session.send('Emulation.setTimezoneOverride', { timezoneId: '' });
  });

  it('says in a sentence why what was typed means nothing, and keeps it', async () => {
    const menu = await open(1, 'Size');
    const box = menu.getByRole('textbox', { name: 'Filter Size' });
    await box.fill('> much');
    await box.press('Enter');
    const fault = menu.getByRole('alert');
    await expect.poll(() => fault.textContent()).toBe('“much” is no number. Type one such as 12, -0.5 or 1e6.');
    expect(await box.getAttribute('aria-invalid')).toBe('true');
    await menu.getByRole('textbox', { name: 'From' }).fill('9');
    await menu.getByRole('textbox', { name: 'To' }).fill('5');
    await menu.getByRole('button', { name: 'Show Range' }).click();
    await expect.poll(() => fault.textContent()).toMatch(/^The range ends before it begins/);
    expect(await count()).toBe('');
    await box.fill('> 5');
    await box.press('Enter');
    await expect.poll(count).toBe('3 of 5 rows');
    const again = await open(1, 'Size');
    expect(await again.getByRole('alert').isVisible()).toBe(false);
  });

  it('shows null or not null', async () => {
    await (await open(2, 'When')).getByRole('button', { name: 'Not Null' }).click();
    await expect.poll(count).toBe('4 of 5 rows');
    await (await open(2, 'When')).getByRole('button', { name: 'Null', exact: true }).click();
    await expect.poll(count).toBe('1 of 5 rows');
    expect(await (await open(0, 'File')).getByRole('button', { name: 'Show Range' }).isVisible()).toBe(false);
  });
});
