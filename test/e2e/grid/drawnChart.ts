import type { RenderProperties } from '../../../src/core/charts/renderProperties';
import type { ResultTable } from '../../../src/core/results/resultTable';
import { RUN, type GridPage } from './gridPage';

/** Shows a result whose query asks for a chart, and waits until it is drawn. */
export async function drawChart(
  { controller, page }: GridPage,
  table: ResultTable,
  render: RenderProperties,
): Promise<void> {
  controller.showResult({ ...RUN, render }, { table, elapsedMs: 534, mayBeIncomplete: false, notes: [] });
  await waitForDrawing({ page });
}

export async function openChartTab({ page }: Pick<GridPage, 'page'>): Promise<void> {
  await page.getByRole('tab', { name: 'Chart' }).click();
  await waitForDrawing({ page });
}

/** Waits until what was last asked for is drawn, and the page had a frame to show it. */
export async function waitForDrawing({ page }: Pick<GridPage, 'page'>): Promise<void> {
  await page.waitForSelector('.chart-view[aria-busy="false"]');
  await page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );
}

/** What a screen reader says of the chart. */
export async function describeDrawing({ page }: GridPage): Promise<string> {
  return (await page.locator('.chart-figure').getAttribute('aria-label')) ?? '';
}

/** The colours on the drawing, as `red,green,blue`, of the pixels that are not see-through. */
export async function drawnColors({ page }: GridPage): Promise<ReadonlySet<string>> {
  const colors = await page.locator('.chart-drawing canvas').evaluateAll((canvases) => {
    const found = new Set<string>();
    for (const canvas of canvases) {
      if (!(canvas instanceof HTMLCanvasElement)) continue;
      const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
      for (let at = 0; at < data.length; at += 4) {
        if (data[at + 3] === 255) found.add(`${data[at]},${data[at + 1]},${data[at + 2]}`);
      }
    }
    return [...found];
  });
  return new Set(colors);
}
