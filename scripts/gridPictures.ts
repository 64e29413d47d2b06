import { readResultPage, type ResultPage } from '../test/e2e/workbench/resultPage.ts';
import type { Workbench } from '../test/e2e/workbench/workbench.ts';
import type { PictureGroup, Shoot } from './pictures.ts';

const HUNT = 'encoded-powershell.kql';
/** The column of the hunt whose value the side pane shows. */
const DECODED = 4;

/** A sample hunt in the editor, and its result in the grid. */
export const GRID_PICTURES: PictureGroup = { files: {}, take: takeGridPictures };

async function takeGridPictures(workbench: Workbench, shoot: Shoot): Promise<void> {
  await workbench.openFile(HUNT);
  await workbench.page.locator('.codelens-decoration a').filter({ hasText: 'Run' }).waitFor();
  await workbench.statusBarItem('Local sample data').waitFor();
  await shoot('editor');
  await workbench.runCommand('View: Close Primary Side Bar');

  // The first run starts the engine; the second is as quick as all later ones.
  await runOpenFile(workbench);
  await workbench.closeResults();
  const page = await runOpenFile(workbench);
  await shoot('grid-dark');
  await page.cell(2, 0).click();
  for (let column = 0; column < DECODED; column++) {
    await page.cell(2, column).press('ArrowRight');
    await page
      .cell(2, column + 1)
      .and(page.frame.locator('.is-active'))
      .waitFor();
  }
  await page.cell(2, DECODED).press('Enter');
  await page.frame.getByRole('region', { name: 'Value' }).filter({ hasText: /\w/ }).waitFor();
  await shoot('side-pane');
  await page.button('Close').click();
  await page.cell(2, DECODED).press('Control+Home');
  await page.cell(0, 0).waitFor();
  await chooseTheme(workbench, 'Light Modern', 'vscode-light');
  await shoot('grid-light');
  await chooseTheme(workbench, 'Dark High Contrast', 'vscode-high-contrast');
  await shoot('grid-high-contrast');
  await chooseTheme(workbench, 'Dark Modern', 'vscode-dark');
  await page.cell(0, 1).click();
  await page.cell(0, 1).press('Alt+ArrowDown');
  await page.frame.locator('.value-entry').first().waitFor();
  await shoot('column-menu');
}

async function runOpenFile(workbench: Workbench): Promise<ResultPage> {
  await workbench.runQuery();
  const resultPage = readResultPage(workbench.result());
  await resultPage.waitForRows();
  return resultPage;
}

/** @param kind the class that a webview's body has under this theme */
async function chooseTheme(workbench: Workbench, name: string, kind: string): Promise<void> {
  await workbench.runCommand('Preferences: Color Theme');
  await workbench.pick(name);
  await workbench.result().locator(`body.${kind}`).waitFor();
}
