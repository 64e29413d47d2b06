// Runs before `npm ci`: nothing but Node 20 itself may be imported here.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const REPOSITORY = fileURLToPath(new URL('..', import.meta.url));

const PROGRAMS = path.join(REPOSITORY, 'node_modules', '.bin');

/** Puts what package.json pins, Node 24 among it, in `node_modules` unless it is already there. */
export function installDependencies() {
  if (!areDependenciesInstalled()) {
    console.log('Installing the dependencies (npm ci)…');
    run('npm', ['ci', '--no-audit', '--no-fund']);
  }
  if (!existsSync(path.join(PROGRAMS, process.platform === 'win32' ? 'node.cmd' : 'node'))) {
    throw new Error(
      'Node 24 is missing in node_modules: npm did not run the install script of the package "node". ' +
        'Allow install scripts (npm config set ignore-scripts false), delete node_modules and start again.',
    );
  }
}

/**
 * Runs a program of `node_modules/.bin` or of the system, shows what it prints and waits for its end.
 * @throws when it fails, naming the command.
 */
export function run(program, args) {
  const { status, error } = spawnSync(program, args, { ...childOptions(), stdio: 'inherit' });
  if (status !== 0) throw error ?? new Error(`"${[program, ...args].join(' ')}" failed.`);
}

/** Where and how every child runs: in the repository, with the pinned programs first on its command path. */
export function childOptions() {
  const inherited = process.env.PATH ?? process.env.Path ?? '';
  return {
    cwd: REPOSITORY,
    env: { ...process.env, PATH: `${PROGRAMS}${path.delimiter}${inherited}` },
    // Windows starts npm and node_modules/.bin through .cmd files, which need a shell.
    shell: process.platform === 'win32',
  };
}

/** npm notes in a hidden lock file what it installed; packages for other platforms are absent there. */
function areDependenciesInstalled() {
  const installedFile = path.join(REPOSITORY, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const wanted = packagesOf(path.join(REPOSITORY, 'package-lock.json'));
  const installed = packagesOf(installedFile);
  return Object.entries(wanted).every(([place, { version, optional }]) => {
    const found = installed[place];
    return place === '' || (found === undefined ? optional === true : found.version === version);
  });
}

function packagesOf(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}
