import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Request } from 'playwright-core';
import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ResultPage } from './resultPage';
import { openTenantWorkbench, type TenantWorkbench } from './tenantWorkbench';

const CORPUS = path.resolve(import.meta.dirname, '../../../../shared/hostile/hostile.json');
const NO_CORPUS = '{"schema":[],"results":[],"cases":[]}';

const corpusSchema = v.object({
  schema: v.array(v.object({ name: v.string() })),
  results: v.array(v.record(v.string(), v.unknown())),
  cases: v.array(
    v.object({
      id: v.string(),
      where: v.object({ row: v.optional(v.number()), column: v.optional(v.string()) }),
      expect: v.object({ display: v.optional(v.string()) }),
    }),
  ),
});

/** Elements that run, load or lead somewhere: the page makes none of them from what it shows. */
const LIVE =
  'script:not([nonce], #_vscodeApiScript), img, a[href], iframe, object, embed, link:not([rel=stylesheet]), form, svg, video, audio';

describe.skipIf(!existsSync(CORPUS))('a hostile answer of the service, in VS Code', () => {
  const answer = existsSync(CORPUS) ? readFileSync(CORPUS, 'utf8') : NO_CORPUS;
  const { cases, schema } = v.parse(corpusSchema, JSON.parse(answer));
  const requests: Request[] = [];
  let workbench: TenantWorkbench;
  let result: ResultPage;

  beforeAll(async () => {
    workbench = await openTenantWorkbench({ answers: { hostile: answer } });
    result = await workbench.runScenario('hostile');
    await result.frame.locator('body').evaluate(() => {
      addEventListener('securitypolicyviolation', () => Object.assign(window, { __violated: true }));
    });
    workbench.page.on('request', (request) => requests.push(request));
  });
  afterAll(() => workbench.close());
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await workbench.keepPicture(task.name);
  });

  const active = () => result.frame.locator('.cell.is-active:visible');
  const goHome = async () => {
    await active().press('Control+Home');
    await result.cell(0, 0).and(active()).waitFor();
  };
  /** Goes right from the first column of the active row. */
  const goTo = async (column: number) => {
    for (let step = 0; step < column; step++) await active().press('ArrowRight');
  };

  it('has each value in its cell, with what cannot be seen marked, and opens each in the pane', async () => {
    const valueColumn = schema.findIndex(({ name }) => name === 'Value');
    const expected = new Map(
      cases.flatMap(({ where: { row }, expect: { display } }) =>
        row === undefined || display === undefined ? [] : [[row, display]],
      ),
    );
    await result.cell(0, 0).click();
    await goTo(valueColumn);
    await active().press('Enter');
    const shown = new Map<number, string | null>();
    for (let row = 0; row <= Math.max(...expected.keys()); row++) {
      const cell = result.cell(row, valueColumn);
      await cell.and(active()).waitFor();
      shown.set(row, await cell.textContent());
      await cell.press('ArrowDown');
    }
    const wrong = [...expected].filter(([row, display]) => shown.get(row) !== display);
    expect(wrong.map(([row, display]) => ({ row, display, shown: shown.get(row) }))).toEqual([]);
  });

  it('has each name in its header', async () => {
    const expected = cases.flatMap(({ where: { row, column }, expect: { display } }) =>
      row !== undefined || column === undefined || display === undefined ? [] : [display],
    );
    await goHome();
    const names = new Set<string | null>();
    for (const column of schema.keys()) {
      const header = result.frame.locator(`[role=columnheader][aria-colindex="${String(column + 2)}"]:visible`);
      names.add(await header.locator('.label').textContent());
      await result.cell(0, column).and(active()).press('ArrowRight');
    }
    expect(expected.filter((name) => !names.has(name))).toEqual([]);
  });

  it('is listed among the values of its column, and has the menu of a cell', async () => {
    await goHome();
    await goTo(schema.findIndex(({ name }) => name === 'Value'));
    await active().press('Alt+ArrowDown');
    const menu = result.frame.getByRole('dialog', { name: 'Column Value' });
    await menu.getByRole('checkbox').nth(20).waitFor();
    await menu.press('Escape');
    await active().press('Control+.');
    await result.frame.getByRole('menu').getByRole('menuitem').first().waitFor();
    await result.frame.getByRole('menu').press('Escape');
  });

  it('runs nothing, asks for nothing and makes no element of its own', async () => {
    const found = await result.frame.locator('body').evaluate(
      (body, live) => ({
        live: [...body.ownerDocument.querySelectorAll(live)].map(({ outerHTML }) => outerHTML.slice(0, 200)),
        isOwned: '__pwned' in window || '__violated' in window,
        inherited: [...Object.keys(Object.prototype), ...Object.keys(Array.prototype)],
      }),
      LIVE,
    );
    expect(found).toEqual({ live: [], isOwned: false, inherited: [] });
    const origin = new URL(workbench.page.url()).origin;
    expect(requests.map((request) => request.url()).filter((url) => !url.startsWith(origin))).toEqual([]);
  });
});
