import type { Workbench } from '../../../test/e2e/workbench/workbench.ts';
import type { Camera, PictureGroup } from '../pictureGroup.ts';
import { GRID_HUNTS } from './hunts.ts';
import { showAlone, STAGE, waitForChart, warmUp, type ResultStage } from './resultStage.ts';

/** A chart of each kind that hunts ask for: its name to its query. */
const CHARTS: Readonly<Record<string, string>> = {
  'chart-time': `DeviceProcessEvents
| where Timestamp > ago(3d) and FileName in~ ("chrome.exe", "msedge.exe", "powershell.exe", "cmd.exe", "svchost.exe")
| summarize Processes = count() by bin(Timestamp, 1h), FileName
| render timechart with (title = "Processes by hour")
`,
  'chart-bar': `DeviceNetworkEvents
| where ActionType in ("ConnectionFailed", "HttpConnectionInspected")
| summarize Connections = count() by InitiatingProcessFileName, ActionType
| render barchart with (kind = stacked, title = "Connections that failed or were looked into")
`,
  'chart-pie': `DeviceFileEvents
| summarize Events = count() by ActionType
| render piechart with (title = "What happened to files")
`,
  'chart-scatter': `DeviceNetworkEvents
| where RemoteIPType == "Public"
| summarize Calls = count(), Hours = dcount(bin(Timestamp, 1h)) by DeviceName, InitiatingProcessFileName
| project Hours, Calls, InitiatingProcessFileName
| render scatterchart with (title = "Who calls home all day?")
`,
  'chart-anomaly': `DeviceLogonEvents
| where ActionType == "LogonFailed"
| make-series Failed = count() on Timestamp from bin(ago(14d), 1h) to bin(now(), 1h) step 1h
| extend (Anomalies, Score, Baseline) = series_decompose_anomalies(Failed)
| project Timestamp, Failed, Baseline, Anomalies
| render anomalychart with (anomalycolumns = Anomalies, title = "Failed logons")
`,
};

/** Charts that queries ask for, and the one that a person makes. */
export const CHART_PICTURES: PictureGroup = {
  ...STAGE,
  files: { ...GRID_HUNTS, ...Object.fromEntries(Object.entries(CHARTS).map(([name, text]) => [`${name}.kql`, text])) },
  take: takeChartPictures,
};

async function takeChartPictures(workbench: Workbench, camera: Camera): Promise<void> {
  await warmUp(workbench);
  for (const name of Object.keys(CHARTS)) {
    await showAlone(workbench, `${name}.kql`, waitForChart);
    await camera.shootFeature(name);
  }
  await takeBuilder(await showAlone(workbench, 'processes.kql'), camera);
}

async function takeBuilder(stage: ResultStage, camera: Camera): Promise<void> {
  const { frame } = stage;
  await frame.getByRole('tab', { name: 'Chart' }).click();
  await waitForChart(stage);
  await frame.getByRole('combobox', { name: 'Chart' }).selectOption({ label: 'Column chart' });
  await frame.getByRole('combobox', { name: 'X axis' }).selectOption({ label: 'Timestamp' });
  await frame.getByRole('combobox', { name: 'Values' }).selectOption({ label: 'Count of rows' });
  await frame.getByRole('textbox', { name: 'Step' }).fill('6h');
  await frame.getByRole('textbox', { name: 'Step' }).press('Enter');
  await frame.getByRole('button', { name: 'Values' }).click();
  await frame.locator('.chart-values tbody tr').nth(20).waitFor();
  await waitForChart(stage);
  await camera.shootFeature('chart-builder');
}
