import type { Locator } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RenderProperties } from '../../../src/core/charts/renderProperties';
import { checkChartImage } from '../../../src/core/charts/chartImage';
import type { ResultTable } from '../../../src/core/results/resultTable';
import { cloudOfPoints, devicesByFile, processesByHour, seriesWithAnomalies } from '../../fixtures/chartTables';
import { describeDrawing, drawChart, drawnColors, openChartTab, waitForDrawing } from './drawnChart';
import { useGridPage } from './useGridPage';

const grid = useGridPage();

beforeEach(async () => {
  grid.images.length = 0;
  await grid.setTheme('dark');
});

/** A list to choose from, by its label. */
function control(name: string): Locator {
  return grid.page.getByRole('combobox', { name, exact: true });
}

async function expectNoFault(): Promise<void> {
  expect(grid.pageErrors).toEqual([]);
  expect(grid.strayRequests).toEqual([]);
  expect(await grid.page.evaluate(() => window.refusals)).toEqual([]);
}

describe('a chart that a query asks for', () => {
  it.each<[string, ResultTable, RenderProperties, string]>([
    [
      'time',
      processesByHour(),
      { visualization: 'timechart', title: 'By hour' },
      'Time chart "By hour" over Timestamp: 7 series, 336 points.',
    ],
    ['line', processesByHour(), { visualization: 'linechart' }, 'Line chart over Timestamp: 7 series'],
    ['area', processesByHour(), { visualization: 'areachart' }, 'Area chart over Timestamp: 7 series'],
    ['stacked area', processesByHour(), { visualization: 'stackedareachart' }, 'Area chart over Timestamp: 7 series'],
    ['column', devicesByFile(), { visualization: 'columnchart' }, 'Column chart over FileName: 2 series, 14 points.'],
    [
      'stacked column over time',
      processesByHour(),
      { visualization: 'columnchart', kind: 'stacked100' },
      'Column chart over Timestamp',
    ],
    ['bar', devicesByFile(), { visualization: 'barchart', kind: 'stacked' }, 'Bar chart over FileName: 2 series'],
    ['pie', devicesByFile(), { visualization: 'piechart' }, 'Pie chart over FileName: 1 series, 7 points.'],
    ['scatter', cloudOfPoints(20_000), { visualization: 'scatterchart' }, 'Scatter chart over Bytes: 3 series'],
    [
      'anomaly',
      seriesWithAnomalies(),
      { visualization: 'anomalychart', yColumns: ['count_'], anomalyColumns: ['flags'] },
      '2 anomalous points. Least: ',
    ],
    [
      'panels',
      devicesByFile(),
      { visualization: 'columnchart', ySplit: 'panels' },
      'Column chart over FileName: 2 series',
    ],
    ['axes', devicesByFile(), { visualization: 'linechart', ySplit: 'axes' }, 'Line chart over FileName: 2 series'],
  ])('is drawn under the strict policy: %s', async (_, table, render, description) => {
    await drawChart(grid, table, render);
    expect(await grid.page.getByRole('tab', { selected: true }).textContent()).toBe('Chart');
    expect(await describeDrawing(grid)).toContain(description);
    expect((await drawnColors(grid)).size).toBeGreaterThan(3);
    await expectNoFault();
  });

  it('has whole colours where those of the theme are see-through', async () => {
    await drawChart(grid, devicesByFile(), { visualization: 'columnchart' });
    expect((await drawnColors(grid)).has('234,92,0')).toBe(true);
  });

  it('shows a card as text', async () => {
    await drawChart(grid, devicesByFile(), { visualization: 'card' });
    expect(await grid.page.locator('.chart-card').innerText()).toContain('powershell.exe');
    await expectNoFault();
  });

  it('says what is not drawn and shows the table', async () => {
    await grid.show(devicesByFile(), {}, { visualization: 'treemap' });
    expect(await grid.page.getByRole('tab', { selected: true }).textContent()).toBe('Table');
    expect(await grid.page.locator('.notices').innerText()).toContain('a treemap, which is not drawn here');
  });

  it('is loaded when it is first shown, and not before', async () => {
    await grid.page.reload();
    const scripts: string[] = [];
    grid.page.on('request', (request) => scripts.push(new URL(request.url()).pathname));
    await grid.show(devicesByFile());
    expect(scripts).toEqual([]);
    await openChartTab(grid);
    expect(scripts.toSorted()).toEqual(['/chart.css', '/chart.js']);
  });
});

describe('a chart that a user builds', () => {
  it('begins with something to see, and draws what is chosen', async () => {
    await grid.show(processesByHour());
    await openChartTab(grid);
    expect(await describeDrawing(grid)).toContain('Time chart over Timestamp: 7 series');

    await control('Chart').selectOption('columnchart');
    await waitForDrawing(grid);
    await control('X axis').selectOption({ label: 'FileName' });
    await waitForDrawing(grid);
    await control('Values').selectOption('avg');
    await waitForDrawing(grid);
    expect(await describeDrawing(grid)).toContain('Column chart over FileName: 1 series, 7 points. avg_count_.');
    await expectNoFault();
  });

  it('takes several columns by keyboard', async () => {
    await grid.show(devicesByFile());
    await openChartTab(grid);
    const y = grid.page.locator('summary[aria-label^="Y axis"]');
    expect(await y.getAttribute('aria-label')).toBe('Y axis: Devices, Accounts');
    await y.focus();
    await grid.page.keyboard.press('Enter');
    await grid.page.getByRole('checkbox', { name: 'Accounts' }).focus();
    await grid.page.keyboard.press('Space');
    await waitForDrawing(grid);
    expect(await describeDrawing(grid)).toContain('1 series, 7 points. Devices.');
    await grid.page.keyboard.press('Escape');
    expect(await y.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('counts rows by steps of time, and refuses a step that is none', async () => {
    await drawChart(grid, processesByHour(), { visualization: 'timechart' });
    await control('Values').selectOption('count');
    await waitForDrawing(grid);
    await grid.page.getByLabel('Step').fill('1d');
    await grid.page.keyboard.press('Enter');
    await waitForDrawing(grid);
    expect(await describeDrawing(grid)).toContain('7 series, 14 points');
    await grid.page.getByLabel('Step').fill('often');
    await grid.page.keyboard.press('Enter');
    await grid.page.getByText('"often" is no size of a step.').waitFor();
  });
});

describe('a chart and its rows', () => {
  it('follows the filter of the grid', async () => {
    await drawChart(grid, processesByHour(), { visualization: 'timechart' });
    await grid.page.getByLabel('Find rows').fill('mshta');
    await grid.page.waitForFunction(() =>
      document.querySelector('.chart-figure')?.getAttribute('aria-label')?.includes('1 series, 48 points'),
    );
  });

  it('filters the rows to a bar with a click', async () => {
    await drawChart(grid, devicesByFile(), { visualization: 'barchart', yColumns: ['Devices'] });
    const box = await grid.page.locator('.chart-drawing').boundingBox();
    // The first bar is the longest, and the uppermost.
    await grid.page.mouse.click((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + 40);
    await grid.page.waitForSelector('.chip');
    expect(await grid.page.locator('.chip').innerText()).toContain('powershell.exe');
    await grid.page.getByRole('tab', { name: 'Table' }).click();
    await grid.page.waitForSelector('.grid[aria-rowcount="2"]');
  });

  it('has its values as a table, whose buttons filter, too', async () => {
    await drawChart(grid, devicesByFile(), { visualization: 'columnchart' });
    await grid.page.getByRole('button', { name: 'Values' }).click();
    const table = grid.page.getByRole('table');
    expect(await table.locator('caption').innerText()).toBe('Column chart: 14 points');
    expect(await table.getByRole('columnheader').allInnerTexts()).toEqual(['FileName', 'Series', 'Value']);
    expect(await table.getByRole('row').nth(2).innerText()).toBe('powershell.exe\tAccounts\t20');
    await table.getByRole('button', { name: 'certutil.exe' }).first().focus();
    await grid.page.keyboard.press('Enter');
    await grid.page.waitForSelector('.chip');
    expect(await grid.page.locator('.chip').innerText()).toContain('certutil.exe');
  });

  it('tells the exact values at the pointer', async () => {
    await drawChart(grid, devicesByFile(), { visualization: 'columnchart' });
    const box = await grid.page.locator('.chart-drawing').boundingBox();
    await grid.page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2);
    await grid.page.waitForSelector('.chart-tip:not([hidden])');
    expect(await grid.page.locator('.chart-tip').innerText()).toMatch(/^mshta\.exe\s+Devices\s+67\s+Accounts\s+41$/);
  });

  it('is chosen by arrow keys, beside the table', async () => {
    await grid.show(devicesByFile());
    await grid.page.getByRole('tab', { name: 'Table' }).focus();
    await grid.page.keyboard.press('ArrowRight');
    await waitForDrawing(grid);
    expect(await grid.page.getByRole('tab', { name: 'Chart' }).getAttribute('aria-selected')).toBe('true');
    expect(await grid.page.getByRole('tabpanel').count()).toBe(1);
    await grid.page.keyboard.press('Home');
    expect(await grid.page.getByRole('grid').isVisible()).toBe(true);
  });

  it('comes back as it was after the page was hidden and loaded anew', async () => {
    await drawChart(grid, devicesByFile(), { visualization: 'columnchart' });
    await control('Stacking').selectOption('stacked');
    await waitForDrawing(grid);
    await grid.page.getByRole('button', { name: 'Values' }).click();
    await grid.page.waitForFunction(() =>
      /"stacking":"stacked".*"isTableShown":true/.test(sessionStorage.getItem('state') ?? ''),
    );
    await grid.page.reload();
    await waitForDrawing(grid);
    expect(await control('Stacking').inputValue()).toBe('stacked');
    expect(await grid.page.getByRole('table').isVisible()).toBe(true);
  });
});

describe('the picture of a chart', () => {
  it('is saved as PNG and as an SVG of shapes and texts', async () => {
    await drawChart(grid, devicesByFile(), { visualization: 'columnchart', title: 'Devices & accounts' });
    await grid.page.getByRole('button', { name: 'Save PNG…' }).click();
    await grid.page.getByRole('button', { name: 'Save SVG…' }).click();
    await expect.poll(() => grid.images.map(({ format }) => format)).toEqual(['png', 'svg']);
    const [png, svg] = grid.images;
    expect(png?.bytes.length).toBeGreaterThan(5000);
    const text = new TextDecoder().decode(svg?.bytes);
    expect(text).toContain('Devices &amp; accounts');
    expect(text).toContain('certutil.exe');
    await expectNoFault();
  });

  it.each(['piechart', 'linechart', 'areachart', 'scatterchart'])(
    'is an SVG that is inert for a %s, also with patterns',
    async (visualization) => {
      await grid.setTheme('contrast');
      await drawChart(grid, devicesByFile(), { visualization });
      await grid.page.getByRole('button', { name: 'Save SVG…' }).click();
      await expect.poll(() => grid.images.length).toBe(1);
      expect(checkChartImage('svg', new TextDecoder().decode(grid.images[0]?.bytes)).ok).toBe(true);
    },
  );

  it('changes its colours with the theme', async () => {
    await drawChart(grid, devicesByFile(), { visualization: 'columnchart' });
    const dark = await drawnColors(grid);
    await grid.setTheme('light');
    await expect.poll(async () => (await drawnColors(grid)).has('26,133,255')).toBe(true);
    expect(dark.has('55,148,255')).toBe(true);
    expect(dark.has('26,133,255')).toBe(false);
  });
});
