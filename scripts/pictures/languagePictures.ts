import type { Workbench } from '../../test/e2e/workbench/workbench.ts';
import type { Camera, PictureGroup } from './pictureGroup.ts';

/** A query with something to complete, to explain and to mend. */
const LANGUAGE_HUNT = `// Rare children of Office
let office = dynamic(["winword.exe", "excel.exe", "outlook.exe"]);
DeviceProcessEvents
| where Timestamp > ago(7d)
| where InitiatingProcessFileName in~ (office)
| where tolower(FileName) == "powershell.exe"
| extend Age = datetime_diff('hour', now(), Timestamp)
| summarize Children = make_set(FileName), Last = max(Timestamp) by DeviceName, AccountNam
`;

/** What the editor says and offers. */
export const LANGUAGE_PICTURES: PictureGroup = {
  files: { 'children.kql': LANGUAGE_HUNT },
  take: takeLanguagePictures,
};

async function takeLanguagePictures(workbench: Workbench, { shoot }: Camera): Promise<void> {
  const { page } = workbench;
  const editor = page.locator('.monaco-editor[data-uri$="/children.kql"]');
  const word = (text: string) => editor.locator('.view-line span').filter({ hasText: text }).last();
  await workbench.openFile('children.kql');
  await workbench.runCommand('View: Close Primary Side Bar');
  await editor.locator('.squiggly-warning').first().waitFor();

  await word('make_set').hover();
  await page.locator('.monaco-hover:visible').filter({ hasText: 'make_set' }).first().waitFor();
  await shoot('hover');

  await workbench.goToLine(8);
  await page.keyboard.press('End');
  await workbench.runCommand('Quick Fix...');
  await page.locator('.action-widget').filter({ hasText: 'AccountName' }).waitFor();
  await shoot('quick-fix');
  await page.keyboard.press('Escape');

  await workbench.goToLine(7);
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('| summarize arg_m');
  await page.locator('.suggest-widget.visible .monaco-list-row').filter({ hasText: 'arg_max' }).first().waitFor();
  // The second time, Ctrl+Space opens the help beside the list.
  await page.keyboard.press('Control+Space');
  // The help of what was looked at before may still be open.
  await page.locator('.suggest-details:visible').filter({ hasText: 'arg_max' }).waitFor();
  await shoot('completion');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+Home');
  await page.keyboard.type('| extend Hours = datetime_diff(');
  await page.locator('.parameter-hints-widget.visible').waitFor();
  await shoot('signature');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  // The bracket that closed itself goes, too.
  await page.keyboard.press('End');
  await page.keyboard.press('Shift+Home');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');

  await workbench.runCommand('Explorer: Focus on Outline View');
  await page.getByRole('treeitem', { name: 'office (variable)' }).waitFor();
  await shoot('outline');
  await word('office').dblclick();
  await page.keyboard.press('F2');
  await page.locator('.monaco-editor.rename-box').waitFor();
  await shoot('rename');
  await page.keyboard.press('Escape');
}
