/**
 * Takes the pictures of the README, `media/*.png`, from the packaged extension in a real VS Code. `npm run package`
 * comes first.
 */
import path from 'node:path';
import { openWorkbench } from '../test/e2e/workbench/workbench.ts';
import { LANGUAGE_HUNT, takeLanguagePictures } from './languagePictures.ts';
import { readResultPage, type ResultPage } from '../test/e2e/workbench/resultPage.ts';

const MEDIA = path.resolve(import.meta.dirname, '../media');
const HUNT = 'encoded-powershell.kql';
/** The column of the hunt whose value the side pane shows. */
const DECODED = 4;

/** Takes long enough to be seen running. */
const LONG_HUNT = `// Processes that were started by the same parent within a minute of each other
DeviceProcessEvents
| join kind=inner DeviceProcessEvents on DeviceName
| where abs(datetime_diff('minute', Timestamp, Timestamp1)) <= 1
| summarize Pairs = count() by DeviceName, InitiatingProcessFileName
| order by Pairs desc
`;

const WRONG_HUNT = `DeviceProcessEvents
| where FileName =~ "rundll32.exe"
| where ProcessComandLine has "javascript:"
| project Timestamp, DeviceName, ProcessCommandLine
`;

const workbench = await openWorkbench({
  width: 1600,
  height: 900,
  files: { 'neighbours.kql': LONG_HUNT, 'typo.kql': WRONG_HUNT, 'children.kql': LANGUAGE_HUNT },
});
try {
  await workbench.openFile(HUNT);
  await workbench.page.locator('.codelens-decoration a').filter({ hasText: 'Run' }).waitFor();
  await workbench.statusBarItem('Local sample data').waitFor();
  await shoot('editor');
  await workbench.runCommand('View: Close Primary Side Bar');

  // The first run starts the engine; the second is as quick as all later ones.
  await runOpenFile();
  await workbench.closeResults();
  const page = await runOpenFile();
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
  await chooseTheme('Light Modern', 'vscode-light');
  await shoot('grid-light');
  await chooseTheme('Dark High Contrast', 'vscode-high-contrast');
  await shoot('grid-high-contrast');
  await chooseTheme('Dark Modern', 'vscode-dark');
  await page.cell(0, 1).click();
  await page.cell(0, 1).press('Alt+ArrowDown');
  await page.frame.locator('.value-entry').first().waitFor();
  await shoot('column-menu');

  await workbench.reset();
  await workbench.openFile('neighbours.kql');
  await workbench.runQuery();
  await workbench.notification('Hunting in').waitFor();
  await workbench.result().getByText('Running…').waitFor();
  await shoot('running');
  await workbench.notification('Hunting in').getByRole('button', { name: 'Cancel' }).click();

  await workbench.reset();
  await workbench.openFile('typo.kql');
  await workbench.runQuery();
  await readResultPage(workbench.result()).failure.waitFor();
  await workbench.clearNotifications();
  await shoot('error');

  await workbench.reset();
  await takeLanguagePictures(workbench, shoot);
} finally {
  await workbench.close();
}

async function runOpenFile(): Promise<ResultPage> {
  await workbench.runQuery();
  const resultPage = readResultPage(workbench.result());
  await resultPage.waitForRows();
  return resultPage;
}

/** @param kind the class that a webview's body has under this theme */
async function chooseTheme(name: string, kind: string): Promise<void> {
  await workbench.runCommand('Preferences: Color Theme');
  await workbench.pick(name);
  await workbench.result().locator(`body.${kind}`).waitFor();
}

async function shoot(name: string): Promise<void> {
  await workbench.page.screenshot({ path: path.join(MEDIA, `${name}.png`), animations: 'disabled' });
  console.log(`media/${name}.png`);
}
