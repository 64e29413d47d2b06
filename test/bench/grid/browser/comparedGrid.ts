import { execFile } from 'node:child_process';
import { cp, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import * as v from 'valibot';
import type { BenchServer } from './benchServer';
import { openTab, type MeasuredTab } from './measuredTab';

/** The grids that ours is compared with, by the name of their file in `libraries`. */
export const COMPARED_GRIDS = ['agGrid', 'tabulator', 'slickGrid', 'glide'] as const;
export type ComparedGridName = (typeof COMPARED_GRIDS)[number];

/** The size and the look of our grid, which the others get too; in pixels. */
export const LAYOUT = v.object({
  width: v.number(),
  height: v.number(),
  rowHeight: v.number(),
  font: v.string(),
  widths: v.array(v.number()),
});
export type GridLayout = v.InferOutput<typeof LAYOUT>;

/** A grid of another library, shown with all rows. */
export interface ComparedGrid extends MeasuredTab {
  readonly name: ComparedGridName;
  /** From the rows as objects to what is on the screen. */
  readonly mountMs: number;
}

const SOURCES = path.resolve('test/bench/grid/browser');
const INSTALLED = path.resolve('.cache/compared-grids');

/** Installs the other libraries on first use: they would weigh more than all else that developing needs. */
export async function installComparedGrids(): Promise<void> {
  const wanted = await readFile(path.join(SOURCES, 'libraries/package-lock.json'), 'utf8');
  const lock = path.join(INSTALLED, 'package-lock.json');
  const done = path.join(INSTALLED, 'node_modules/.package-lock.json');
  if ((await readIfThere(lock)) === wanted && (await readIfThere(done)) !== undefined) return;
  await mkdir(INSTALLED, { recursive: true });
  for (const file of ['package.json', 'package-lock.json'])
    await cp(path.join(SOURCES, 'libraries', file), path.join(INSTALLED, file));
  const shell = process.platform === 'win32';
  await promisify(execFile)('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: INSTALLED, shell });
}

/** Opens a page with one of them. `/response.json` of the server is what it shows. */
export async function openComparedGrid(
  server: BenchServer,
  name: ComparedGridName,
  layout: GridLayout,
): Promise<ComparedGrid> {
  await servePage(server, name);
  const tab = await openTab();
  await tab.page.goto(`http://${server.host}/${name}`);
  const mountMs = await tab.evaluate(v.number(), `bench.load(${JSON.stringify(layout)})`);
  return { ...tab, name, mountMs };
}

async function servePage(server: BenchServer, name: ComparedGridName): Promise<void> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { offer } from './page/comparedPage.ts';
import grid from './libraries/${name}.mjs';
${STYLES[name].map((style) => `import '${style}';`).join('\n')}
offer(grid);`,
      resolveDir: SOURCES,
    },
    nodePaths: [path.join(INSTALLED, 'node_modules')],
    define: { 'process.env.NODE_ENV': '"production"' },
    outdir: '/',
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'chrome132',
    logLevel: 'error',
  });
  const textOf = (suffix: string) => outputFiles.find((file) => file.path.endsWith(suffix))?.text ?? '';
  server.serve(`/${name}`, {
    type: 'text/html',
    body: () => [
      `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${name}</title><link rel="stylesheet" href="/${name}.css"></head>`,
      `<body><script src="/${name}.js"></script></body></html>`,
    ],
  });
  server.serve(`/${name}.js`, { type: 'text/javascript', body: () => [textOf('.js')] });
  server.serve(`/${name}.css`, { type: 'text/css', body: () => [textOf('.css')] });
}

const STYLES: Readonly<Record<ComparedGridName, readonly string[]>> = {
  agGrid: [],
  tabulator: ['tabulator-tables/dist/css/tabulator.min.css'],
  slickGrid: ['slickgrid/dist/styles/css/slick.grid.css', 'slickgrid/dist/styles/css/slick-alpine-theme.css'],
  glide: ['@glideapps/glide-data-grid/dist/index.css'],
};

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
}
