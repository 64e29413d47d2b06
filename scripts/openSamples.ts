/**
 * Opens the `samples/` folder in a VS Code that has this extension: the desktop one where there is a `code` command,
 * else code-server in the browser. With `--no-open` it only checks that this would work.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { vsixPathOf } from './packaging/vsix.ts';
import { startCodeServer } from './vscodeHost/codeServer.ts';

const REPOSITORY = path.resolve(import.meta.dirname, '..');
const SAMPLES = path.join(REPOSITORY, 'samples');

const { values } = parseArgs({ options: { 'no-open': { type: 'boolean', default: false } } });
const opens = !values['no-open'];

if (!openDesktop()) await openCodeServer();

/** False where there is no desktop VS Code that could load an extension from a folder. */
function openDesktop(): boolean {
  // Inside a remote VS Code's terminal `code` talks to the running window, which loads no extension from a folder.
  if (process.env['VSCODE_IPC_HOOK_CLI'] !== undefined) return false;
  const isWindows = process.platform === 'win32';
  const runCode = (...args: string[]): boolean =>
    // Windows has a `code.cmd`, which needs a shell, which needs the quotes.
    spawnSync('code', isWindows ? args.map((arg) => `"${arg}"`) : args, { shell: isWindows, stdio: 'ignore' })
      .status === 0;
  if (!runCode('--version')) return false;
  if (!opens) {
    console.log('Desktop VS Code is on PATH: `npm start` opens the samples in it.');
    return true;
  }
  const isOpened = runCode(`--extensionDevelopmentPath=${REPOSITORY}`, SAMPLES);
  if (isOpened) console.log('VS Code opens the samples. Open a .kql file there and press Shift+Enter.');
  return isOpened;
}

async function openCodeServer(): Promise<void> {
  console.log('There is no desktop `code` command on PATH: using code-server, which is VS Code in the browser.');
  execFileSync(process.execPath, ['scripts/package.ts'], { cwd: REPOSITORY, stdio: ['ignore', 'ignore', 'inherit'] });
  const server = await startCodeServer({ vsixFiles: [vsixPathOf()] });
  const address = `${server.url}/?folder=${encodeURIComponent(SAMPLES)}`;
  console.log(`VS Code with the extension and the samples: ${address}`);
  if (!opens) {
    await server.stop();
    return;
  }
  openInBrowser(address);
  console.log('Open a .kql file there and press Shift+Enter. Ctrl+C here ends it.');
}

/** Best effort: the address was printed. */
function openInBrowser(address: string): void {
  spawn(process.platform === 'darwin' ? 'open' : 'xdg-open', [address], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}
