import axe from 'axe-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { devicesByFile } from '../../fixtures/chartTables';
import { madeTable } from '../../fixtures/madeTable';
import { tableOf } from '../../fixtures/tableOf';
import { drawChart } from './drawnChart';
import { partsOf } from './gridParts';
import { RUN, settle } from './gridPage';
import { THEME_NAMES } from './themes';
import { useGridPage } from './useGridPage';

const SIGN_IN = '{"user":{"upn":"ada@contoso.com"},"risk":[1,2,3],"raw":"{\\"a\\":1}"}';

/** The rules that axe-core runs unasked, which are those of WCAG 2 A and AA and its best practices. */
describe.each(THEME_NAMES)('axe-core finds nothing in the %s theme', (theme) => {
  const grid = useGridPage({ height: 1000 });
  beforeAll(async () => {
    await grid.setTheme(theme);
    await grid.page.evaluate(axe.source);
  });
  beforeEach(() => grid.reset());

  const { cell, header, press } = partsOf(grid);
  const button = (name: string) => grid.page.getByRole('button', { name, exact: true });
  const showMade = () => grid.show(madeTable(500, 12), { mayBeIncomplete: true, notes: ['A note.'] });

  it('in a result with rows, a selection and its query', async () => {
    await showMade();
    await header(3).click();
    await cell(1, 1).click();
    await press('Shift+ArrowDown', 'Shift+ArrowRight');
    await grid.page.locator('.query-toggle').click();
    await expectNoViolation();
  });

  it('in rows that are still coming', async () => {
    grid.controller.showRowsSoFar(RUN, madeTable(500, 12));
    await grid.page.locator('.rows-so-far-count').waitFor();
    await cell(1, 1).click();
    await expectNoViolation();
  });

  it('while rows are filtered and cells found', async () => {
    await showMade();
    await cell(0, 0).click();
    await press('Control+f');
    await grid.page.keyboard.type('1');
    await expect.poll(() => grid.page.locator('.filter-count').textContent()).toContain(' of 500 rows');
    await expectNoViolation();
    await button('Find').click();
    await grid.page.keyboard.type('2');
    await expect.poll(() => grid.page.locator('.find-count').textContent()).not.toBe('');
    await expectNoViolation();
  });

  it("in a column's menu", async () => {
    await showMade();
    await cell(0, 2).click();
    await press('Alt+ArrowDown');
    await grid.page.locator('.value-entry').first().waitFor();
    await expectNoViolation();
  });

  it("in a column's menu that says why what was typed means nothing", async () => {
    await showMade();
    const [number = -1] = madeTable(1, 12).columns.flatMap(({ type }, at) => (type === 'long' ? [at] : []));
    await header(number).hover();
    await header(number).locator('.menu-mark').click();
    await grid.page.keyboard.type('> much');
    await press('Enter');
    await grid.page.locator('.menu-fault:visible').waitFor();
    await expectNoViolation();
  });

  it('in what a header tells to a pointer that rests on it', async () => {
    await showMade();
    await header(1).hover();
    await grid.page.getByRole('tooltip').getByRole('term').first().waitFor();
    await expectNoViolation();
  });

  it('in grouped rows with an open group, and in the menu of a level', async () => {
    await showMade();
    await header(5).hover();
    await header(5).locator('.menu-mark').click();
    await button('Group by This Column').click();
    await grid.page.locator('.group-value').first().waitFor();
    await cell(0, 0).click();
    await press('ArrowRight');
    await grid.page.locator('.row[aria-level="2"] .gutter').first().waitFor();
    await expectNoViolation();
    await grid.page.locator('.group-chip').click();
    await grid.page.getByRole('menuitem').first().waitFor();
    await expectNoViolation();
  });

  it('in the list of columns', async () => {
    await showMade();
    await button('Columns').click();
    await grid.page.getByRole('dialog', { name: 'Columns' }).getByRole('checkbox').first().waitFor();
    await expectNoViolation();
  });

  it('in the side pane with a tree, and with parts found in it', async () => {
    await grid.show(tableOf([['SignIn', 'dynamic']], [[SIGN_IN]]));
    await cell(0, 0).click();
    await press('Enter');
    await grid.page.getByRole('treeitem').first().dblclick();
    await grid.page.getByRole('treeitem', { level: 2 }).waitFor();
    await expectNoViolation();
    await grid.page.getByRole('textbox', { name: 'Find in the value' }).fill('ada');
    await expect.poll(() => grid.page.locator('.tree-count').textContent()).toBe('1 part found');
    await expectNoViolation();
  });

  it('in the menu of a cell', async () => {
    await grid.show(tableOf([['DeviceId', 'string']], [['"d1"']]));
    await cell(0, 0).click();
    await press('Control+.');
    await grid.page.getByRole('menuitem').first().waitFor();
    await expectNoViolation();
  });

  it('in a chart with a note, and with its values beside it', async () => {
    await drawChart(grid, devicesByFile(), { visualization: 'columnchart', yColumns: ['Missing'] });
    await grid.page.locator('.chart-notes').waitFor();
    await expectNoViolation();
    await button('Values').click();
    await grid.page.locator('.chart-table').waitFor();
    await expectNoViolation();
  });

  it('in a result without rows', async () => {
    await grid.show(tableOf([['A', 'string']], []));
    await header(0).waitFor();
    await expectNoViolation();
  });

  it('in an error', async () => {
    grid.controller.showFailure(RUN, { code: 'x', message: 'It failed.', hint: 'Try again.', details: { id: '1' } });
    await grid.page.waitForSelector('.failure');
    await expectNoViolation();
  });

  it('while a query runs', () => expectNoViolation());

  async function expectNoViolation(): Promise<void> {
    if ((await grid.page.locator('.row:visible').count()) > 0) await settle(grid.page);
    const { violations } = await grid.page.evaluate(() => window.axe.run());
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary = '' }) => `${id}: ${html} ${failureSummary}`),
    );
    expect(found).toEqual([]);
  }
});

describe('where the system forces its colours', () => {
  const grid = useGridPage();

  beforeAll(async () => {
    await grid.page.emulateMedia({ forcedColors: 'active' });
    await grid.show(madeTable(5, 2));
  });

  it('tells what is switched on and which tab is shown from the others', async () => {
    const styleOf = (name: string, role: 'button' | 'tab', property: 'backgroundColor' | 'borderBottomColor') =>
      grid.page
        .getByRole(role, { name, exact: true })
        .evaluate((element, read) => getComputedStyle(element)[read], property);
    expect(await styleOf('Filter', 'button', 'backgroundColor')).not.toBe(
      await styleOf('Find', 'button', 'backgroundColor'),
    );
    expect(await styleOf('Table', 'tab', 'borderBottomColor')).not.toBe(
      await styleOf('Chart', 'tab', 'borderBottomColor'),
    );
  });
});

declare global {
  interface Window {
    axe: typeof axe;
  }
}
