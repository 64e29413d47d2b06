import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import type { HuntingAnswer } from '../../../src/core/connection';
import type { RenderProperties } from '../../../src/core/charts/renderProperties';
import type { ChartImage } from '../../../src/core/charts/chartImage';
import type { TableSelection } from '../../../src/core/formats/rowWriter';
import { gridPageHtml } from '../../../src/core/protocol/gridPage';
import type { HostMessage, RunSummary } from '../../../src/core/protocol/gridMessages';
import type { GridActions } from '../../../src/core/results/controller/gridActions';
import { createGridController, type GridController } from '../../../src/core/results/controller/gridController';
import type { ResultTable } from '../../../src/core/results/resultTable';
import { launchBrowser, type TestBrowserOptions } from '../../fixtures/browser';
import { themeSheet, type Theme } from './themes';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const NONCE = 'bm9uY2U=';

/**
 * The page's half of VS Code's API: messages go to the test through `postToHost`, the state outlives a reload. It also
 * counts what the policy refused.
 */
const API_SCRIPT = `
  window.refusals = [];
  document.addEventListener('securitypolicyviolation', (event) => window.refusals.push(event.violatedDirective + ' ' + event.blockedURI));
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => window.postToHost(message),
    getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
    setState: (state) => sessionStorage.setItem('state', JSON.stringify(state)),
  });
`;

/** The real page under its real policy, with the real controller behind it in this process. */
export interface GridPage {
  readonly page: Page;
  readonly controller: GridController;
  /** What was written to the clipboard, oldest first. */
  readonly copies: string[];
  readonly saves: TableSelection[];
  /** Operators for the query that the result came from. */
  readonly operators: string[];
  /** Queries for new documents. */
  readonly queries: string[];
  readonly images: ChartImage[];
  /** Addresses that the page asked for beyond its own files. */
  readonly strayRequests: string[];
  /** What the page reported as errors. */
  readonly pageErrors: string[];
  /** Posts a message as the host would, past the controller. */
  post(message: HostMessage): Promise<void>;
  /** Has the next long work stopped in its middle, as by a user who was quick enough. */
  stopNextWork(): void;
  /** Leaves the last result behind: what was done with it, and what the page remembers of it. */
  reset(): Promise<void>;
  /** Shows a table and waits until its first rows are there. */
  show(table: ResultTable, answer?: Partial<HuntingAnswer>, render?: RenderProperties): Promise<void>;
  setTheme(theme: Theme): Promise<void>;
  close(): Promise<void>;
}

export const RUN: RunSummary = {
  query: 'DeviceProcessEvents\n| where InitiatingProcessFileName =~ "powershell.exe"\n| take 100000',
  connection: 'Local sample data',
  timespan: 'Last 7 days',
};

/** Serves the page on the loopback interface and opens it. The caller closes it. */
export async function openGridPage(options: TestBrowserOptions = {}): Promise<GridPage> {
  const files = await pageFiles();
  const strayRequests: string[] = [];
  const server = createServer((request, response) => {
    const file = fileFor(request.url ?? '', files, origin());
    if (file === undefined) strayRequests.push(request.url ?? '');
    response.writeHead(file === undefined ? 404 : 200, { 'content-type': file?.type ?? 'text/plain' });
    response.end(file?.text);
  });
  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const browser = await launchBrowser(options);
  const { page } = browser;
  const pageErrors: string[] = [];
  page.on('pageerror', (error) => pageErrors.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin()}/`)) strayRequests.push(request.url());
  });

  const post = (message: HostMessage) => page.evaluate((data) => window.postMessage(data, '*'), message);
  const copies: string[] = [];
  const saves: TableSelection[] = [];
  const operators: string[] = [];
  const queries: string[] = [];
  const images: ChartImage[] = [];
  let resultId = '';
  let isStopping = false;
  const postAsHost = (message: HostMessage): void => {
    if (message.type === 'showResult') ({ resultId } = message);
    void post(message).catch(ignoreClosedPage);
  };
  const actions: GridActions = {
    writeClipboard: (text) => Promise.resolve(void copies.push(text)),
    save: (selection) => void saves.push(selection),
    saveChart: (image) => void images.push(image),
    append: (operator) => void operators.push(operator),
    openQuery: (query) => void queries.push(query),
  };
  const controller = createGridController(postAsHost, actions, {
    lookAround: () => {
      if (!isStopping) return;
      isStopping = false;
      controller.receive({ type: 'stopWork', resultId });
    },
    now: () => 0,
  });
  await page.exposeFunction('postToHost', (message: unknown) => controller.receive(message));
  await page.goto(`${origin()}/`);

  return {
    page,
    controller,
    copies,
    saves,
    operators,
    queries,
    images,
    strayRequests,
    pageErrors,
    post,
    stopNextWork: () => {
      isStopping = true;
    },
    reset: async () => {
      for (const done of [copies, saves, operators, queries, images]) done.length = 0;
      controller.showRunning(RUN);
      await page.waitForSelector('.running-note');
      await page.evaluate(() => sessionStorage.clear());
    },
    show: async (table, answer = {}, render) => {
      controller.showResult(render === undefined ? RUN : { ...RUN, render }, {
        table,
        elapsedMs: 534,
        mayBeIncomplete: false,
        notes: [],
        ...answer,
      });
      await page.waitForSelector(`.grid[aria-rowcount="${table.rowCount + 1}"]`);
      if (table.rowCount > 0) await settle(page);
    },
    setTheme: (theme) =>
      page.evaluate(
        ({ href, name }) =>
          new Promise<void>((resolve) => {
            const sheet = document.getElementById('theme') as HTMLLinkElement;
            // As in VS Code, whoever hears of the class finds the variables changed.
            const finish = (): void => {
              document.body.className = name;
              resolve();
            };
            if (sheet.getAttribute('href') === href) {
              finish();
              return;
            }
            sheet.addEventListener('load', finish, { once: true });
            sheet.href = href;
          }),
        { href: `/theme-${theme}.css`, name: bodyClass(theme) },
      ),
    close: async () => {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Waits until the grid shows where it is scrolled to with all its cells, and the page had a frame to show them. */
export async function settle(page: Page): Promise<void> {
  // Not by `waitForFunction`, which takes a promise for a yes.
  await page.evaluate(async () => {
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const isSettled = () => {
      const cells = [...document.querySelectorAll('.row:not([hidden]) > .cell:not([hidden])')];
      const isBusy = document.querySelector('.grid')?.ariaBusy === 'true';
      const hasRows = document.querySelector('.empty-note:not([hidden])') === null;
      return !isBusy && cells.length > 0 === hasRows && cells.every((cell) => !cell.classList.contains('is-pending'));
    };
    do {
      await nextFrame();
      await nextFrame();
    } while (!isSettled());
  });
}

/** The page's own files by their addresses. */
async function pageFiles(): Promise<ReadonlyMap<string, PageFile>> {
  const [script, style, chartScript, chartStyle] = await Promise.all([
    bundle('src/webview/main.ts', 'iife'),
    bundle('src/webview/grid.css'),
    bundle('src/webview/chart/main.ts', 'esm'),
    bundle('src/webview/chart/chart.css'),
  ]);
  return new Map([
    ['/grid.js', { type: 'text/javascript', text: script }],
    ['/grid.css', { type: 'text/css', text: style }],
    ['/chart.js', { type: 'text/javascript', text: chartScript }],
    ['/chart.css', { type: 'text/css', text: chartStyle }],
    ['/api.js', { type: 'text/javascript', text: API_SCRIPT }],
    ['/favicon.ico', { type: 'image/x-icon', text: '' }],
  ]);
}

interface PageFile {
  readonly type: string;
  readonly text: string;
}

async function bundle(entry: string, format?: 'iife' | 'esm'): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join(ROOT, entry)],
    bundle: true,
    minify: true,
    write: false,
    platform: 'browser',
    target: 'chrome132',
    ...(format === undefined ? {} : { format }),
    logLevel: 'warning',
  });
  return outputFiles[0]?.text ?? '';
}

function fileFor(url: string, files: ReadonlyMap<string, PageFile>, origin: string): PageFile | undefined {
  const theme = /^\/theme-([a-z-]+)\.css$/.exec(url)?.[1];
  if (theme !== undefined) return { type: 'text/css', text: themeSheet(theme) };
  if (url !== '/') return files.get(url);
  const html = gridPageHtml({
    scriptUri: '/grid.js',
    styleUri: '/grid.css',
    chartScriptUri: '/chart.js',
    chartStyleUri: '/chart.css',
    cspSource: origin,
    nonce: NONCE,
  });
  return { type: 'text/html', text: withTestHost(html) };
}

/** Adds what VS Code adds to a webview: its API and its theme. */
function withTestHost(html: string): string {
  return html
    .replace('<link', '<link rel="stylesheet" id="theme" href="/theme-dark.css">\n<link')
    .replace('<body>', '<body class="vscode-dark">')
    .replace('<script', `<script nonce="${NONCE}" src="/api.js"></script>\n<script`);
}

/** A message on its way while the test closes the page has nobody to tell. */
function ignoreClosedPage(): void {
  return;
}

function bodyClass(theme: Theme): string {
  switch (theme) {
    case 'dark':
      return 'vscode-dark';
    case 'light':
      return 'vscode-light';
    case 'contrast':
      return 'vscode-high-contrast';
    case 'contrast-light':
      return 'vscode-high-contrast vscode-high-contrast-light';
  }
}
