/** Bundles the suites of `test/host/suites`, and what runs them, into `dist-test/host`. */
import { globSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

const REPOSITORY = path.resolve(import.meta.dirname, '..');
const BUILT = path.join(REPOSITORY, 'dist-test/host');

// A suite that was renamed or removed must not run from an older build.
rmSync(BUILT, { recursive: true, force: true });
await build({
  absWorkingDir: REPOSITORY,
  entryPoints: ['test/host/runSuites.ts', ...globSync('test/host/suites/**/*.test.ts', { cwd: REPOSITORY })],
  outbase: 'test/host',
  outdir: BUILT,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  sourcemap: true,
  external: ['vscode', 'mocha', '@duckdb/node-bindings'],
  logLevel: 'warning',
});
