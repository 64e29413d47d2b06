#!/usr/bin/env node
/**
 * Stands in for the desktop VS Code program where it cannot be downloaded: takes the arguments that
 * `@vscode/test-electron` passes, runs the suite in code-server's extension host behind a headless browser, repeats
 * what the suite prints, and ends with its exit code.
 */
import { format, parseArgs } from 'node:util';
import { launchBrowser } from '../../test/fixtures/browser.ts';
import { startCodeServer } from './codeServer.ts';

const SUITE_LIMIT_MS = 10 * 60_000;

/** What VS Code itself logs in a browser, without a network and without compiled add-ons; none of it is the suite's. */
const NOISE =
  /open-vsx|Canceled|AccountPolicy|AgentHost|Service Worker|connection token|Creating a socket|grace time|builtin extensions cache|DefaultAccount|vsda|spdlog|watchdog/;

const { values, positionals } = parseArgs({
  options: { extensionDevelopmentPath: { type: 'string' }, extensionTestsPath: { type: 'string' } },
  allowPositionals: true,
  strict: false,
});

const server = await startCodeServer({ allowsTestSuites: true });
const browser = await launchBrowser();
let exitCode: number;
try {
  const { page } = browser;
  const ended = new Promise<number>((resolve, reject) => {
    setTimeout(() => reject(new Error('The suite did not end in time.')), SUITE_LIMIT_MS).unref();
    void page.exposeFunction('codeAutomationExit', resolve);
  });
  await page.exposeFunction('codeAutomationLog', (_level: string, args: unknown[]) => {
    const line = format(...args);
    if (!NOISE.test(line)) console.log(line);
  });
  const payload = [
    ['extensionDevelopmentPath', server.uriOf(String(values.extensionDevelopmentPath))],
    ['extensionTestsPath', server.uriOf(String(values.extensionTestsPath))],
  ];
  const address = new URLSearchParams({ payload: JSON.stringify(payload) });
  const folder = positionals[0];
  if (folder === undefined) address.set('ew', 'true');
  else address.set('folder', folder);
  await page.goto(`${server.url}/?${address.toString()}`);
  exitCode = await ended;
} finally {
  await browser.close();
  await server.stop();
}
process.exit(exitCode);
