/** Runs the suites of `test/host/suites` inside a real VS Code and prints `N passed, N failed`. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import * as v from 'valibot';
import './buildHostTests.ts';
import { chooseVscode } from './vscodeHost/chooseVscode.ts';

const REPOSITORY = path.resolve(import.meta.dirname, '..');

const Totals = v.object({ passed: v.number(), failed: v.number() });

const scratch = mkdtempSync(path.join(tmpdir(), 'kql-hunting-host-'));
const totalsFile = path.join(scratch, 'totals.json');
const vscode = await chooseVscode();
let failure: unknown;
try {
  await runTests({
    ...(vscode === undefined ? {} : { vscodeExecutablePath: vscode }),
    extensionDevelopmentPath: REPOSITORY,
    extensionTestsPath: path.join(REPOSITORY, 'dist-test/host/runSuites.js'),
    launchArgs: [path.join(REPOSITORY, 'samples'), '--disable-extensions'],
    extensionTestsEnv: { KQL_HUNTING_HOST_TOTALS: totalsFile },
  });
} catch (error) {
  failure = error;
}

const totals = readTotals();
rmSync(scratch, { recursive: true, force: true });
if (failure !== undefined && totals.failed === 0) {
  console.error(failure);
  totals.failed += 1;
}
console.log(`${String(totals.passed)} passed, ${String(totals.failed)} failed`);
process.exitCode = totals.failed === 0 ? 0 : 1;

/** A suite that ended without writing its totals counts as one failure. */
function readTotals(): v.InferOutput<typeof Totals> {
  try {
    return v.parse(Totals, JSON.parse(readFileSync(totalsFile, 'utf8')));
  } catch {
    return { passed: 0, failed: 1 };
  }
}
