import type { Workbench } from '../../../test/e2e/workbench/workbench.ts';
import type { Camera, PictureGroup } from '../pictureGroup.ts';
import { GRID_HUNTS } from './hunts.ts';
import { restPointer, runBeside, showAlone, STAGE, warmUp } from './resultStage.ts';

/** One cell: its value, the parts of it, and what can be done with it. */
export const CELL_PICTURES: PictureGroup = { ...STAGE, files: GRID_HUNTS, take: takeCellPictures };

async function takeCellPictures(workbench: Workbench, camera: Camera): Promise<void> {
  await warmUp(workbench);
  await takeDetail(workbench, camera);
  await takeTree(workbench, camera);
  await takeHostile(workbench, camera);
  await takePivots(workbench, camera);
}

async function takeDetail(workbench: Workbench, camera: Camera): Promise<void> {
  const stage = await showAlone(workbench, 'shells.kql');
  const cell = await stage.goTo(4, 'ProcessCommandLine');
  await cell.press('Enter');
  await stage.frame.getByRole('region', { name: 'Value' }).filter({ hasText: /\w/ }).waitFor();
  await camera.shootFeature('detail');
}

async function takeTree(workbench: Workbench, camera: Camera): Promise<void> {
  const stage = await showAlone(workbench, 'consents.kql');
  const cell = await stage.goTo(2, 'RawEventData');
  await cell.press('Enter');
  await stage.frame.getByRole('treeitem').first().waitFor();
  await stage.frame.getByRole('textbox', { name: 'Find in the value' }).fill('scope');
  await stage.frame.locator('.tree-count').filter({ hasText: 'found' }).waitFor();
  await stage.frame.getByRole('textbox', { name: 'Find in the value' }).press('ArrowDown');
  await camera.shootFeature('json');
}

async function takeHostile(workbench: Workbench, camera: Camera): Promise<void> {
  const stage = await showAlone(workbench, 'hostile.kql');
  const cell = await stage.goTo(0, 'Value');
  await cell.press('Enter');
  await stage.frame.getByRole('region', { name: 'Value' }).filter({ hasText: /\w/ }).waitFor();
  await camera.shootFeature('hostile');
}

async function takePivots(workbench: Workbench, camera: Camera): Promise<void> {
  const alone = await showAlone(workbench, 'shells.kql');
  const hash = await alone.goTo(2, 'DeviceName');
  await hash.press('Control+.');
  await alone.frame.getByRole('menuitem').first().waitFor();
  await camera.shootFeature('cell-menu');
  const stage = await runBeside(workbench, 'shells.kql');
  const cell = await stage.goTo(1, 'DeviceName');
  await cell.press('Shift+ArrowDown');
  await cell.press('Shift+ArrowDown');
  await workbench.runCommand('KQL Hunting: Exclude Selected Values from Query');
  await workbench.page.locator('.view-line').filter({ hasText: '!in' }).first().waitFor();
  await restPointer(workbench);
  await camera.shootFeature('pivot', 'window');
}
