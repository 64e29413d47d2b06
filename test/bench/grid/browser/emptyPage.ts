import path from 'node:path';
import { build } from 'esbuild';
import * as v from 'valibot';
import type { BenchServer } from './benchServer';
import type { GridLayout } from './comparedGrid';
import { openTab, type MeasuredTab } from './measuredTab';

const PAGE_SCRIPT = path.resolve('test/bench/grid/browser/page/emptyPage.ts');

/** Opens a page with nothing but a scroll bar, as high as a grid and over as many rows: what this machine can do. */
export async function openEmptyPage(server: BenchServer, layout: GridLayout, rowCount: number): Promise<MeasuredTab> {
  const { outputFiles } = await build({
    entryPoints: [PAGE_SCRIPT],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'chrome132',
    logLevel: 'error',
  });
  server.serve('/empty.js', { type: 'text/javascript', body: () => outputFiles.map(({ text }) => text) });
  server.serve('/empty', {
    type: 'text/html',
    body: () => [
      '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Nothing</title></head>',
      '<body><script src="/empty.js"></script></body></html>',
    ],
  });
  const tab = await openTab();
  await tab.page.goto(`http://${server.host}/empty`);
  const { width, height, rowHeight } = layout;
  const size = { width, height, contentHeight: rowCount * rowHeight };
  await tab.evaluate(v.unknown(), `bench.load(${JSON.stringify(size)})`);
  return tab;
}
