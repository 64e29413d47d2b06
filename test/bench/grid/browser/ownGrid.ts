import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import * as v from 'valibot';
import { gridPageHtml, gridPagePolicy } from '../../../../src/core/protocol/gridPage';
import { createGridController, type GridController } from '../../../../src/core/results/controller/gridController';
import type { ResultTable } from '../../../../src/core/results/resultTable';
import { themeSheet } from '../../../e2e/grid/themes';
import type { BenchServer } from './benchServer';
import { openTab, type MeasuredTab } from './measuredTab';

const NONCE = 'bm9uY2U=';
const BUILT_PAGE = path.resolve('dist/webview');
const PAGE_SCRIPT = path.resolve('test/bench/grid/browser/page/ownPage.ts');
const RUN = { query: 'DeviceProcessEvents\n| take 100000', connection: 'Benchmark', timespan: 'Last 30 days' };

/** Our grid as it is built for VS Code, with the real host behind it at the other end of a loopback socket. */
export interface OwnGrid extends MeasuredTab {
  /** Shows a table. @returns when its first rows were drawn, in milliseconds since it was given */
  show(table: ResultTable): Promise<number>;
}

export async function openOwnGrid(server: BenchServer): Promise<OwnGrid> {
  await servePage(server);
  const connected = acceptPage(server);
  const tab = await openTab();
  await tab.page.goto(`http://${server.host}/`);
  const { controller, untilShown } = await connected;
  return {
    ...tab,
    show: async (table) => {
      const begin = performance.now();
      controller.showResult(RUN, { table, elapsedMs: 534, mayBeIncomplete: false, notes: [] });
      await untilShown();
      return performance.now() - begin;
    },
  };
}

interface ConnectedPage {
  readonly controller: GridController;
  readonly untilShown: () => Promise<void>;
}

/** Puts a host behind the page that connects next. Resolves when that page is ready. */
function acceptPage(server: BenchServer): Promise<ConnectedPage> {
  return new Promise((resolve) => {
    server.onSocket((socket) => {
      let tellShown = () => {
        // Nobody waits yet.
      };
      const controller = createGridController((message) => socket.send(JSON.stringify(message)), {
        writeClipboard: () => Promise.resolve(),
        save: () => undefined,
        append: () => undefined,
        openQuery: () => undefined,
        saveChart: () => undefined,
      });
      socket.on('message', (data: Buffer) => {
        const message: unknown = JSON.parse(data.toString());
        if (isOfType(message, 'benchmarkShown')) tellShown();
        else controller.receive(message);
        if (!isOfType(message, 'ready')) return;
        resolve({
          controller,
          untilShown: () =>
            new Promise((shown) => {
              tellShown = shown;
            }),
        });
      });
    });
  });
}

function isOfType(message: unknown, type: string): boolean {
  return v.is(v.object({ type: v.literal(type) }), message);
}

/** The page under its own policy, which lets it talk to this server besides. */
async function servePage(server: BenchServer): Promise<void> {
  const cspSource = `http://${server.host}`;
  const policy = gridPagePolicy({ cspSource, nonce: NONCE });
  const html = gridPageHtml({
    scriptUri: '/grid.js',
    styleUri: '/grid.css',
    chartScriptUri: '/chart.js',
    chartStyleUri: '/chart.css',
    cspSource,
    nonce: NONCE,
  })
    .replace(escaped(policy), `${escaped(policy)}; connect-src ws://${server.host}`)
    .replace('<link', '<link rel="stylesheet" href="/theme.css">\n<link')
    .replace('<body>', '<body class="vscode-dark">')
    .replace('<script', `<script nonce="${NONCE}" src="/host.js"></script>\n<script`);
  const { outputFiles } = await build({
    entryPoints: [PAGE_SCRIPT],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'chrome132',
    logLevel: 'warning',
  });
  const script = await readFile(path.join(BUILT_PAGE, 'grid.js'), 'utf8');
  const style = await readFile(path.join(BUILT_PAGE, 'grid.css'), 'utf8');
  server.serve('/', { type: 'text/html', body: () => [html] });
  server.serve('/theme.css', { type: 'text/css', body: () => [themeSheet('dark')] });
  server.serve('/grid.css', { type: 'text/css', body: () => [style] });
  server.serve('/grid.js', { type: 'text/javascript', body: () => [script] });
  server.serve('/host.js', { type: 'text/javascript', body: () => outputFiles.map(({ text }) => text) });
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
