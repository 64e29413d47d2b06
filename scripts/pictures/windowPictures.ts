import { readResultPage, type ResultPage } from '../../test/e2e/workbench/resultPage.ts';
import type { Workbench } from '../../test/e2e/workbench/workbench.ts';
import type { Camera, PictureGroup } from './pictureGroup.ts';

const HUNT = 'encoded-powershell.kql';
/** The column of the hunt whose value the side pane shows. */
const DECODED = 4;

/** A sample hunt in the editor, and its result in the grid. */
export const WINDOW_PICTURES: PictureGroup = { files: {}, take: takeWindowPictures };

async function takeWindowPictures(workbench: Workbench, { shoot }: Camera): Promise<void> {
  await workbench.openFile(HUNT);
  await workbench.page.locator('.codelens-decoration a').filter({ hasText: 'Run' }).waitFor();
  await workbench.statusBarItem('Local sample data').waitFor();
  await shoot('editor');
  await workbench.runCommand('View: Close Primary Side Bar');

  // The first run starts the engine; the second is as quick as all later ones.
  await runOpenFile(workbench);
  await workbench.closeResults();
  const page = await runOpenFile(workbench);
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
}

async function runOpenFile(workbench: Workbench): Promise<ResultPage> {
  await workbench.runQuery();
  const resultPage = readResultPage(workbench.result());
  await resultPage.waitForRows();
  return resultPage;
}
