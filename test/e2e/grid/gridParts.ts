import type { Locator } from 'playwright-core';
import type { GridPage } from './gridPage';

/** Where a test finds the parts of a grid, by the places that its ARIA attributes tell; row -1 is the header. */
export interface GridParts {
  readonly cell: (row: number, column: number) => Locator;
  readonly header: (column: number) => Locator;
  readonly gutter: (row: number) => Locator;
  readonly press: (...keys: string[]) => Promise<void>;
  readonly focused: () => Promise<{ row: number; column: number }>;
  readonly status: () => Promise<string | null>;
  /** How many cells on the screen are selected. */
  readonly selectedCells: () => Promise<number>;
}

export function partsOf(grid: Pick<GridPage, 'page'>): GridParts {
  return {
    cell: (row, column) =>
      grid.page.locator(`.row[aria-rowindex="${row + 2}"] .cell[aria-colindex="${column + 2}"]:not([hidden])`),
    header: (column) => grid.page.locator(`.column[aria-colindex="${column + 2}"]:not([hidden])`),
    gutter: (row) => grid.page.locator(`.row[aria-rowindex="${row + 2}"] .gutter`),
    press: async (...keys) => {
      for (const key of keys) await grid.page.keyboard.press(key);
    },
    focused: () =>
      grid.page.evaluate(() => {
        const element = document.activeElement;
        const row = Number(element?.closest('[role=row]')?.ariaRowIndex ?? Number.NaN) - 2;
        return { row, column: Number(element?.ariaColIndex ?? Number.NaN) - 2 };
      }),
    status: () => grid.page.locator('.status-line').textContent(),
    selectedCells: () => grid.page.locator('.cell[aria-selected=true]:not([hidden])').count(),
  };
}
