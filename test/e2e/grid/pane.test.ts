import { beforeAll, describe, expect, it } from 'vitest';
import { tableOf } from '../../fixtures/tableOf';
import { settle } from './gridPage';
import { useGridPage } from './useGridPage';

const INNER = JSON.stringify({ user: { upn: 'ada@contoso.com' }, 'odd "key"': [12, 0.1] });
const NESTED = `{"Id":9223372036854775807,"Rate":0.12345678901234567890,"items":${JSON.stringify(
  Array.from({ length: 450 }, (_, at) => `item ${at}`),
)},"Raw":${JSON.stringify(INNER)},"Empty":[]}`;

describe('the side pane', () => {
  const table = tableOf(
    [
      ['Data', 'dynamic'],
      ['Text', 'string'],
      ['Id', 'long'],
    ],
    [
      [NESTED, JSON.stringify(INNER), '1'],
      ['{"Second":true}', JSON.stringify('long '.repeat(100_000)), '2'],
      ['null', '"plain"', '3'],
    ],
  );
  const grid = useGridPage({ height: 1000, table });

  const cell = (row: number, column: number) =>
    grid.page.locator(`.row[aria-rowindex="${row + 2}"] .cell[aria-colindex="${column + 2}"]`);
  const press = (key: string) => grid.page.keyboard.press(key);
  const button = (name: string) => grid.page.getByRole('button', { name, exact: true });
  const lines = () => grid.page.locator('.tree-line:visible').allTextContents();
  const focusedLine = () =>
    grid.page.evaluate(() => document.activeElement?.querySelector(':scope > .tree-line')?.textContent);

  const openCell = async (row: number, column: number) => {
    await cell(row, column).click();
    await press('Enter');
    await settle(grid.page);
  };

  it('says what a text looks like, links nothing, and tells a time on the clock of this machine', async () => {
    const hash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    const remark = grid.page.locator('.pane-remark');
    await grid.show(
      tableOf(
        [
          ['Hash', 'string'],
          ['Url', 'string'],
          ['When', 'datetime'],
        ],
        [[JSON.stringify(hash), '"https://contoso.com/a"', '"2020-02-29T12:00:00.1234567Z"']],
      ),
    );
    await openCell(0, 0);
    await expect.poll(() => remark.textContent()).toBe('Looks like: SHA-256 hash. 64 characters.');
    await press('ArrowRight');
    await expect.poll(() => remark.textContent()).toBe('Looks like: URL. 21 characters.');
    expect(await grid.page.locator('a').count()).toBe(0);
    await press('ArrowRight');
    await expect
      .poll(() => remark.textContent())
      .toMatch(/^Here: 2020-0[23]-\d\dT\d\d:\d\d:00\.1234567[+-]\d\d:\d\d, \d yr\. ago\.$/);
  });

  it('shows a dynamic value as a tree with every digit', async () => {
    await openCell(0, 0);
    await expect
      .poll(lines)
      .toEqual([
        'Id9223372036854775807',
        'Rate0.12345678901234567890',
        'items[ 450 elements ]',
        expect.stringMatching(/^RawJSON in a string: /) as string,
        'Empty[ 0 elements ]',
      ]);
    expect(await grid.page.getByRole('tree').getAttribute('aria-label')).toBe('Parts of the value');
  });

  it('opens, closes and moves about with the keyboard, JSON in strings too', async () => {
    await openCell(0, 0);
    await grid.page.getByRole('treeitem').first().focus();
    await press('ArrowDown');
    await press('ArrowDown');
    await press('ArrowDown');
    await press('ArrowRight');
    await expect.poll(lines).toContain('user{ 1 member }');
    await press('ArrowRight');
    expect(await focusedLine()).toBe('user{ 1 member }');
    await press('Enter');
    await expect.poll(lines).toContain('upn"ada@contoso.com"');
    await press('ArrowRight');
    const upn = grid.page.getByRole('treeitem', { level: 3 });
    expect(await upn.getAttribute('aria-posinset')).toBe('1');
    await press('Control+c');
    await expect.poll(() => grid.copies).toEqual(['ada@contoso.com']);
    await press('Control+Shift+C');
    await expect.poll(() => grid.copies.at(-1)).toBe('parse_json(tostring(Data.Raw))["user"]["upn"]');
    await press('ArrowLeft');
    await press('ArrowLeft');
    expect(await lines()).not.toContain('upn"ada@contoso.com"');
    await press('End');
    expect(await focusedLine()).toBe('Empty[ 0 elements ]');
    await press('i');
    expect(await focusedLine()).toBe('Id9223372036854775807');
  });

  it('reads many elements in pieces', async () => {
    await openCell(0, 0);
    await grid.page.getByRole('treeitem').nth(2).dblclick();
    const more = grid.page.locator('.tree-more:visible');
    await expect.poll(() => more.textContent()).toBe('Show more of the other 250');
    await more.click();
    await expect.poll(() => more.textContent()).toBe('Show more of the other 50');
    expect(await focusedLine()).toBe('[200]"item 200"');
    await more.click();
    await expect.poll(() => more.count()).toBe(0);
    expect(await grid.page.getByRole('treeitem', { level: 2 }).count()).toBe(450);
    expect(await grid.page.getByRole('treeitem', { level: 2 }).last().getAttribute('aria-setsize')).toBe('450');
  });

  it('finds parts by name and value, with their paths', async () => {
    await openCell(0, 0);
    await grid.page.getByRole('textbox', { name: 'Find in the value' }).fill('ITEM 44');
    await expect.poll(() => grid.page.locator('.tree-count').textContent()).toBe('11 parts found');
    expect((await lines())[0]).toBe('items[44]"item 44"');
    await press('ArrowDown');
    await button('Copy Path').click();
    await expect.poll(() => grid.copies).toEqual(['Data["items"][44]']);
    await grid.page.getByRole('textbox', { name: 'Find in the value' }).focus();
    await press('Escape');
    await expect.poll(async () => (await lines()).length).toBe(5);
  });

  it('writes an extend for a part into the query, also of a string that holds JSON', async () => {
    await openCell(0, 0);
    await grid.page.getByRole('treeitem').first().click();
    await button('Extend to Column').click();
    await expect.poll(() => grid.operators).toEqual(['extend Id2 = tolong(Data.Id)']);
    await openCell(0, 1);
    await expect.poll(lines).toEqual(['user{ 1 member }', 'odd "key"[ 2 elements ]']);
    await grid.page.getByRole('treeitem').nth(1).click();
    await press('ArrowRight');
    await expect.poll(lines).toContain('[1]0.1');
    await grid.page.getByText('[1]').click();
    await button('Extend to Column').click();
    await expect
      .poll(() => grid.operators.at(-1))
      .toBe('extend Odd_key_1 = toreal(parse_json(Text)["odd \\"key\\""][1])');
  });

  it('shows long text whole, piece by piece, wrapped or not', async () => {
    await openCell(1, 1);
    const text = grid.page.locator('.pane-value');
    await expect.poll(async () => (await text.textContent())?.length).toBe(200_000);
    await button('Show More').click();
    await expect.poll(async () => (await text.textContent())?.length).toBe(400_000);
    await button('Show More').click();
    await expect.poll(() => text.textContent()).toBe('long '.repeat(100_000));
    expect(await button('Show More').isVisible()).toBe(false);
    const height = await text.evaluate((element) => element.scrollHeight);
    await button('Wrap').click();
    expect(await text.evaluate((element) => element.scrollHeight)).toBeLessThan(height);
    await button('Wrap').click();
  });

  it('shows values as they were last shown after the page was hidden and loaded anew', async () => {
    const saved = () => grid.page.evaluate(() => sessionStorage.getItem('state'));
    await openCell(0, 0);
    await button('Formatted').click();
    await button('Wrap').click();
    await expect.poll(saved).toContain('"valueLook":{"layout":"formatted","isWrapped":false}');
    await grid.page.reload();
    await grid.page.locator('.pane-value.is-unwrapped').filter({ hasText: '"Rate": 0.1' }).waitFor();
    expect(await button('Formatted').getAttribute('aria-pressed')).toBe('true');
    expect(await button('Wrap').getAttribute('aria-pressed')).toBe('false');
  });

  it('goes to the next row and back, keeping the column and the focus', async () => {
    await openCell(0, 0);
    await button('Next row').click();
    await expect.poll(lines).toEqual(['Secondtrue']);
    expect(await grid.page.locator('.pane-row-title').textContent()).toBe('Row 2');
    expect(await button('Next row').evaluate((element) => element === document.activeElement)).toBe(true);
    await press('Enter');
    await expect.poll(() => grid.page.locator('.pane-value').textContent()).toBe('null');
    expect(await button('Next row').getAttribute('aria-disabled')).toBe('true');
    await button('Previous row').click();
    await expect.poll(() => grid.page.locator('.pane-row-title').textContent()).toBe('Row 2');
    expect(grid.pageErrors).toEqual([]);
  });
});

describe('the menu of a cell', () => {
  const grid = useGridPage({ height: 800 });
  beforeAll(async () => {
    await grid.show(
      tableOf(
        [
          ['Timestamp', 'datetime'],
          ['DeviceId', 'string'],
          ['Url', 'string'],
          ['Size', 'long'],
        ],
        [
          ['"2026-11-01T10:00:00.1234567Z"', '"d\\"1"', '"https://login.contoso.com/a"', '5'],
          ['"2026-11-01T11:00:00Z"', '"d2"', '"plain"', '9'],
        ],
      ),
    );
  });

  const cell = (row: number, column: number) =>
    grid.page.locator(`.row[aria-rowindex="${row + 2}"] .cell[aria-colindex="${column + 2}"]`);
  const item = (name: string) => grid.page.getByRole('menuitem', { name });
  const isCellFocused = () => grid.page.evaluate(() => document.activeElement?.getAttribute('role') === 'gridcell');

  it('opens a hunt over the tables that hold the entity, around the time of the row, by keyboard alone', async () => {
    await cell(0, 1).click();
    await grid.page.keyboard.press('Control+.');
    await item('Include in Query').waitFor();
    await grid.page.keyboard.press('h');
    await grid.page.keyboard.press('Enter');
    await expect.poll(() => grid.queries.length).toBe(1);
    expect(grid.queries[0]).toContain('let Entity = "d\\"1";');
    expect(grid.queries[0]).toContain('let Moment = datetime(2026-11-01T10:00:00.1234567Z);');
    expect(grid.queries[0]).toContain('(DeviceProcessEvents | where Timestamp between');
    expect(await isCellFocused()).toBe(true);
  });

  it('copies a value that is no link any more, and gives the focus back on Escape', async () => {
    await cell(0, 2).click();
    await grid.page.keyboard.press('Control+.');
    await item('Copy Defanged').click();
    await expect.poll(() => grid.copies).toEqual(['hxxps://login[.]contoso[.]com/a']);
    await grid.page.keyboard.press('Control+.');
    await item('Include in Query').waitFor();
    await grid.page.keyboard.press('ArrowUp');
    expect(await grid.page.evaluate(() => document.activeElement?.textContent)).toMatch(/^Hunt \(URL\)/);
    await grid.page.keyboard.press('Escape');
    expect(await grid.page.getByRole('menu').isVisible()).toBe(false);
    expect(await isCellFocused()).toBe(true);
  });

  it('offers the conditions that the types of the selected columns have, and no others', async () => {
    const offered = async () => {
      await grid.page.keyboard.press('Control+.');
      await item('Include in Query').waitFor();
      const labels = await grid.page.getByRole('menuitem').allInnerTexts();
      await grid.page.keyboard.press('Escape');
      return labels.filter((label) => label.startsWith('Add'));
    };
    const menuContext = async () => {
      const text = await grid.page.locator('.grid-body').getAttribute('data-vscode-context');
      return JSON.parse(text ?? '') as unknown;
    };
    await cell(0, 1).click();
    expect(await offered()).toEqual(['Add “has” to Query', 'Add “!has” to Query']);
    await cell(0, 1).click({ button: 'right' });
    expect(await menuContext()).toMatchObject({ offersHas: true, offersBetween: false });
    await cell(0, 3).click();
    expect(await offered()).toEqual(['Add “between” to Query']);
    await cell(0, 3).click({ button: 'right' });
    expect(await menuContext()).toMatchObject({ offersHas: false, offersBetween: true });
    await cell(0, 2).click();
    await cell(0, 3).click({ modifiers: ['Shift'] });
    expect(await offered()).toEqual([]);
  });

  it('writes a range and a condition over several columns', async () => {
    await cell(0, 3).click();
    await cell(1, 3).click({ modifiers: ['Shift'] });
    await grid.page.keyboard.press('Control+.');
    await item('Add “between” to Query').click();
    await expect.poll(() => grid.operators).toEqual(['where Size between (long(5) .. long(9))']);
    await cell(0, 1).click();
    await cell(0, 3).click({ modifiers: ['Shift'] });
    await grid.page.keyboard.press('Control+.');
    await item('Include in Query').click();
    await expect
      .poll(() => grid.operators.at(-1))
      .toBe('where DeviceId == "d\\"1" and Url == "https://login.contoso.com/a" and Size == long(5)');
    await cell(1, 3).click();
    await grid.page.keyboard.press('Control+.');
    await item('Copy Defanged').waitFor();
    expect(await item('Hunt').count()).toBe(0);
    await grid.page.keyboard.press('Escape');
    expect(grid.pageErrors).toEqual([]);
  });
});
