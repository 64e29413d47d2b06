import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readResultPage, type ResultPage } from './resultPage';
import { CONNECTION, openTenantWorkbench, type TenantWorkbench } from './tenantWorkbench';

describe('an answer that comes slowly', () => {
  let workbench: TenantWorkbench;

  beforeAll(async () => {
    workbench = await openTenantWorkbench();
  });
  afterAll(() => workbench.close());
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await workbench.keepPicture(task.name);
    workbench.graph.finishHeld();
    await workbench.reset();
  });

  /** Runs a query whose answer stays half on its way, until its first rows are there. */
  const runHeld = async (): Promise<ResultPage> => {
    await workbench.openScenario('heldBody');
    await workbench.runQuery();
    const page = readResultPage(workbench.result());
    await page.frame.getByText(/^[\d,]+ rows so far…$/).waitFor();
    await page.cell(0, 0).waitFor();
    return page;
  };
  const whole = (page: ResultPage) => page.frame.getByText('100,000 rows', { exact: true });

  it('shows the rows that have come, in the place where all of them are shown in the end', async () => {
    const page = await runHeld();
    expect(await page.columnNames()).toEqual(['N']);
    await page.cell(3, 0).click();
    expect(await page.cell(3, 0).innerText()).toBe('3');
    expect(await page.button('Save As…').count()).toBe(0);
    workbench.graph.finishHeld();
    await whole(page).waitFor();
    await page.cell(3, 0).and(page.frame.locator('.is-active')).waitFor();
    await page.button('Save As…').waitFor();
  });

  it('is as long in the notification as above its rows while no more come', async () => {
    const page = await runHeld();
    const notification = workbench.notification(`Hunting in ${CONNECTION.name}`);
    const soFar = page.frame.getByText(/^[\d,]+ rows so far…$/);
    await expect
      .poll(
        async () => (await notification.innerText()).includes((await soFar.innerText()).replace(' so far…', ', ')),
        {
          timeout: 10_000,
        },
      )
      .toBe(true);
  });

  it('keeps the rows that have come where it is cancelled, and says that they are not all', async () => {
    const page = await runHeld();
    await page.button('Cancel').click();
    await page.frame.getByText(/^[\d,]+ rows, incomplete$/).waitFor();
    await page.frame.getByRole('status', { name: 'Notes' }).filter({ hasText: 'The run was cancelled' }).waitFor();
    expect(await page.cell(3, 0).innerText()).toBe('3');
    await workbench.notification(`Hunting in ${CONNECTION.name}`).waitFor({ state: 'detached' });
  });

  it('says that rows are missing in whatever is made of one that was cancelled', async () => {
    const page = await runHeld();
    await page.button('Cancel').click();
    await page.frame.getByText(/^[\d,]+ rows, incomplete$/).waitFor();

    await page.button('Save As…').click();
    const file = path.join(workbench.folder, 'part.json');
    await workbench.answerFileDialog(file);
    await workbench.notification(/Saved [\d,]+ rows to part\.json\. The run was cancelled after [\d,]+ rows/).waitFor();
    expect(readFileSync(file, 'utf8').slice(-300)).toMatch(
      /\],"@kqlHunting\.notes":\["The run was cancelled after [^"]+"\]\}\n$/,
    );

    await workbench.clearNotifications();
    writeFileSync(path.join(workbench.folder, 'refined.kql'), 'results | where N < 3');
    await workbench.openFile('refined.kql');
    await workbench.runQuery();
    const refined = readResultPage(workbench.result());
    await refined.frame.getByText('3 rows, of incomplete ones', { exact: true }).waitFor();
    const notes = ({ frame }: ResultPage) => frame.getByRole('status', { name: 'Notes' });
    expect(await notes(refined).innerText()).toMatch(
      /^The rows of results are incomplete: its run was cancelled after [\d,]+ rows\.$/,
    );

    const quickInput = workbench.page.locator('.quick-input-widget:visible');
    await workbench.runCommand('KQL Hunting: Compare Results…');
    await workbench.pick('incomplete, on the screen');
    await quickInput.filter({ hasText: 'Compare By' }).locator('.monaco-list-row').first().waitFor();
    await workbench.page.keyboard.press('Enter');
    const compared = readResultPage(workbench.result());
    await compared.frame.getByText(/ rows, of incomplete ones$/).waitFor();
    expect(await notes(compared).innerText()).toMatch(
      /The rows of result \d+ are incomplete: .* Rows told as new may be among those that did not come\./,
    );

    await workbench.runCommand('KQL Hunting: Run History…');
    await quickInput.locator('.monaco-list-row').filter({ hasText: '3 rows, of incomplete ones' }).first().waitFor();
    await workbench.page.keyboard.press('Escape');
  });

  it('ends as an error where it fails late, without the rows that had come', async () => {
    const page = await runHeld();
    workbench.graph.finishHeld('<html>');
    await page.failure.filter({ hasText: /cannot be read[^]*rows, was only a part of the answer/ }).waitFor();
    expect(await page.frame.getByRole('grid').count()).toBe(0);
  });
});
