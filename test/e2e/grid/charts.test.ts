import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RenderProperties } from '../../../src/core/charts/renderProperties';
import type { ResultTable } from '../../../src/core/results/resultTable';
import { tableOf } from '../../fixtures/tableOf';
import { openGridPage, RUN, type GridPage } from './gridPage';

let grid: GridPage;

beforeEach(async () => {
  grid = await openGridPage();
});

afterEach(async () => {
  await grid.close();
});

const signIns = tableOf(
  [
    ['Timestamp', 'datetime'],
    ['Account', 'string'],
    ['count_', 'long'],
  ],
  Array.from({ length: 48 }, (_, at) => [
    `"2026-01-31T${String(Math.floor(at / 2)).padStart(2, '0')}:00:00Z"`,
    at % 2 === 0 ? '"alice"' : '"bob"',
    String(10 + ((at * 37) % 90)),
  ]),
);

async function draw(table: ResultTable, render: RenderProperties): Promise<void> {
  grid.controller.showResult({ ...RUN, render }, { table, elapsedMs: 1, mayBeIncomplete: false, notes: [] });
  await grid.page.waitForSelector('.chart-view[data-drawn]');
}

describe('a chart', () => {
  it('shows first where the query ends in a render, beside the table', async () => {
    await draw(signIns, { visualization: 'timechart' });
    const tabs = grid.page.getByRole('tab');
    expect(await tabs.allTextContents()).toEqual(['Table', 'Chart']);
    expect(await grid.page.getByRole('tab', { selected: true }).textContent()).toBe('Chart');
    expect(await grid.page.locator('.chart-figure').getAttribute('aria-label')).toContain(
      'Time chart over Timestamp: 2 series, 48 points. alice, bob.',
    );
    expect(await grid.page.locator('.chart-drawing canvas').count()).toBe(1);
    expect(grid.pageErrors).toEqual([]);
    expect(await grid.page.evaluate(() => (window as unknown as { refusals: string[] }).refusals)).toEqual([]);
  });
});
