import type { Workbench } from '../../../test/e2e/workbench/workbench.ts';
import type { Camera, PictureGroup } from '../pictureGroup.ts';
import { GRID_HUNTS } from './hunts.ts';
import { restPointer, showAlone, STAGE, warmUp, type ResultStage } from './resultStage.ts';

/** Rows as they come, sorted, filtered, found and selected. */
export const ROW_PICTURES: PictureGroup = { ...STAGE, files: GRID_HUNTS, take: takeRowPictures };

async function takeRowPictures(workbench: Workbench, camera: Camera): Promise<void> {
  await warmUp(workbench);
  const stage = await showAlone(workbench, 'processes.kql');
  await stage.goTo(2, 'DeviceName');
  await camera.shootFeature('rows');
  await takeTimes(stage, camera);
  await takeSelection(workbench, stage, camera);
  await takeFind(stage, camera);
  await takeFilters(workbench, stage, camera);
  await takeSort(stage, camera);
}

async function takeTimes({ frame }: ResultStage, camera: Camera): Promise<void> {
  const times = frame.getByRole('combobox', { name: 'Times' });
  await times.selectOption('relative');
  await frame.locator('.cell').filter({ hasText: / ago$/ }).first().waitFor();
  await camera.shootFeature('times');
  await times.selectOption('utc');
}

async function takeSelection(workbench: Workbench, stage: ResultStage, camera: Camera): Promise<void> {
  await stage.goTo(3, 'FileSize');
  for (let row = 0; row < 5; row++) await workbench.page.keyboard.press('Shift+ArrowDown');
  await stage.frame
    .locator('.selection-summary')
    .filter({ hasText: /Average/i })
    .waitFor();
  await camera.shootFeature('selection');
  await workbench.runCommand('KQL Hunting: Copy Selection As…');
  await workbench.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'KQL list' }).waitFor();
  await restPointer(workbench);
  await camera.shootFeature('copy', 'window');
  await workbench.page.keyboard.press('Escape');
}

async function takeFind(stage: ResultStage, camera: Camera): Promise<void> {
  const cell = await stage.goTo(0, 'DeviceName');
  await cell.press('F3');
  const box = stage.frame.getByRole('textbox', { name: 'Find cells that hold a text' });
  await box.fill('powershell');
  await stage.frame.locator('.find-count').filter({ hasText: / of / }).waitFor();
  await box.press('Enter');
  await camera.shootFeature('find');
  await box.press('Escape');
  await stage.button('Filter').click();
  await stage.frame.locator('.cell.is-active:visible').press('Control+Home');
  await stage.cell(0, 0).filter({ visible: true }).and(stage.frame.locator('.is-active')).waitFor();
}

async function takeFilters(workbench: Workbench, stage: ResultStage, camera: Camera): Promise<void> {
  const menu = await stage.openMenu('FileName');
  await menu.getByRole('textbox', { name: 'Find values' }).fill('shell');
  await menu.getByRole('checkbox', { name: 'Choose powershell.exe' }).check();
  await menu.getByRole('textbox', { name: 'Find values' }).fill('host');
  await menu.getByRole('checkbox', { name: 'Choose conhost.exe' }).check();
  await menu.getByRole('checkbox', { name: 'Choose svchost.exe' }).check();
  await camera.shootFeature('values');
  await menu.getByRole('button', { name: /^Show Chosen/ }).click();
  const processes = await stage.openMenu('ProcessId');
  await processes.getByRole('textbox', { name: 'Filter ProcessId' }).fill('> 10000');
  await processes.getByRole('textbox', { name: 'Filter ProcessId' }).press('Enter');
  await processes.waitFor({ state: 'hidden' });
  const rows = stage.frame.getByRole('textbox', { name: 'Find rows that hold a text' });
  await rows.fill('system');
  await stage.frame.locator('.filter-count').filter({ hasText: / of / }).waitFor();
  await restPointer(workbench);
  await camera.shootFeature('filter');
  await stage.openMenu('Timestamp');
  await camera.shootFeature('menu');
  await stage.frame.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await stage.button('Show All').click();
}

async function takeSort(stage: ResultStage, camera: Camera): Promise<void> {
  await stage.choose('AccountName', 'Ascending');
  await stage.choose('FileSize', 'Then By ▼');
  await stage.choose('Timestamp', 'Then By ▲');
  await stage.goTo(0, 'AccountName');
  await camera.shootFeature('sort');
}
