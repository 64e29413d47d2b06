import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RenderProperties } from '../../../src/core/charts/renderProperties';
import type { ResultTable } from '../../../src/core/results/resultTable';
import { cloudOfPoints, devicesByFile, processesByHour, seriesWithAnomalies } from '../../fixtures/chartTables';
import { drawChart } from './drawnChart';
import { THEME_NAMES } from './themes';
import { useGridPage } from './useGridPage';

const SCREENSHOTS = path.resolve(import.meta.dirname, '../../../test-results/grid');

const CHARTS: readonly (readonly [name: string, table: ResultTable, render: RenderProperties])[] = [
  ['time', processesByHour(), { visualization: 'timechart', title: 'Processes by hour' }],
  ['area', processesByHour(), { visualization: 'stackedareachart' }],
  ['column', devicesByFile(), { visualization: 'columnchart' }],
  ['bar', devicesByFile(), { visualization: 'barchart', kind: 'stacked' }],
  ['pie', devicesByFile(), { visualization: 'piechart' }],
  ['scatter', cloudOfPoints(600), { visualization: 'scatterchart' }],
  [
    'anomaly',
    seriesWithAnomalies(),
    { visualization: 'anomalychart', yColumns: ['count_'], anomalyColumns: ['flags'] },
  ],
  ['panels', devicesByFile(), { visualization: 'columnchart', ySplit: 'panels' }],
];

describe('the look of charts', () => {
  const grid = useGridPage({ width: 700, height: 430 });
  beforeAll(() => {
    mkdirSync(SCREENSHOTS, { recursive: true });
  });

  it.each(THEME_NAMES)('is complete in the %s theme', async (theme) => {
    await grid.setTheme(theme);
    for (const [name, table, render] of CHARTS) {
      await drawChart(grid, table, render);
      const file = path.join(SCREENSHOTS, `chart-${name}-${theme}.png`);
      const shot = await grid.page.locator('.chart-panel').screenshot({ path: file });
      expect(shot.length).toBeGreaterThan(8000);
    }
    expect(grid.pageErrors).toEqual([]);
  });
});
