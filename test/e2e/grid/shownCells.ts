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
