import type { Page } from 'playwright-core';
import { displayCell } from '../../../src/core/results/display/displayCell';
import type { ResultTable } from '../../../src/core/results/resultTable';
import { settle } from './gridPage';

/** A cell on the screen, by its place in the view. */
export interface ShownCell {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** The cells that the grid has on the screen (and a little around it), as a reader of its ARIA attributes finds them. */
export function readShownCells(page: Page): Promise<ShownCell[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.row:not([hidden])')].flatMap((row) =>
      [...row.querySelectorAll<HTMLElement>('.cell:not([hidden])')].map((cell) => ({
        row: Number(row.ariaRowIndex) - 2,
        column: Number(cell.ariaColIndex) - 2,
        text: cell.textContent,
      })),
    ),
  );
}

/** The shown cells that do not show what stands there. `order` gives the table's row at each place of the view. */
export function wrongCells(cells: readonly ShownCell[], table: ResultTable, order?: ArrayLike<number>): ShownCell[] {
  return cells.filter(({ row, column, text }) => {
    const cell = displayCell(table, order?.[row] ?? row, column);
    return text !== (cell === null ? 'null' : typeof cell === 'string' ? cell : cell.text);
  });
}

/** Moves the scroll bars, as dragging them does, and waits until the cells there have come. */
export async function scrollTo(page: Page, top: number, left: number): Promise<void> {
  await page.evaluate(
    ({ top, left }) =>
      new Promise<void>((resolve) => {
        const scroller = document.querySelector('.grid-scroller');
        const before = [scroller?.scrollTop, scroller?.scrollLeft].join();
        scroller?.addEventListener('scroll', () => requestAnimationFrame(() => resolve()), { once: true });
        scroller?.scrollTo(left, top);
        if ([scroller?.scrollTop, scroller?.scrollLeft].join() === before) resolve();
      }),
    { top, left },
  );
  await settle(page);
}

/** What was on the screen while rows flew by. */
interface Flight {
  /** In how many frames the rows were others than in the one before. */
  readonly changes: number;
  /** Places, in pixels of the screen, where one row ends and the next one does not begin. */
  readonly gaps: readonly number[];
}

/** Scrolls down by more than a screen a frame. */
export function flyDown(page: Page, frames: number): Promise<Flight> {
  return page.evaluate(async (count) => {
    const scroller = document.querySelector('.grid-scroller');
    if (scroller === null) throw new Error('There is no grid on the page.');
    const gaps = new Set<number>();
    let [changes, before] = [0, ''];
    for (let frame = 0; frame < count; frame += 1) {
      scroller.scrollTop += 1.5 * scroller.clientHeight;
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const rows = [...document.querySelectorAll('.row:not([hidden])')];
      const now = rows.map((row) => row.ariaRowIndex).join();
      if (now !== before) changes += 1;
      before = now;
      const boxes = rows.map((row) => row.getBoundingClientRect()).sort((one, other) => one.top - other.top);
      boxes.slice(1).forEach(({ top }, at) => {
        if (Math.abs(top - (boxes[at]?.bottom ?? 0)) > 0.5) gaps.add(top);
      });
    }
    return { changes, gaps: [...gaps] };
  }, frames);
}
