import type { FrameLocator, Locator } from 'playwright-core';

/** What a person reads off a result's page. Rows and columns count from 0, as they are shown. */
export interface ResultPage {
  readonly frame: FrameLocator;
  /** Waits until the rows are there: the grid, or the words that there are none. */
  waitForRows(): Promise<void>;
  /** Row count, elapsed time, connection and timespan, as the header has them. */
  facts(): Promise<readonly string[]>;
  columnNames(): Promise<readonly string[]>;
  cell(row: number, column: number): Locator;
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
  return {
    frame,
    waitForRows: async () => {
      await grid.waitFor();
      const rowCount = Number(await grid.getAttribute('aria-rowcount')) - 1;
      if (rowCount > 0) await row(0).getByRole('gridcell').first().waitFor();
    },
    facts: () => frame.getByRole('list', { name: 'About these results' }).getByRole('listitem').allInnerTexts(),
    columnNames: async () => {
      const [, ...names] = await grid.getByRole('columnheader').locator('.label').allInnerTexts();
      return names;
    },
    cell: (at, column) => row(at).locator(`[role="gridcell"][aria-colindex="${String(column + 2)}"]`),
    rows: async (rowCount) => {
      const found: string[][] = [];
      for (let at = 0; at < rowCount; at++) found.push(await row(at).getByRole('gridcell').allInnerTexts());
      return found;
    },
    columnHeader: (name) => grid.getByRole('columnheader').filter({ has: frame.getByText(name, { exact: true }) }),
    button: (name) => frame.getByRole('button', { name, exact: true }),
    failure: frame.getByRole('alert'),
  };
}
