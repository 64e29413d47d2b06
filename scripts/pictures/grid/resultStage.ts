import type { Locator } from 'playwright-core';
import { readResultPage, type ResultPage } from '../../../test/e2e/workbench/resultPage.ts';
import type { Workbench } from '../../../test/e2e/workbench/workbench.ts';
import type { PictureGroup } from '../pictureGroup.ts';

/** A window that holds a result and little else, so that pictures of it stay small. */
export const STAGE: Pick<PictureGroup, 'size' | 'settings'> = {
  size: { width: 1120, height: 660 },
  settings: {
    'workbench.activityBar.location': 'hidden',
    'workbench.layoutControl.enabled': false,
    'window.commandCenter': false,
    'breadcrumbs.enabled': false,
    'editor.fontSize': 13,
    'editor.lineNumbers': 'off',
    'editor.wordWrap': 'on',
    // VS Code tells of the ports of other programs.
    'remote.autoForwardPorts': false,
  },
};

/** A result's page with the hands to bring it into a state that is worth a picture. */
export interface ResultStage extends ResultPage {
  /** Chooses an entry of a column's menu. */
  choose(column: string, action: string): Promise<void>;
  openMenu(column: string): Promise<Locator>;
  /** Goes to a row's cell in a column, by name. */
  goTo(row: number, column: string): Promise<Locator>;
}

/** The first run starts the engine; later ones tell how quick it is. */
export async function warmUp(workbench: Workbench): Promise<void> {
  await runBeside(workbench, 'hostile.kql');
}

/** Runs a file of the workspace in a window without anything else, and shows its result alone. */
export async function showAlone(workbench: Workbench, file: string, wait: Waiting = waitForRows): Promise<ResultStage> {
  const stage = await runBeside(workbench, file, wait);
  await closeOthers(workbench);
  return stage;
}

/** Leaves the newest result alone in the window. */
export async function closeOthers(workbench: Workbench): Promise<void> {
  await workbench.runCommand('View: Focus First Editor Group');
  await workbench.runCommand('View: Close All Editors in Group');
  await workbench.page.locator('iframe.webview').nth(1).waitFor({ state: 'detached' });
  await workbench.page.locator('.monaco-editor[data-uri]').first().waitFor({ state: 'detached' });
  await restPointer(workbench);
}

/** Takes the pointer away from all that would answer it: to the empty part of the line of tabs. */
export async function restPointer(workbench: Workbench): Promise<void> {
  await workbench.page.mouse.move(850, 20);
}

/** Runs a file of the workspace in a window without anything else, and shows its result beside it. */
export async function runBeside(workbench: Workbench, file: string, wait: Waiting = waitForRows): Promise<ResultStage> {
  await workbench.reset();
  if ((await workbench.page.locator('.monaco-workbench.nosidebar').count()) === 0) {
    await workbench.runCommand('View: Close Primary Side Bar');
  }
  await workbench.openFile(file);
  await workbench.runQuery();
  const page = readResultPage(workbench.result());
  await wait(page);
  await restPointer(workbench);
  return stageOf(page);
}

/** Waits until what a result is to show is there. */
type Waiting = (page: ResultPage) => Promise<void>;

const waitForRows: Waiting = (page) => page.waitForRows();

export const waitForChart: Waiting = ({ frame }) =>
  frame.locator('.chart-view[aria-busy="false"] canvas').first().waitFor();

export function stageOf(page: ResultPage): ResultStage {
  const { frame } = page;
  // Groups make a tree of the grid, whose headers are found all the same.
  const headerOf = (column: string): Locator =>
    frame.getByRole('columnheader').filter({ has: frame.getByText(column, { exact: true }) });
  const openMenu = async (column: string): Promise<Locator> => {
    const header = headerOf(column);
    await header.hover();
    await header.locator('.menu-mark').click();
    const menu = frame.getByRole('dialog', { name: `Column ${column}` });
    await menu.locator('.value-entry').first().waitFor();
    return menu;
  };
  return {
    ...page,
    openMenu,
    choose: async (column, action) => {
      const menu = await openMenu(column);
      await menu.getByRole('button', { name: action, exact: true }).click();
      await menu.waitFor({ state: 'hidden' });
    },
    goTo: async (row, column) => {
      const place = await headerOf(column).getAttribute('aria-colindex');
      const cell = page.cell(row, Number(place) - 2).filter({ visible: true });
      await cell.click();
      await cell.and(frame.locator('.is-active')).waitFor();
      return cell;
    },
  };
}
