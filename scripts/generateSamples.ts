/**
 * Writes the sample data, `samples/data/<Table>.parquet`: a month of a made-up company's telemetry with three attacks
 * in it. The same rows every time. `node scripts/generateSamples.ts [FOLDER]`
 */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { addOrdinaryAlerts } from './samples/alerts.ts';
import { addCloudNoise, addIdentities } from './samples/cloudActivity.ts';
import { tellConsentStory } from './samples/consentStory.ts';
import { DeviceLog } from './samples/deviceEvents.ts';
import { addDeviceNoise } from './samples/deviceNoise.ts';
import { addInventory } from './samples/inventory.ts';
import { addLogonNoise } from './samples/logonNoise.ts';
import { addMailNoise } from './samples/mailNoise.ts';
import { tellPhishingStory } from './samples/phishingStory.ts';
import { addProcessNoise } from './samples/processNoise.ts';
import { tellRansomwareStory } from './samples/ransomwareStory.ts';
import { SampleTables } from './samples/tables.ts';

const folder = path.resolve(process.argv[2] ?? path.resolve(import.meta.dirname, '../samples/data'));
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
const written = await tables.write(folder);
for (const { table, rows, bytes } of written) {
  process.stdout.write(
    `${table.padEnd(26)}${String(rows).padStart(8)} rows ${(bytes / 1024).toFixed(0).padStart(6)} KiB\n`,
  );
}
const sum = (pick: (table: { rows: number; bytes: number }) => number): number =>
  written.reduce((total, table) => total + pick(table), 0);
process.stdout.write(
  `${`${written.length} tables`.padEnd(26)}${String(sum(({ rows }) => rows)).padStart(8)} rows ${(sum(({ bytes }) => bytes) / 1024).toFixed(0).padStart(6)} KiB\n`,
);
