import { spawnSync } from 'node:child_process';
import { closeSync, constants, openSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readResultPage } from './resultPage';
import { openWorkbench, type Workbench } from './workbench';

const FILES = { 'first.kql': 'print N = 1\n', 'second.kql': 'print N = 2\n' };

describe.skipIf(process.platform === 'win32')('rows of an earlier run that come slowly', () => {
  let workbench: Workbench;
  let pipe = '';

  beforeAll(async () => {
    workbench = await openWorkbench({ files: FILES });
  });
  afterAll(() => workbench.close());

  /** The rows of the only run that is kept never come: a pipe stands where they are, until somebody writes to it. */
  beforeEach(async () => {
    rmSync(workbench.historyFolder, { recursive: true, force: true });
    await run('first.kql');
    const [rows = ''] = readdirSync(workbench.historyFolder).filter((name) => name.endsWith('.json.gz'));
    pipe = path.join(workbench.historyFolder, rows);
    rmSync(pipe);
    spawnSync('mkfifo', [pipe]);
    await workbench.reset();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await workbench.keepPicture(task.name);
    endPipe();
    await workbench.reset();
  });

  const run = async (file: string): Promise<void> => {
    await workbench.openFile(file);
    await workbench.runQuery();
    await readResultPage(workbench.result()).waitForRows();
  };
  /** Whoever waits for rows gets none. */
  const endPipe = (): void => {
    try {
      closeSync(openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK));
    } catch {
      // Nobody waits.
    }
  };
  const results = () => workbench.page.locator('iframe.webview');
  const cancel = async (title: string): Promise<void> => {
    const notification = workbench.notification(title);
    await notification.getByRole('button', { name: 'Cancel' }).click();
    await notification.waitFor({ state: 'detached' });
  };
  const errors = () => workbench.page.locator('.notification-list-item .codicon-error');

  it('can be waited for no longer, which closes their result and is no error', async () => {
    await workbench.runCommand('KQL Hunting: Run History…');
    await workbench.pick('first');
    await results().waitFor();
    await cancel('Opening first');
    await results().waitFor({ state: 'detached' });
    expect(await errors().count()).toBe(0);
    await run('second.kql');
  });

  it('can be compared no longer, which leaves the other rows as they were', async () => {
    await run('second.kql');
    await workbench.runCommand('KQL Hunting: Compare Results…');
    await workbench.pick('first');
    await workbench.page.locator('.quick-input-title').filter({ hasText: 'Compare By' }).waitFor();
    await workbench.page.keyboard.press('Enter');
    const comparison = workbench.page.getByRole('tab', { name: /^Results \d+: comparison/ });
    await comparison.waitFor();
    await cancel('Comparing results');
    await comparison.waitFor({ state: 'detached' });
    expect(await errors().count()).toBe(0);
    await workbench.page.keyboard.press('Escape');
    const page = readResultPage(workbench.result());
    expect(await page.rows(1)).toEqual([['2']]);
  });
});
