import { defineConfig } from 'vitest/config';
import { totalsReporter } from './test/totalsReporter.ts';

/** Tests that drive a browser: one file at a time, each with a server and a page of its own. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    // code-server does not run on Windows.
    exclude: process.platform === 'win32' ? ['test/e2e/workbench/*Hunt.test.ts'] : [],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    fileParallelism: false,
    reporters: ['verbose', totalsReporter],
  },
});
