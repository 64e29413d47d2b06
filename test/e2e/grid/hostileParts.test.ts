import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CELL_CHARACTERS } from '../../../src/core/results/display/displayCell';
import { showInvisibles } from '../../../src/core/visibleText';
import { tableOf } from '../../fixtures/tableOf';
import { partsOf } from './gridParts';
import { expectInert, hostileTexts, TEXTS, watchElements } from './hostileTexts';
import { useGridPage } from './useGridPage';

/** No table here has times, so that not even the page itself has a list to choose from (`select`). */
const OWN_ELEMENTS = new Set(
  'ASIDE BUTTON DD DIV DL DT FOOTER H1 H2 H3 HEADER INPUT LABEL LI MAIN OL P PRE SECTION SPAN UL'.split(' '),
);

describe('hostile texts in the parts of the page that open', () => {
  const texts = hostileTexts();
  const short = texts.filter((text) => text.length <= 100);
  const grid = useGridPage({ height: 1000 });
  beforeAll(async () => {
    await watchElements(grid);
  });
  beforeEach(() => grid.reset());
  afterEach(() => expectInert(grid, OWN_ELEMENTS));

  const { cell, press } = partsOf(grid);
  const lines = () =>
    grid.page
      .locator('.tree-line:visible')
      .evaluateAll((all) => all.map((line) => [...line.children].slice(1).map(({ textContent }) => textContent)));

  it('are names and values of a tree, with what cannot be seen marked', async () => {
    const members = texts.map((text) => `${JSON.stringify(text)}:${JSON.stringify(text)}`);
    await grid.show(tableOf([['Data', 'dynamic']], [[`{${members.join(',')}}`]]));
    await cell(0, 0).click();
    await press('Enter');
    await expect.poll(async () => (await lines()).length).toBe(texts.length);
    const shown = await lines();
    const wrong = texts.filter((text, at) => {
      const [label = '', value = ''] = shown[at] ?? [];
      if (text.length > 300) return label !== `${showInvisibles(text.slice(0, 300))}…`;
      return label !== showInvisibles(text) || !value.endsWith(`"${showInvisibles(text)}"`);
    });
    expect(wrong).toEqual([]);
    expect(shown[texts.indexOf('x'.repeat(20_000))]?.[1]).toMatch(/^"x{1000}… \(20,\d{3} characters\)$/);
    await grid.page.getByRole('textbox', { name: 'Find in the value' }).fill('<SCRIPT>');
    await expect.poll(async () => (await lines())[0]).toEqual([TEXTS[1], `"${TEXTS[1]}"`]);
  });

  it('stay texts where they are members below __proto__ and in JSON in a string', async () => {
    const inner = '{"__proto__":{"isPolluted":"<b>x</b>"},"a\u202Eb":"<img src=x>"}';
    await grid.show(
      tableOf([['Data', 'dynamic']], [[`{"__proto__":{"isPolluted":1},"Raw":${JSON.stringify(inner)}}`]]),
    );
    await cell(0, 0).click();
    await press('Enter');
    const parts = grid.page.getByRole('treeitem', { level: 1 });
    await expect.poll(() => parts.count()).toBe(2);
    await parts.nth(0).locator('.tree-line').first().dblclick();
    await expect.poll(lines).toContainEqual(['isPolluted', '1']);
    await parts.nth(1).locator('.tree-line').first().dblclick();
    await expect.poll(lines).toContainEqual(['a‹U+202E›b', '"<img src=x>"']);
    await grid.page.getByRole('treeitem', { level: 2, name: '__proto__' }).locator('.tree-line').first().dblclick();
    await expect.poll(lines).toContainEqual(['isPolluted', '"<b>x</b>"']);
  });

  it('are not in the menu of their cell, which has the same words for each', async () => {
    await grid.show(
      tableOf(
        [['DeviceName', 'string']],
        ['harmless', ...texts].map((text) => [JSON.stringify(text)]),
      ),
    );
    await cell(0, 0).click();
    const words = await readMenu();
    expect(words.filter((label) => label.startsWith('Hunt'))).not.toEqual([]);
    const others: string[] = [];
    for (const [at, text] of texts.entries()) {
      await press('ArrowDown');
      const labels = await readMenu();
      expect(labels.length, `row ${at + 1}`).toBeGreaterThan(5);
      if (!labels.every((label) => words.includes(label))) others.push(text);
    }
    expect(others).toEqual([]);
  });

  it("are values to choose in their column's menu, and a filter", async () => {
    await grid.show(
      tableOf(
        [['<img src=x>\u202Ea', 'string']],
        short.map((text) => [JSON.stringify(text)]),
      ),
    );
    await cell(0, 0).click();
    await press('Alt+ArrowDown');
    const menu = grid.page.getByRole('dialog', { name: 'Column <img src=x>‹U+202E›a', exact: true });
    await menu.locator('.value-text').first().waitFor();
    const shown = (await menu.locator('.value-text, .menu-facts dd').allTextContents()).join('');
    expect(showInvisibles(shown)).toBe(shown);
    for (const text of TEXTS.filter((own) => short.includes(own) && own !== '')) {
      const name = showInvisibles(text);
      await menu.getByRole('textbox', { name: 'Find values' }).fill(longestVisiblePart(text));
      await menu.getByRole('checkbox', { name: `Choose ${name}`, exact: true }).waitFor();
      expect(await menu.locator('.value-text').allTextContents()).toContain(name);
    }
    await menu.getByRole('textbox', { name: 'Find values' }).fill(TEXTS[1] ?? '');
    await menu.getByRole('checkbox', { name: `Choose ${TEXTS[1]}`, exact: true }).check();
    await menu.getByRole('button', { name: 'Show Chosen (1)' }).click();
    await expect.poll(() => grid.page.locator('.chip').textContent()).toContain('<img src=x>‹U+202E›a');
    await expect.poll(() => cell(0, 0).textContent()).toBe(TEXTS[1]);
  });

  it('are groups of rows, opened and told of, and a level to group by', async () => {
    const name = '<img src=x>\u202Ea';
    const cells = [...new Set(texts)].flatMap((text) => [[JSON.stringify(text)], [JSON.stringify(text)]]);
    await grid.show(tableOf([[name, 'string']], cells));
    await grid.page.locator('.column:not([hidden])').hover();
    await grid.page.locator('.column:not([hidden]) .menu-mark').click();
    await grid.page.getByRole('button', { name: 'Group by This Column', exact: true }).click();
    const values = grid.page.locator('.row:not([hidden]) .group-value');
    await values.first().waitFor();
    const shown = await values.allTextContents();
    const expected = new Set(['(empty)', ...texts.map((text) => showInvisibles(text.slice(0, CELL_CHARACTERS)))]);
    expect(shown.filter((text) => !expected.has(text))).toEqual([]);
    expect(shown).toEqual(expect.arrayContaining([TEXTS[0], TEXTS[1], 'a‹U+202E›exe.fdp']));
    expect(await grid.page.locator('.group-chip').textContent()).toContain('<img src=x>‹U+202E›a');
    await cell(0, 0).click();
    await press('ArrowRight');
    await expect.poll(() => grid.page.locator('.status-line').textContent()).toBe(`Opened ${TEXTS[0]}, 2 rows.`);
    await grid.page.getByRole('button', { name: 'Write as summarize' }).click();
    await expect
      .poll(() => grid.operators)
      .toEqual(['summarize Count = count() by ["<img src=x>\\u202ea"]\n| order by Count desc']);
  });

  async function readMenu(): Promise<readonly string[]> {
    await press('Control+.');
    await grid.page.getByRole('menuitem').first().waitFor();
    const labels = await grid.page.getByRole('menuitem').allTextContents();
    await press('Escape');
    return labels;
  }
});

/** What can be typed of a text to find it: values are looked through as they are, not as they are marked. */
function longestVisiblePart(text: string): string {
  const parts = text.split(/\p{C}+/u);
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest));
}
