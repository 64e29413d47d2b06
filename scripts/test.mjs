// `npm test`: everything that can be checked, from a clean checkout, with one line of totals at the end.
import { spawn } from 'node:child_process';
import { childOptions, installDependencies, run } from './dependencies.mjs';

/** Each step is a command; a suite ends with `N passed, N failed`, any other step counts as one test. */
const STEPS = [
  ['types', 'npm', ['run', '--silent', 'typecheck']],
  ['lint', 'npm', ['run', '--silent', 'lint']],
  ['format', 'npm', ['run', '--silent', 'format:check']],
  ['imports', 'npm', ['run', '--silent', 'imports']],
  ['unused code', 'npm', ['run', '--silent', 'unused']],
  ['unit', 'vitest', ['run']],
  ['package', 'node', ['scripts/package.ts']],
  ['host', 'node', ['scripts/runHostTests.ts']],
  ['e2e', 'vitest', ['run', '--config', 'vitest.e2e.config.mts']],
];

const TOTALS = /^(\d+) passed, (\d+) failed$/gm;

installDependencies();
run('node', ['scripts/installBrowser.ts']);
run('node', ['esbuild.js', '--production']);

const results = [];
for (const [name, program, args] of STEPS) {
  console.log(`\n──── ${name}`);
  const started = performance.now();
  const { exitCode, output } = await runStep(program, args);
  const seconds = Math.round((performance.now() - started) / 1000);
  results.push({ name, seconds, ...countTests(exitCode, output) });
}

console.log('\n──── totals');
for (const { name, passed, failed, seconds } of results) {
  console.log(`${failed === 0 ? 'ok    ' : 'FAILED'} ${name}: ${passed} passed, ${failed} failed (${seconds} s)`);
}
const sum = (field) => results.reduce((total, result) => total + result[field], 0);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') === 0 ? 0 : 1;

/** A command that fails counts as a failure even where each of its tests passed. */
function countTests(exitCode, output) {
  const last = [...output.matchAll(TOTALS)].at(-1);
  if (last === undefined) return exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const failed = Number(last[2]);
  return { passed: Number(last[1]), failed: exitCode !== 0 && failed === 0 ? 1 : failed };
}

function runStep(program, args) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { ...childOptions(), stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (text) => (output += text));
    child.stdout.pipe(process.stdout, { end: false });
    child.stderr.pipe(process.stderr, { end: false });
    child.on('error', (error) => console.error(error.message));
    child.on('close', (exitCode) => resolve({ exitCode, output }));
  });
}
