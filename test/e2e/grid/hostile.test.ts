import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { scalarTypeOf } from '../../../src/core/results/scalarType';
import { tableOf } from '../../fixtures/tableOf';
import { settle, type GridPage } from './gridPage';
import { expectInert, watchElements } from './hostileTexts';
import { scrollTo } from './shownCells';
import { useGridPage } from './useGridPage';

const CORPUS = path.resolve(import.meta.dirname, '../../../../shared/hostile/hostile.json');

const NO_CORPUS = '{"schema":[],"results":[],"cases":[]}';

const corpusSchema = v.object({
  schema: v.array(v.object({ name: v.string(), type: v.string() })),
  results: v.array(v.record(v.string(), v.unknown())),
  cases: v.array(
    v.object({
      id: v.string(),
      where: v.object({ row: v.optional(v.number()), column: v.optional(v.string()) }),
      expect: v.object({ display: v.optional(v.string()), mixedScript: v.optional(v.boolean()) }),
    }),
  ),
});

/** A string's own text is what attackers control; each is shown in a cell, in a header, in the pane, as an error. */
describe.skipIf(!existsSync(CORPUS))('hostile text (../shared/hostile/hostile.json)', () => {
  const corpus = v.parse(corpusSchema, JSON.parse(existsSync(CORPUS) ? readFileSync(CORPUS, 'utf8') : NO_CORPUS));
  const values = corpus.cases.flatMap(({ id, where, expect: { display, mixedScript } }) => {
    const value = where.row === undefined ? where.column : corpus.results[where.row]?.['Value'];
    return typeof value === 'string' && display !== undefined ? [{ id, value, display, mixedScript }] : [];
  });
  const grid = useGridPage({ height: 1000 });
  beforeAll(async () => {
    await grid.page.evaluate(() => Object.assign(window, { runText: window.eval }));
    await watchElements(grid);
  });

  it('is shown in each cell as the corpus expects, with look-alike letters marked', async () => {
    const table = tableOf(
      [['Value', 'string']],
      values.map(({ value }) => [JSON.stringify(value)]),
    );
    await grid.show(table);
    const shown = new Map<number, { text: string; isMixed: boolean }>();
    for (let top = 0; shown.size < values.length; top += 400) {
      await scrollTo(grid.page, top, 0);
      for (const { row, ...cell } of await readValueCells(grid)) shown.set(row, cell);
      if (top > values.length * 40) break;
    }
    const wrong = values.filter(({ display, mixedScript }, row) => {
      const cell = shown.get(row);
      return cell?.text !== display || (mixedScript === true && !cell.isMixed);
    });
    expect(wrong).toEqual([]);
  });

  it('is inert in headers, notes, the query, the pane and errors', async () => {
    const table = tableOf(
      values.map(({ value }) => [value, scalarTypeOf('String')]),
      [values.map(({ value }) => JSON.stringify(value))],
    );
    const run = { query: values.map(({ value }) => value).join('\n'), connection: '<img src=x>', timespan: '<b>' };
    grid.controller.showResult(run, {
      table,
      elapsedMs: 1,
      mayBeIncomplete: true,
      notes: values.map(({ value }) => value),
    });
    await settle(grid.page);
    await grid.page.locator('.query-toggle').click();
    await grid.page.locator('.query-toggle').click();
    await grid.page.locator('.cell:visible').first().dblclick();
    await expect.poll(() => grid.page.locator('.pane-row dt').count()).toBe(values.length);
    await grid.page.keyboard.press('End');
    await expect
      .poll(() => grid.page.locator('.row-entry[aria-current=true]').textContent())
      .toBe(values.at(-1)?.display);
    await settle(grid.page);
    for (const { value } of values.slice(0, 40)) {
      grid.controller.showFailure(run, { code: 'x', message: value, hint: value, details: { [value]: value } });
    }
    await grid.page.waitForSelector('.failure');
  });

  it('ran no script, made no element of its own, asked for nothing, broke nothing', () =>
    expectInert(grid, OWN_ELEMENTS));

  it('would not run even where it became markup: the policy refuses scripts, styles, images and eval', async () => {
    const outcome = await grid.page.evaluate(
      () =>
        new Promise<readonly string[]>((resolve) => {
          // Timers run under the page's own policy, which an evaluated script does not.
          setTimeout(() => {
            const attempts: readonly (() => unknown)[] = [
              () => (document.body.innerHTML = '<img src=x onerror="window.__pwned=1">'),
              () => document.body.insertAdjacentHTML('beforeend', '<b>x</b>'),
              () => document.createElement('script').setAttribute('src', 'http://127.0.0.1:9/x.js'),
              () => window.runText('window.__pwned=1'),
            ];
            resolve(
              attempts.map((attempt) => {
                try {
                  attempt();
                  return 'allowed';
                } catch {
                  return 'refused';
                }
              }),
            );
          });
        }),
    );
    expect(outcome).toEqual(['refused', 'refused', 'refused', 'refused']);
    expect(grid.strayRequests).toEqual([]);
  });
});

const OWN_ELEMENTS = new Set(
  'ASIDE BUTTON DD DIV DL DT FOOTER H1 H2 H3 HEADER INPUT LABEL LI MAIN OL P PRE SECTION SPAN UL'.split(' '),
);

function readValueCells(grid: GridPage): Promise<{ row: number; text: string; isMixed: boolean }[]> {
  return grid.page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.row:not([hidden]) .cell:not([hidden])')].map((cell) => ({
      row: Number(cell.parentElement?.ariaRowIndex) - 2,
      text: cell.textContent,
      isMixed: cell.classList.contains('is-mixed'),
    })),
  );
}

declare global {
  interface Window {
    /** The page's own `eval`. */
    runText(text: string): unknown;
  }
}
