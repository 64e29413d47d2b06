import type { FrameLocator, Locator } from 'playwright-core';

/** What a person reads off a result's page. Rows and columns count from 0, as they are shown. */
export interface ResultPage {
  readonly frame: FrameLocator;
  /** Waits until all rows are there: the grid, or the words that there are none. */
  waitForRows(): Promise<void>;
  /** Row count, elapsed time, connection and timespan, as the header has them. */
  facts(): Promise<readonly string[]>;
  columnNames(): Promise<readonly string[]>;
  cell(row: number, column: number): Locator;
  /** Makes the first row's cell in a column the active one, and calls back at each column on the way. */
  bringIntoView(column: number, visit?: (column: number) => Promise<void>): Promise<void>;
  /** The texts of the first `rowCount` rows. */
  rows(rowCount: number): Promise<readonly (readonly string[])[]>;
  columnHeader(name: string): Locator;
  button(name: string): Locator;
  /** The sentence of a query that failed. */
  readonly failure: Locator;
}

export function readResultPage(frame: FrameLocator): ResultPage {
  const grid = frame.getByRole('grid');
  const row = (at: number): Locator => grid.locator(`[role="row"][aria-rowindex="${String(at + 2)}"]`);
  const cell = (at: number, column: number): Locator =>
    row(at).locator(`[role="gridcell"][aria-colindex="${String(column + 2)}"]`);
  // Only what is in view is on the page: walk over the columns of the first row as a person would.
  const bringIntoView = async (last: number, visit?: (column: number) => Promise<void>): Promise<void> => {
    await cell(0, 0).click();
    for (let column = 0; column <= last; column++) {
      await cell(0, column).and(frame.locator('.is-active')).waitFor();
      await visit?.(column);
      if (column < last) await cell(0, column).press('ArrowRight');
    }
  };
  return {
    frame,
    waitForRows: async () => {
      await grid.waitFor();
      // An answer that takes long shows rows before it is whole.
      await frame.locator('.rows-so-far-note').waitFor({ state: 'detached' });
      const rowCount = Number(await grid.getAttribute('aria-rowcount')) - 1;
      if (rowCount > 0) await row(0).getByRole('gridcell').first().waitFor();
    },
    facts: () => frame.getByRole('list', { name: 'About these results' }).getByRole('listitem').allInnerTexts(),
    columnNames: async () => {
      const [, ...names] = await grid.getByRole('columnheader').allInnerTexts();
      return names.map((name) => name.trim());
    },
    cell,
    bringIntoView,
    rows: async (rowCount) => {
      const columnCount = Number(await grid.getAttribute('aria-colcount')) - 1;
      const found = Array.from({ length: rowCount }, (): string[] => []);
      await bringIntoView(columnCount - 1, async (column) => {
        for (const [at, texts] of found.entries()) texts.push(await cell(at, column).innerText());
      });
      return found;
    },
    columnHeader: (name) => grid.getByRole('columnheader').filter({ has: frame.getByText(name, { exact: true }) }),
    button: (name) => frame.getByRole('button', { name, exact: true }),
    failure: frame.getByRole('alert'),
  };
}
