import type { Workbench } from '../../test/e2e/workbench/workbench.ts';
import type { Camera, PictureGroup } from './pictureGroup.ts';

/** Takes long enough to be seen running. */
const LONG_HUNT = `// Processes that were started by the same parent within a minute of each other
DeviceProcessEvents
| join kind=inner DeviceProcessEvents on DeviceName
| where abs(datetime_diff('minute', Timestamp, Timestamp1)) <= 1
| summarize Pairs = count() by DeviceName, InitiatingProcessFileName
| order by Pairs desc
`;

/** A query while it runs. */
export const RUN_PICTURES: PictureGroup = {
  files: { 'neighbours.kql': LONG_HUNT },
  take: takeRunPictures,
};

async function takeRunPictures(workbench: Workbench, { shoot }: Camera): Promise<void> {
  await workbench.openFile('neighbours.kql');
  await workbench.runCommand('View: Close Primary Side Bar');
  await workbench.runQuery();
  // Away from the buttons of the editor, which would show what they are for.
  await workbench.page.mouse.move(400, 600);
  await workbench.notification('waiting for rows').waitFor();
  await workbench.result().getByText('Running…').waitFor();
  await shoot('running');
  await workbench.notification('Hunting in').getByRole('button', { name: 'Cancel' }).click();
}
