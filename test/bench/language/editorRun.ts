/**
 * Opens VS Code in a browser, lets `hostSuite.ts` use the built extension in its extension host, and prints as one line
 * of JSON what it measured, with when the page first showed colours.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { format } from 'node:util';
import { build } from 'esbuild';
import { startCodeServer } from '../../../scripts/vscodeHost/codeServer.ts';
import { launchBrowser } from '../../fixtures/browser.ts';
import { hundredQueries } from './hundredQueries.ts';

/** In the page: notes when an editor first shows a token in another colour than plain text, by the clock of the day. */
const NOTE_COLOURS = `
  globalThis.coloured = {};
  new MutationObserver(() => {
    for (const token of document.querySelectorAll('.monaco-editor[data-uri$=".kql"] .view-line span[class*="mtk"]')) {
      const name = token.closest('[data-uri]').dataset.uri.split('/').at(-1);
      if (name in coloured || token.classList.contains('mtk1')) continue;
      coloured[name] = performance.timeOrigin + performance.now();
    }
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['class'] });
`;

const REPOSITORY = path.resolve(import.meta.dirname, '../../..');
const SUITE = path.join(REPOSITORY, 'dist-test/bench/hostSuite.cjs');

await build({
  absWorkingDir: REPOSITORY,
  entryPoints: ['test/bench/language/hostSuite.ts'],
  outfile: SUITE,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['vscode'],
  logLevel: 'warning',
});
const folder = mkdtempSync(path.join(tmpdir(), 'kql-hunting-bench-'));
const figuresFile = path.join(folder, 'figures.json');
for (const name of ['first.kql', 'second.kql']) writeFileSync(path.join(folder, name), hundredQueries());
const server = await startCodeServer({
  allowsTestSuites: true,
  environment: { KQL_HUNTING_BENCH_FOLDER: folder, KQL_HUNTING_BENCH_FIGURES: figuresFile },
});
const browser = await launchBrowser();
try {
  const { page } = browser;
  const ended = new Promise<number>((resolve) => void page.exposeFunction('codeAutomationExit', resolve));
  const said: string[] = [];
  await page.exposeFunction('codeAutomationLog', (_level: string, words: unknown[]) => said.push(format(...words)));
  await page.addInitScript({ content: NOTE_COLOURS });
  const payload = [
    ['extensionDevelopmentPath', server.uriOf(REPOSITORY)],
    ['extensionTestsPath', server.uriOf(SUITE)],
  ];
  const address = new URLSearchParams({ payload: JSON.stringify(payload), folder });
  await page.goto(`${server.url}/?${address.toString()}`);
  const exitCode = await ended;
  if (exitCode !== 0) throw new Error(`The suite in the extension host failed:\n${said.join('\n')}`);
  const coloured: unknown = await page.evaluate<unknown>('coloured');
  const figures: unknown = JSON.parse(readFileSync(figuresFile, 'utf8'));
  console.log(JSON.stringify({ figures, coloured }));
} finally {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
