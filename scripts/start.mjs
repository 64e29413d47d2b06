// `npm start`: from a clean checkout to a first hunt in the terminal and a VS Code that has the extension.
// `npm start -- --no-open` (and CI) does all of it but opens no window, and ends.
import { installDependencies, run } from './dependencies.mjs';

const FIRST_HUNT = 'samples/powershell-children.kql';

const opens = !process.argv.includes('--no-open') && !process.env.CI;

installDependencies();
run('node', ['esbuild.js']);

console.log(`\nA first hunt on the local engine: kql-hunt run ${FIRST_HUNT}\n`);
run('node', ['dist/cli.js', 'run', FIRST_HUNT]);

console.log();
run('node', ['scripts/openSamples.ts', ...(opens ? [] : ['--no-open'])]);
