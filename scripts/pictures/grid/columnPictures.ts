import type { Workbench } from '../../../test/e2e/workbench/workbench.ts';
import type { Camera, PictureGroup } from '../pictureGroup.ts';
import { GRID_HUNTS } from './hunts.ts';
import { restPointer, showAlone, STAGE, warmUp, type ResultStage } from './resultStage.ts';

/** Columns arranged, told about, and grouped by. */
export const COLUMN_PICTURES: PictureGroup = { ...STAGE, files: GRID_HUNTS, take: takeColumnPictures };

async function takeColumnPictures(workbench: Workbench, camera: Camera): Promise<void> {
  await warmUp(workbench);
  const stage = await showAlone(workbench, 'processes.kql');
  await takeStatistics(workbench, stage, camera);
  await takeArrangement(stage, camera);
  await takeGroups(stage, camera);
}

async function takeStatistics(workbench: Workbench, stage: ResultStage, camera: Camera): Promise<void> {
  await stage.columnHeader('FileSize').hover();
  await stage.frame.getByRole('tooltip').locator('.histogram-bar').first().waitFor();
  await camera.shootFeature('statistics');
  await restPointer(workbench);
}

async function takeArrangement(stage: ResultStage, camera: Camera): Promise<void> {
  await stage.choose('DeviceName', 'Pin Left');
  await stage.choose('AccountName', 'Hide');
  await stage.choose('ProcessId', 'Hide');
  await stage.choose('FileName', 'Move Left');
  await stage.goTo(1, 'DeviceName');
  await stage.button('Columns').click();
  const chooser = stage.frame.getByRole('dialog', { name: 'Columns' });
  await chooser.getByRole('checkbox').first().waitFor();
  await camera.shootFeature('columns');
  await chooser.getByRole('button', { name: 'Reset Columns' }).click();
  await chooser.getByRole('button', { name: 'Close' }).click();
}

async function takeGroups(stage: ResultStage, camera: Camera): Promise<void> {
  await stage.choose('FileName', 'Group by This Column');
  await stage.frame.locator('.group-value').first().waitFor();
  await stage.choose('DeviceName', 'Add to Grouping');
  await stage.choose('DeviceName', 'Distinct');
  await stage.choose('AccountName', 'Distinct');
  const mark = (row: number) => stage.frame.locator(`.row[aria-rowindex="${String(row + 2)}"] .gutter:visible`);
  await mark(1).click();
  await stage.frame.locator('.row[aria-level="2"] .gutter:visible').first().waitFor();
  await mark(2).click();
  await stage.frame.locator('.row[aria-level="3"] .gutter:visible').first().waitFor();
  await camera.shootFeature('groups');
}
