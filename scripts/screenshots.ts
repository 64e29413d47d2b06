/**
 * Takes the pictures of the README, `media/*.png`, from the packaged extension in a real VS Code. `npm run package`
 * comes first.
 */
import path from 'node:path';
import { openWorkbench } from '../test/e2e/workbench/workbench.ts';
import { readResultPage, type ResultPage } from '../test/e2e/workbench/resultPage.ts';

const MEDIA = path.resolve(import.meta.dirname, '../media');
const HUNT = 'encoded-powershell.kql';

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
  width: 1440,
  height: 860,
  files: { 'neighbours.kql': LONG_HUNT, 'typo.kql': WRONG_HUNT },
});
try {
  await workbench.runCommand('View: Close Primary Side Bar');
  await workbench.openFile(HUNT);
  await shoot('editor');

  const page = await runOpenFile();
  await shoot('grid-dark');
  await page.cell(2, 0).dblclick();
  await page.frame.getByRole('region', { name: 'Value' }).waitFor();
  await shoot('side-pane');
  await page.frame.getByRole('button', { name: 'Close' }).click();
  await chooseTheme('Default Light Modern');
  await shoot('grid-light');
  await chooseTheme('Default High Contrast');
  await shoot('grid-high-contrast');
  await chooseTheme('Default Dark Modern');

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
} finally {
  await workbench.close();
}

async function runOpenFile(): Promise<ResultPage> {
  await workbench.runQuery();
  const resultPage = readResultPage(workbench.result());
  await resultPage.waitForRows();
  return resultPage;
}

async function chooseTheme(name: string): Promise<void> {
  await workbench.runCommand('Preferences: Color Theme');
  await workbench.pick(name);
}

async function shoot(name: string): Promise<void> {
  await workbench.page.screenshot({ path: path.join(MEDIA, `${name}.png`), animations: 'disabled' });
  console.log(`media/${name}.png`);
}
