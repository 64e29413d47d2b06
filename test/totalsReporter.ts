import type { Reporter } from 'vitest/node';

/** Ends a run with one line, `N passed, N failed`, which `scripts/test.mjs` adds up over all suites. */
export const totalsReporter: Reporter = {
  onTestRunEnd(testModules, unhandledErrors) {
    let passed = 0;
    let failed = unhandledErrors.length;
    for (const testModule of testModules) {
      // A file that cannot be loaded has no tests that could fail.
      failed += testModule.errors().length;
      for (const test of testModule.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') passed += 1;
        if (state === 'failed') failed += 1;
      }
    }
    process.stdout.write(`${String(passed)} passed, ${String(failed)} failed\n`);
  },
};
