import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Pinned: 4.139.1 is VS Code 1.139.1. */
const CODE_SERVER_VERSION = '4.139.1';

const REPOSITORY = path.resolve(import.meta.dirname, '../..');

/** Outside node_modules, which `npm ci` empties; ignored by git; kept between runs. */
const HOST_FOLDER = path.join(REPOSITORY, '.vscode-host');

/** Parts of VS Code that nothing here needs: together half of what is downloaded. */
const UNNEEDED_PARTS = [
  'node_modules/@github',
  'node_modules/@devcontainers',
  'extensions/copilot',
  'extensions/mermaid-markdown-features',
];

/**
 * A VS Code from npm for machines that cannot download the desktop one: code-server, installed once into
 * `.vscode-host/` without compiling anything.
 * @returns the path of code-server's entry script, to be run by Node 24.
 */
export function installCodeServer(): string {
  if (process.platform === 'win32') {
    throw new Error(
      'code-server does not run on Windows. Use desktop VS Code there: install it with its `code` command on PATH, ' +
        'and allow https://update.code.visualstudio.com for the tests.',
    );
  }
  const home = path.join(HOST_FOLDER, `code-server-${CODE_SERVER_VERSION}-${process.platform}-${process.arch}`);
  const entryIn = (folder: string): string => path.join(folder, 'node_modules/code-server/out/node/entry.js');
  if (existsSync(entryIn(home))) return entryIn(home);

  console.log(`Installing code-server ${CODE_SERVER_VERSION} from npm into ${HOST_FOLDER} (once, about a minute)…`);
  const unfinished = path.join(HOST_FOLDER, `unfinished-${String(process.pid)}`);
  mkdirSync(unfinished, { recursive: true });
  try {
    writeFileSync(path.join(unfinished, 'package.json'), '{ "name": "vscode-host", "private": true }\n');
    npmInstall(unfinished, `code-server@${CODE_SERVER_VERSION}`);
    const vscode = path.join(unfinished, 'node_modules/code-server/lib/vscode');
    npmInstall(vscode, '--omit=dev');
    npmInstall(path.join(vscode, 'extensions'), '--omit=dev');
    for (const part of UNNEEDED_PARTS) rmSync(path.join(vscode, part), { recursive: true, force: true });
    // Several suites may install at the same time: the first one to finish wins.
    if (!existsSync(home)) renameSync(unfinished, home);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return entryIn(home);
}

/** Scripts are left out: the native add-ons that they would compile only serve terminals and file watching. */
function npmInstall(folder: string, ...args: string[]): void {
  execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...args], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
