/**
 * Runs a benchmark of `test/bench`: `npm run bench -- NAME [options]`. Prints readable lines and, as the last one, the
 * figures as one JSON object; fails where an answer is wrong or a limit is passed.
 */
import { globSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { Benchmark } from '../test/bench/benchmark.ts';

const REPOSITORY = path.resolve(import.meta.dirname, '..');
const SUFFIX = '.bench.ts';

const names = globSync(`test/bench/*${SUFFIX}`, { cwd: REPOSITORY }).map((file) => path.basename(file, SUFFIX));
const [name = '', ...words] = process.argv.slice(2);
if (!names.includes(name)) {
  process.stderr.write(`Usage: npm run bench -- NAME [options], NAME being one of: ${names.sort().join(', ')}\n`);
  process.exit(2);
}
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const benchmark = await loadBenchmark(name);
const { figures, failures } = await benchmark(words, print);
for (const failure of failures) print(`FAILED: ${failure}`);
if (failures.length > 0) process.exitCode = 1;
print(JSON.stringify({ benchmark: name, passed: failures.length === 0, ...figures }));

/** Bundles the benchmark with the sources that it measures, as the product is bundled. */
async function loadBenchmark(wanted: string): Promise<Benchmark> {
  const outfile = path.join(REPOSITORY, 'dist-test', 'bench', `${wanted}.cjs`);
  await build({
    absWorkingDir: REPOSITORY,
    entryPoints: [`test/bench/${wanted}${SUFFIX}`],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: true,
    define: { 'import.meta.url': '__filename' },
    external: ['@duckdb/node-bindings', 'esbuild', 'playwright-core'],
    logLevel: 'warning',
  });
  const loaded: unknown = await import(pathToFileURL(outfile).href);
  if (!hasBenchmark(loaded)) throw new Error(`test/bench/${wanted}${SUFFIX} exports no function "benchmark".`);
  return loaded.benchmark;
}

function hasBenchmark(module: unknown): module is { readonly benchmark: Benchmark } {
  return (
    typeof module === 'object' && module !== null && 'benchmark' in module && typeof module.benchmark === 'function'
  );
}
