import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { ResultTable } from '../../../src/core/results/resultTable';
import type { TestBrowserOptions } from '../../fixtures/browser';
import { openGridPage, type GridPage } from './gridPage';

export interface GridPageUse extends TestBrowserOptions {
  /** Shown anew before each test, with nothing left of the test before; without it a test finds what the last one left. */
  readonly table?: ResultTable;
}

/** A grid's page for the tests of a file or a suite: opened before them, there in each of them, and closed after them. */
export function useGridPage({ table, ...browser }: GridPageUse = {}): GridPage {
  let opened: GridPage | undefined;
  const page = (): GridPage => {
    if (opened === undefined) throw new Error('The page is there in tests and hooks only.');
    return opened;
  };

  beforeAll(async () => {
    opened = await openGridPage(browser);
  });
  beforeEach(async () => {
    if (table === undefined) return;
    await page().reset();
    await page().show(table);
  });
  afterAll(() => opened?.close());

  return {
    get page() {
      return page().page;
    },
    get controller() {
      return page().controller;
    },
    get copies() {
      return page().copies;
    },
    get saves() {
      return page().saves;
    },
    get operators() {
      return page().operators;
    },
    get queries() {
      return page().queries;
    },
    get images() {
      return page().images;
    },
    get strayRequests() {
      return page().strayRequests;
    },
    get pageErrors() {
      return page().pageErrors;
    },
    post: (message) => page().post(message),
    stopNextWork: () => page().stopNextWork(),
    reset: () => page().reset(),
    show: (...shown) => page().show(...shown),
    setTheme: (theme) => page().setTheme(theme),
    close: () => page().close(),
  };
}
