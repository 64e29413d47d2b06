import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readResultPage } from './resultPage';
import { openWorkbench, type Workbench } from './workbench';

describe('results in the panel', () => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await openWorkbench({
      settings: { 'kqlHunting.results.location': 'panel' },
      files: { 'first.kql': 'print First = 1, Text = "a"\n', 'second.kql': 'print Second = 2, Text = "b"\n' },
    });
  });
  afterAll(() => workbench.close());

  const run = async (name: string) => {
    await workbench.openFile(name);
    await workbench.runQuery();
    const page = readResultPage(workbench.result());
    await page.waitForRows();
    return page;
  };

  it('come back with the view after the window was reloaded: the one that was shown', async () => {
    await run('first.kql');
    const page = await run('second.kql');
    await page.columnHeader('Second').waitFor();
    await page.cell(0, 1).click();
    await page.cell(0, 1).and(page.frame.locator('.is-active')).waitFor();
    const reloaded = workbench.page.waitForEvent('load');
    await workbench.runCommand('Developer: Reload Window');
    await reloaded;
    const restored = readResultPage(workbench.result());
    await restored.waitForRows();
    await restored.cell(0, 1).and(restored.frame.locator('.is-active')).waitFor();
    expect(await restored.columnNames()).toEqual(['Second', 'Text']);
    expect(await restored.rows(1)).toEqual([['2', 'b']]);
  });
});
