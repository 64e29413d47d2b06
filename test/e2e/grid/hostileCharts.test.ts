import { beforeAll, describe, expect, it } from 'vitest';
import { showInvisibles } from '../../../src/core/visibleText';
import type { ResultTable } from '../../../src/core/results/resultTable';
import { tableOf } from '../../fixtures/tableOf';
import { drawChart, waitForDrawing } from './drawnChart';
import { hostileTexts, TEXTS, watchElements } from './hostileTexts';
import { useGridPage } from './useGridPage';

/** Each text once as a name of a column, a category, a series and a value. */
function hostileTable(texts: readonly string[]): ResultTable {
  return tableOf(
    [
      [texts[0] ?? '', 'string'],
      [texts[3] ?? '', 'string'],
      [texts[4] ?? '', 'long'],
    ],
    texts.map((text, at) => [JSON.stringify(text), JSON.stringify(text), String(at + 1)]),
  );
}

describe('a chart of hostile texts', () => {
  const texts = hostileTexts();
  const grid = useGridPage();
  beforeAll(async () => {
    await watchElements(grid);
  });

  it.each(['columnchart', 'barchart', 'piechart', 'linechart', 'card'])(
    'makes no element, request or error as a %s',
    async (visualization) => {
      await drawChart(grid, hostileTable(texts), {
        visualization,
        title: TEXTS[1] ?? '',
        xTitle: TEXTS[3] ?? '',
        yTitle: TEXTS[4] ?? '',
      });
      const box = await grid.page.locator('.chart-body').boundingBox();
      for (const share of [0.2, 0.4, 0.5, 0.6, 0.8]) {
        await grid.page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) * share, (box?.y ?? 0) + (box?.height ?? 0) / 2);
      }
      if (visualization !== 'card') {
        await grid.page.getByRole('button', { name: 'Values' }).click();
        expect(await grid.page.locator('.chart-values').innerText()).toContain('<script>alert(1)</script>');
        await grid.page.getByRole('button', { name: 'Values' }).click();
      }
      const { elements, refusals, inherited } = await grid.page.evaluate(() => ({
        elements: [...window.shownElements],
        inherited: Object.keys(Object.prototype).concat(Object.keys(Object)),
        refusals: window.refusals,
      }));
      for (const tag of ['IMG', 'SCRIPT', 'IFRAME', 'A', 'STYLE', 'OBJECT', 'EMBED'])
        expect(elements).not.toContain(tag);
      expect(refusals).toEqual([]);
      expect(inherited).toEqual([]);
      expect(grid.strayRequests).toEqual([]);
      expect(grid.pageErrors).toEqual([]);
    },
  );

  it('is saved as an SVG in which they stay text', async () => {
    await drawChart(grid, hostileTable(TEXTS), { visualization: 'columnchart', title: TEXTS[1] ?? '' });
    await waitForDrawing(grid);
    await grid.page.getByRole('button', { name: 'Save SVG…' }).click();
    await expect.poll(() => grid.images.length).toBe(1);
    const text = new TextDecoder().decode(grid.images[0]?.bytes);
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(text).not.toMatch(/<(?:script|a|image|foreignObject|style)\b/);
    expect(showInvisibles(text.replace(/\n/g, ''))).toBe(text.replace(/\n/g, ''));
  });
});
