/** Makes sure that there is a Chromium for the tests and screenshots, and says which one is used. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { findBrowser } from '../test/fixtures/browser.ts';

if (!hasBrowser()) {
  console.log('No Chromium, Chrome or Edge was found. Installing one…');
  if (!installFromDistribution()) installFromPlaywright();
}
console.log(`Browser for the tests: ${findBrowser()}`);

function hasBrowser(): boolean {
  try {
    findBrowser();
    return true;
  } catch {
    return false;
  }
}

/** Debian and its relatives; needs root or a sudo that asks nothing. */
function installFromDistribution(): boolean {
  if (process.platform !== 'linux' || !succeeds('apt-get', '--version')) return false;
  const root = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = (...args: string[]): boolean => {
    const [program = 'apt-get', ...rest] = [...root, 'apt-get', ...args];
    return succeeds(program, ...rest);
  };
  const install = ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'];
  return (apt(...install) || (apt('update') && apt(...install))) && hasBrowser();
}

function installFromPlaywright(): void {
  const playwright = createRequire(import.meta.url).resolve('playwright-core/cli.js');
  if (!succeeds(process.execPath, playwright, 'install', '--with-deps', 'chromium')) {
    succeeds(process.execPath, playwright, 'install', 'chromium');
  }
}

function succeeds(program: string, ...args: string[]): boolean {
  return spawnSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
}
