import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import * as v from 'valibot';
import { median, rounded, type BenchmarkResult, type Print } from '../../benchmark';
import { startBenchServer, type BenchServer } from './benchServer';
import {
  installComparedGrids,
  LAYOUT,
  openComparedGrid,
  type ComparedGrid,
  type ComparedGridName,
  type GridLayout,
} from './comparedGrid';
import { compareOperations, operationFaults, type OperationFigures } from './compareOperations';
import { measureMount, showAnswer } from './measureShowing';
import { openEmptyPage } from './emptyPage';
import { openOwnGrid, type OwnGrid } from './ownGrid';
import { repeatRows } from './repeatedTable';
import { compareRides, type RideFigures } from './rides';
import { measureWindow } from './measureWindow';

/** The page's script without charts, which are a file of their own. */
const GRID_CODE = 'dist/webview/grid.js';
const MANY_ROWS = 1_000_000;
const MOUNTS = 5;
const RIDES = 5;
/** What ours takes is so short that where a frame happens to begin makes much of it: the median wants more of them. */
const COMPARISONS_A_ROUND = 3;
const BLANK_RIDE_MS = 3000;
/** What the page may take, in the units of the figures' names. */
const MOST = {
  framesToPaint: 2,
  lastByteToPaintMs: 100,
  timesGlide: 1.2,
  droppedPercent: 2,
  blankMs: 100,
  heapMb: 30,
  codeKilobytes: 60,
};

/** The grids beside which ours is measured, and how often operations are compared with theirs. */
export interface Comparison {
  readonly grids: readonly ComparedGridName[];
  /** None for 0. */
  readonly rounds: number;
}

/** The grid in a real browser: how soon it shows rows, what scrolling costs, and how it compares with other grids. */
export async function measureInBrowser(
  chunks: readonly Uint8Array[],
  comparison: Comparison,
  print: Print,
): Promise<BenchmarkResult> {
  await promisify(execFile)(process.execPath, ['esbuild.js', '--production']);
  await installComparedGrids();
  const server = await startBenchServer();
  server.serve('/response.json', { type: 'application/json', body: () => chunks });
  try {
    const own = await openOwnGrid(server);
    try {
      return await measure(server, own, chunks, comparison, print);
    } finally {
      await own.close();
    }
  } finally {
    await server.close();
  }
}

async function measure(
  server: BenchServer,
  own: OwnGrid,
  chunks: readonly Uint8Array[],
  { grids, rounds }: Comparison,
  print: Print,
): Promise<BenchmarkResult> {
  const showing = await measureOwn(own, chunks, print);
  const layout = await own.evaluate(LAYOUT, 'bench.layout()');
  const others: ComparedGrid[] = [];
  try {
    for (const name of grids) {
      const other = await openComparedGrid(server, name, layout);
      print(`${name}: on the screen ${rounded(other.mountMs, 0)} ms after its rows are there`);
      others.push(other);
    }
    const scrolling = await measureScrolling(server, own, others, layout, showing.rows, print);
    const operations = rounds === 0 ? [] : await compareOperations(own, others, rounds * COMPARISONS_A_ROUND);
    for (const operation of operations) print(describeOperation(operation));
    const mountMs = Object.fromEntries(others.map((other) => [other.name, rounded(other.mountMs)]));
    return {
      figures: { showing, scrolling, operations, otherMountMs: mountMs },
      failures: [...showingFaults(showing), ...scrollingFaults(scrolling), ...operationFaults(operations)],
    };
  } finally {
    for (const other of others) await other.close();
  }
}

type ShowingFigures = Awaited<ReturnType<typeof measureOwn>>;
type ScrollingFigures = Awaited<ReturnType<typeof measureScrolling>>;

/** All but the comparison; ends with the answer's rows on the screen. */
async function measureOwn(own: OwnGrid, chunks: readonly Uint8Array[], print: Print) {
  const first = await showAnswer(own, chunks);
  const lastByteToPaintMs = [first.lastByteToPaintMs];
  for (let time = 1; time < 3; time += 1) lastByteToPaintMs.push((await showAnswer(own, chunks)).lastByteToPaintMs);
  const many = repeatRows(first.table, MANY_ROWS);
  const mountOfMany = await measureMount(own, many, MOUNTS);
  const blankMsOfMany = await longestBlank(own);
  const heapMbOfMany = rounded(await own.heapMb());
  const mount = await measureMount(own, first.table, MOUNTS);
  const blankMs = await longestBlank(own);
  const figures = {
    rows: first.table.rowCount,
    codeKilobytes: rounded(gzipSync(await readFile(GRID_CODE)).length / 1000),
    lastByteToPaintMs: rounded(median(lastByteToPaintMs)),
    mount,
    mountOfMany,
    blankMs,
    blankMsOfMany,
    heapMb: rounded(await own.heapMb()),
    heapMbOfMany,
    windowInPageMs: await measureWindow(own),
  };
  print(`${figures.codeKilobytes} kB of code; rows on the screen ${figures.lastByteToPaintMs} ms after the last byte`);
  for (const [rows, { frames, milliseconds }] of [
    [first.table.rowCount, mount] as const,
    [MANY_ROWS, mountOfMany] as const,
  ])
    print(`${rows} rows: on the screen in ${frames} frames, ${milliseconds} ms`);
  print(`longest blank ${blankMs} ms, of ${MANY_ROWS} rows ${blankMsOfMany} ms`);
  print(`heap ${figures.heapMb} MB, with ${MANY_ROWS} rows ${heapMbOfMany} MB`);
  print(`a window of 60 × 12 in the page, over a socket of the browser: ${figures.windowInPageMs} ms`);
  return figures;
}

async function longestBlank(own: OwnGrid): Promise<number> {
  await own.evaluate(v.unknown(), 'bench.goHome()');
  const milliseconds = await own.evaluate(v.number(), `bench.longestBlankMs(${BLANK_RIDE_MS})`);
  await own.evaluate(v.unknown(), 'bench.goHome()');
  return rounded(milliseconds);
}

async function measureScrolling(
  server: BenchServer,
  own: OwnGrid,
  others: readonly ComparedGrid[],
  layout: GridLayout,
  rowCount: number,
  print: Print,
) {
  const glide = others.find(({ name }) => name === 'glide');
  const emptyPage = await openEmptyPage(server, layout, rowCount);
  try {
    const [ours, theirs, empty] = await compareRides(
      [own, glide, emptyPage].filter((tab) => tab !== undefined),
      RIDES,
    );
    if (ours === undefined || theirs === undefined || empty === undefined) throw new Error('Glide is missing.');
    const timesGlide = rounded(ours.mainThreadMs / theirs.mainThreadMs, 2);
    print(`fast scroll: ${describeRide(ours)}; other rows in ${rounded(ours.changedPercent, 0)} % of the frames`);
    print(`  Glide: ${describeRide(theirs)}; ours takes ${timesGlide} × its main thread`);
    print(`  a scroll bar over nothing: ${describeRide(empty)}`);
    return {
      timesGlide,
      own: { ...roundRide(ours), changedPercent: rounded(ours.changedPercent) },
      glide: roundRide(theirs),
      emptyPage: roundRide(empty),
    };
  } finally {
    await emptyPage.close();
  }
}

function describeRide({ mainThreadMs, droppedPercent }: RideFigures): string {
  return `${rounded(mainThreadMs, 2)} ms of the main thread a frame, ${rounded(droppedPercent)} % of the frames dropped`;
}

function roundRide({ mainThreadMs, droppedPercent }: RideFigures) {
  return { mainThreadMs: rounded(mainThreadMs, 2), droppedPercent: rounded(droppedPercent) };
}

function showingFaults(figures: ShowingFigures): readonly string[] {
  const { mount, mountOfMany, blankMs, blankMsOfMany, heapMb, heapMbOfMany } = figures;
  return [
    tooMuch('Frames from mounting to paint', Math.max(mount.frames, mountOfMany.frames), MOST.framesToPaint),
    tooMuch('Milliseconds from the last byte to paint', figures.lastByteToPaintMs, MOST.lastByteToPaintMs),
    tooMuch('Milliseconds of the longest blank', Math.max(blankMs, blankMsOfMany), MOST.blankMs),
    tooMuch('Megabytes of heap', Math.max(heapMb, heapMbOfMany), MOST.heapMb),
    tooMuch('Kilobytes of code', figures.codeKilobytes, MOST.codeKilobytes),
  ].flat();
}

function scrollingFaults({ timesGlide, own, emptyPage }: ScrollingFigures): readonly string[] {
  return [
    tooMuch('Main-thread time of scrolling against Glide', timesGlide, MOST.timesGlide),
    tooMuch(
      `Percent of frames dropped (of an empty page ${emptyPage.droppedPercent})`,
      own.droppedPercent,
      MOST.droppedPercent,
    ),
  ].flat();
}

function tooMuch(what: string, value: number, most: number): readonly string[] {
  return value > most ? [`${what}: ${value}, more than ${most}.`] : [];
}

function describeOperation({ name, ownMs, otherMs, timesFaster, note }: OperationFigures): string {
  const others = Object.entries(otherMs).map(([grid, milliseconds]) => `${grid} ${milliseconds} ms`);
  const remark = note === undefined ? '' : ` (${note})`;
  return `${name.padEnd(20)} ${ownMs} ms; ${others.join(', ')}: ${timesFaster} × as fast${remark}`;
}
