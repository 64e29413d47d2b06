import { writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** How many tests of the host suites passed and failed. */
export interface SuiteTotals {
  readonly passed: number;
  readonly failed: number;
}

/**
 * Entry point inside the extension host: runs every built suite beside this file with mocha and writes the
 * `SuiteTotals` as JSON to the file that `KQL_HUNTING_HOST_TOTALS` names.
 */
export async function run(): Promise<void> {
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({ ui: 'bdd', color: false, timeout: 60_000 });
  const suites = path.join(__dirname, 'suites');
  for (const file of await readdir(suites, { recursive: true })) {
    if (file.endsWith('.test.js')) mocha.addFile(path.join(suites, file));
  }
  const totals = await new Promise<SuiteTotals>((resolve) => {
    const runner = mocha.run((failures) => {
      resolve({ passed: runner.stats?.passes ?? 0, failed: failures });
    });
  });
  const totalsFile = process.env['KQL_HUNTING_HOST_TOTALS'];
  if (totalsFile !== undefined) writeFileSync(totalsFile, JSON.stringify(totals));
  if (totals.failed > 0) throw new Error(`${String(totals.failed)} host tests failed.`);
}
