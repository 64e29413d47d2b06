import { mkdirSync, rmSync } from 'node:fs';
import { addOrdinaryAlerts } from './alerts.ts';
import { addCloudNoise, addIdentities } from './cloudActivity.ts';
import { tellConsentStory } from './consentStory.ts';
import { DeviceLog } from './deviceEvents.ts';
import { addDeviceNoise } from './deviceNoise.ts';
import { addInventory } from './inventory.ts';
import { addLogonNoise } from './logonNoise.ts';
import { addMailNoise } from './mailNoise.ts';
import { tellPhishingStory } from './phishingStory.ts';
import { addProcessNoise } from './processNoise.ts';
import { tellRansomwareStory } from './ransomwareStory.ts';
import { SampleTables, type WrittenTable } from './tables.ts';

/**
 * Writes the sample data, a Parquet file for each table: a month of a made-up company's telemetry with three attacks
 * in it, the same every time. Once in a process, since its chance is used up. What the folder held is gone.
 */
export async function generateSamples(folder: string): Promise<readonly WrittenTable[]> {
  const tables = new SampleTables();
  const log = new DeviceLog(tables);
  addInventory(tables);
  addIdentities(tables);
  addProcessNoise(log);
  addDeviceNoise(log);
  addLogonNoise(log, tables);
  addMailNoise(tables);
  addCloudNoise(tables);
  addOrdinaryAlerts(tables);
  tellPhishingStory(log, tables);
  tellConsentStory(tables);
  tellRansomwareStory(log, tables);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return tables.write(folder);
}
