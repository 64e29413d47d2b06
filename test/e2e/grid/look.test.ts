import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { madeTable } from '../../fixtures/madeTable';
import { settle } from './gridPage';
import { THEME_NAMES } from './themes';
import { useGridPage } from './useGridPage';

const CONTRAST_THEMES = THEME_NAMES.filter((name) => name.startsWith('contrast'));
const SCREENSHOTS = path.resolve(import.meta.dirname, '../../../test-results/grid');

describe("the grid's look", () => {
  const grid = useGridPage();
  beforeAll(async () => {
    mkdirSync(SCREENSHOTS, { recursive: true });
    await grid.show(madeTable(100_000, 40), { mayBeIncomplete: true, notes: ['2 values held a lone surrogate.'] });
    await grid.page.locator('.row[aria-rowindex="6"] .cell[aria-colindex="3"]').dblclick();
    await grid.page.locator('.column[aria-colindex="4"]').click();
    await grid.page.locator('.row[aria-rowindex="6"] .cell[aria-colindex="3"]').click();
    await grid.page.keyboard.press('Shift+ArrowDown');
    await grid.page.keyboard.press('Shift+ArrowRight');
    await grid.page.keyboard.press('Enter');
    await settle(grid.page);
  });

  it.each(THEME_NAMES)('shows filters and a column’s menu in the %s theme', async (theme) => {
    await grid.setTheme(theme);
    await grid.page.locator('.column[aria-colindex="3"]').hover();
    await grid.page.locator('.column[aria-colindex="3"] .menu-mark').click();
    await grid.page.locator('.value-entry').first().waitFor();
    const shot = await grid.page.screenshot({ path: path.join(SCREENSHOTS, `menu-${theme}.png`) });
    expect(shot.length).toBeGreaterThan(10_000);
    await grid.page.keyboard.press('Escape');
    expect(grid.pageErrors).toEqual([]);
  });

  it.each(THEME_NAMES)('is complete in the %s theme', async (theme) => {
    await grid.setTheme(theme);
    const shot = await grid.page.screenshot({ path: path.join(SCREENSHOTS, `${theme}.png`) });
    expect(shot.length).toBeGreaterThan(10_000);
    expect(grid.pageErrors).toEqual([]);
  });

  it.each(THEME_NAMES)('shows groups in the %s theme', async (theme) => {
    await grid.setTheme(theme);
    if ((await grid.page.locator('.group-chip').count()) === 0) await group();
    const shot = await grid.page.screenshot({ path: path.join(SCREENSHOTS, `groups-${theme}.png`) });
    expect(shot.length).toBeGreaterThan(10_000);
    expect(grid.pageErrors).toEqual([]);
  });

  it.each(THEME_NAMES)('tells in the %s theme which of two ways to search is chosen', async (theme) => {
    await grid.setTheme(theme);
    const ground = (name: string) =>
      grid.page
        .getByRole('button', { name, exact: true })
        .evaluate((button) => getComputedStyle(button).backgroundColor);
    expect(await ground('Filter')).not.toBe(await ground('Find'));
  });

  it.each(CONTRAST_THEMES)('marks what is found in the %s theme in the colours of the page, turned', async (theme) => {
    await grid.setTheme(theme);
    const { found, page } = await grid.page.locator('.grid').evaluate((element) => {
      const colorsOf = ({ color, backgroundColor }: CSSStyleDeclaration) => [color, backgroundColor];
      return {
        found: colorsOf(getComputedStyle(element, '::highlight(kql-found)')),
        page: colorsOf(getComputedStyle(document.body)),
      };
    });
    expect(found).toEqual(page.toReversed());
  });

  it('ends names of numbers where their values end', async () => {
    const rightOf = (selector: string) =>
      grid.page.locator(`${selector}:not([hidden])`).evaluate((element) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        return range.getBoundingClientRect().right;
      });
    const name = await rightOf('.column[aria-colindex="4"] .label');
    const value = await rightOf('.row[aria-rowindex="4"] .cell[aria-colindex="4"]');
    expect(Math.abs(name - value)).toBeLessThan(2);
  });

  /** Groups by the hours of the first column, opens the first group and shows the sum of a column in it. */
  async function group(): Promise<void> {
    const choose = async (column: number, action: string): Promise<void> => {
      await grid.page.locator(`.column[aria-colindex="${column + 2}"]:not([hidden])`).hover();
      await grid.page.locator(`.column[aria-colindex="${column + 2}"]:not([hidden]) .menu-mark`).click();
      await grid.page.getByRole('button', { name: action, exact: true }).click();
    };
    await choose(0, 'Group by This Column');
    await grid.page.locator('.group-value').first().waitFor();
    await choose(2, 'Sum');
    await grid.page.locator('.row[aria-rowindex="2"] .cell').filter({ hasText: 'sum' }).waitFor();
    await grid.page.locator('.row[aria-rowindex="2"] .gutter').click();
    await grid.page.locator('.row[aria-level="2"] .gutter').first().waitFor();
    await settle(grid.page);
  }
});
