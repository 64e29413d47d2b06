import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { openTenantWorkbench } from '../../../test/e2e/workbench/tenantWorkbench.ts';
import { readResultPage } from '../../../test/e2e/workbench/resultPage.ts';
import type { Workbench } from '../../../test/e2e/workbench/workbench.ts';
import type { Camera, PictureGroup } from '../pictureGroup.ts';
import { closeOthers, restPointer, STAGE, stageOf } from './resultStage.ts';

const COMMAND_LINE = path.resolve(import.meta.dirname, '../../../dist/cli.js');
const FILE = 'processes.kql';
const HUNT = `// What ran in the last month
DeviceProcessEvents
| project Timestamp, DeviceName, AccountName, FileName, FileSize, ProcessId, ProcessCommandLine
`;

/** An answer whose first half has come. */
export const WAITING_PICTURES: PictureGroup = {
  ...STAGE,
  files: { [FILE]: HUNT },
  open: (options) => openTenantWorkbench({ held: readAnswer(HUNT), usual: 'heldBody' }, options),
  take: takeWaitingPictures,
};

async function takeWaitingPictures(workbench: Workbench, camera: Camera): Promise<void> {
  await workbench.runCommand('View: Close Primary Side Bar');
  await workbench.openFile(FILE);
  await workbench.runQuery();
  const stage = stageOf(readResultPage(workbench.result()));
  await stage.frame.getByText(/^[\d,]+ rows so far…$/).waitFor();
  await closeOthers(workbench);
  await stage.goTo(2, 'DeviceName');
  await restPointer(workbench);
  await camera.shootFeature('rows-so-far');
}

/** What a tenant would answer, out of the sample data. */
function readAnswer(query: string): string {
  return execFileSync(process.execPath, [COMMAND_LINE, 'run', '--query', query, '--format', 'json'], {
    encoding: 'utf8',
    maxBuffer: 100_000_000,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}
