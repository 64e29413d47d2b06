import { DuckDBInstance } from '@duckdb/node-api';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { QueryEngine } from '../../src/engine/queryEngine';
import { rounded, type BenchmarkResult, type Print } from './benchmark';
import { generateEvents } from './engine/generateEvents';
import { compareHunt, type HuntFigures } from './engine/compareHunt';
import { HUNTS } from './engine/hunts';
import { measureTranslation } from './engine/translation';

const MOST_TIMES_HAND_WRITTEN = 1.2;
const MOST_TRANSLATION_MS = 20;

/**
 * Translated hunts against SQL written by hand over `--rows N` generated rows (10 million), each run `--runs N` times
 * (5) in turn, in a database on disk in a temporary folder; `--hunt NAME` runs one alone.
 */
export async function benchmark(words: readonly string[], print: Print): Promise<BenchmarkResult> {
  const { values: options } = parseArgs({
    args: [...words],
    options: {
      rows: { type: 'string', default: '10000000' },
      runs: { type: 'string', default: '5' },
      hunt: { type: 'string' },
    },
  });
  const folder = await mkdtemp(path.join(tmpdir(), 'kql-hunting-bench-'));
  try {
    return await measure(folder, { rows: Number(options.rows), runs: Number(options.runs), hunt: options.hunt }, print);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Options {
  readonly rows: number;
  readonly runs: number;
  readonly hunt: string | undefined;
}

async function measure(folder: string, options: Options, print: Print): Promise<BenchmarkResult> {
  const instance = await DuckDBInstance.create(path.join(folder, 'events.duckdb'), {
    // As the engine opens its database.
    memory_limit: `${Math.floor(totalmem() / 2 / 1024)}KiB`,
    temp_directory: path.join(folder, 'spilled'),
  });
  const connection = await instance.connect();
  try {
    const started = performance.now();
    const tables = await generateEvents(connection, options.rows);
    print(`${options.rows.toLocaleString('en-US')} rows generated in ${seconds(performance.now() - started)}`);
    const engine = await QueryEngine.create({ tables, connect: () => instance.connect() });
    const translation = await measureTranslation(engine);
    print(
      `first translation ${translation.firstMs} ms, later ones ${translation.medianMs} ms (at most ${translation.mostMs} ms)`,
    );
    const hunts: HuntFigures[] = [];
    for (const hunt of HUNTS.filter(({ name }) => options.hunt === undefined || name === options.hunt)) {
      const figures = await compareHunt(hunt, engine, connection, options.runs);
      hunts.push(figures);
      print(describe(figures));
    }
    const peakProcessMb = rounded(process.resourceUsage().maxRSS / 1024, 0);
    const peakDatabaseMb = Math.max(...hunts.map((hunt) => hunt.peakMb));
    print(`peak memory: process ${peakProcessMb} MB, of that DuckDB's buffers ${peakDatabaseMb} MB in one hunt`);
    return {
      figures: {
        rows: options.rows,
        runs: options.runs,
        worstRatio: Math.max(...hunts.map((hunt) => hunt.ratio)),
        mostRatioAllowed: MOST_TIMES_HAND_WRITTEN,
        translation,
        peakProcessMb,
        peakDatabaseMb,
        hunts,
      },
      failures: [
        ...hunts.flatMap(faultsOf),
        ...(translation.mostMs > MOST_TRANSLATION_MS
          ? [`${translation.slowest} took ${translation.mostMs} ms to translate, more than ${MOST_TRANSLATION_MS} ms.`]
          : []),
      ],
    };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function faultsOf({ name, difference, ratio }: HuntFigures): readonly string[] {
  if (difference !== undefined) return [`${name}: the answers differ, ${difference}.`];
  return ratio > MOST_TIMES_HAND_WRITTEN ? [`${name} takes ${ratio} times the SQL written by hand.`] : [];
}

function describe({ name, rows, translatedMs, handWrittenMs, ratio, cpuRatio, peakMb }: HuntFigures): string {
  const times = `${seconds(translatedMs)} to ${seconds(handWrittenMs)} by hand`;
  return `${name.padEnd(38)} ${ratio.toFixed(2)} × (processor ${cpuRatio.toFixed(2)} ×), ${times}, ${rows} rows, ${peakMb} MB`;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
