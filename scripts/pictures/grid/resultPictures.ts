import { readResultPage } from '../../../test/e2e/workbench/resultPage.ts';
import type { Workbench } from '../../../test/e2e/workbench/workbench.ts';
import type { Camera, PictureGroup } from '../pictureGroup.ts';
import { GRID_HUNTS } from './hunts.ts';
import { closeOthers, restPointer, runBeside, showAlone, STAGE, stageOf, warmUp } from './resultStage.ts';

/** Results among one another: asked further, kept, compared, and the one that is none. */
export const RESULT_PICTURES: PictureGroup = {
  ...STAGE,
  // What could be typed next would lie over what is shown.
  settings: { ...STAGE.settings, 'editor.quickSuggestions': false, 'editor.suggestOnTriggerCharacters': false },
  files: GRID_HUNTS,
  take: takeResultPictures,
};

async function takeResultPictures(workbench: Workbench, camera: Camera): Promise<void> {
  await warmUp(workbench);
  await takeError(workbench, camera);
  await takeComparison(workbench, camera);
  await takeRefinement(workbench, camera);
  await takeHistory(workbench, camera);
}

async function takeError(workbench: Workbench, camera: Camera): Promise<void> {
  await workbench.reset();
  await workbench.openFile('typo.kql');
  await workbench.runQuery();
  await readResultPage(workbench.result()).failure.waitFor();
  await workbench.clearNotifications();
  await restPointer(workbench);
  await camera.shootFeature('error', 'window');
}

async function takeComparison(workbench: Workbench, camera: Camera): Promise<void> {
  await showAlone(workbench, 'programs-before.kql');
  const stage = await showAlone(workbench, 'programs-since.kql');
  await stage.goTo(0, 'FileName');
  await workbench.runCommand('KQL Hunting: Compare Results…');
  await workbench.pick('programs-before');
  await workbench.page.locator('.quick-input-title').filter({ hasText: 'Compare By' }).waitFor();
  await workbench.page.keyboard.press('Enter');
  const compared = readResultPage(workbench.result());
  await compared.waitForRows();
  await closeOthers(workbench);
  await stageOf(compared).goTo(0, 'FileName');
  await camera.shootFeature('comparison');
}

async function takeRefinement(workbench: Workbench, camera: Camera): Promise<void> {
  await showAlone(workbench, 'processes.kql');
  await workbench.runCommand('KQL Hunting: Query These Results');
  const offered = workbench.page.locator('.suggest-widget.visible');
  await workbench.statusBarItem('Ln 3, Col 3').waitFor();
  await offered.waitFor();
  await workbench.page.keyboard.press('Escape');
  await offered.waitFor({ state: 'detached' });
  await workbench.page.keyboard.type('where FileName endswith ".exe"');
  await workbench.page.keyboard.press('Enter');
  await workbench.page.keyboard.type('| summarize Devices = dcount(DeviceName), Last = max(Timestamp) by FileName');
  await workbench.page.keyboard.press('Enter');
  await workbench.page.keyboard.type('| order by Devices asc');
  await workbench.runQuery();
  await workbench.result().locator('.cell').filter({ hasText: '.exe' }).first().waitFor();
  await restPointer(workbench);
  await camera.shootFeature('refine', 'window');
}

async function takeHistory(workbench: Workbench, camera: Camera): Promise<void> {
  await runBeside(workbench, 'shells.kql');
  await workbench.runCommand('KQL Hunting: Run History…');
  await workbench.page.locator('.quick-input-list .monaco-list-row').nth(3).waitFor();
  await restPointer(workbench);
  await camera.shootFeature('history', 'window');
  await workbench.page.keyboard.press('Escape');
}
