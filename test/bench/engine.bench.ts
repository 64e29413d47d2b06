import { DuckDBInstance } from '@duckdb/node-api';
import { totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { databaseSettings } from '../../src/engine/data/databaseSettings';
import { makePrivateFolder, type PrivateFolder } from '../../src/engine/data/privateFolder';
import type { LoadedTable } from '../../src/engine/physicalTypes';
import { QueryEngine } from '../../src/engine/queryEngine';
import { type BenchmarkResult, type Print } from './benchmark';
import { generateEvents } from './engine/generateEvents';
import { compareHunt, type HuntFigures } from './engine/compareHunt';
import { HUNTS } from './engine/hunts';
import { measureTranslation } from './engine/translation';

const MOST_TIMES_HAND_WRITTEN = 1.2;
const MOST_TRANSLATION_MS = 20;
const GIGABYTE = 1024 ** 3;

/**
 * Translated hunts against SQL written by hand over `--rows N` generated rows (10 million), each run `--runs N` times
 * (5) in turn, with a database that may use `--memory N` gigabytes (4); `--hunt NAME` runs one alone. The rows lie in a
 * file that is attached for reading, as those of `kql-hunt serve --data` do, in a temporary folder.
 */
export async function benchmark(words: readonly string[], print: Print): Promise<BenchmarkResult> {
  const { values: options } = parseArgs({
    args: [...words],
    options: {
      rows: { type: 'string', default: '10000000' },
      runs: { type: 'string', default: '5' },
      memory: { type: 'string', default: '4' },
      hunt: { type: 'string' },
    },
  });
  const memoryLimit = Math.min(Number(options.memory) * GIGABYTE, totalmem() / 2);
  const folder = await makePrivateFolder();
  try {
    return await measure(
      { folder, memoryLimit, rows: Number(options.rows), runs: Number(options.runs), hunt: options.hunt },
      print,
    );
  } finally {
    await folder.remove();
  }
}

interface Options {
  readonly folder: PrivateFolder;
  /** In bytes. */
  readonly memoryLimit: number;
  readonly rows: number;
  readonly runs: number;
  readonly hunt: string | undefined;
}

async function measure(options: Options, print: Print): Promise<BenchmarkResult> {
  const file = path.join(options.folder.path, 'events.duckdb');
  const started = performance.now();
  const tables = await writeEvents(file, options);
  print(`${options.rows.toLocaleString('en-US')} rows generated in ${seconds(performance.now() - started)}`);
  const instance = await DuckDBInstance.create(':memory:', databaseSettings(options.memoryLimit, options.folder));
  const connection = await instance.connect();
  try {
    await connection.run(`ATTACH '${file}' AS events (READ_ONLY)`);
    const attached = tables.map((table) => ({ ...table, physicalName: `events.${table.physicalName}` }));
    const engine = await QueryEngine.create({ tables: attached, connect: () => instance.connect() });
    // The SQL written by hand names the tables alone.
    await connection.run(`SET search_path = 'events,memory'`);
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
    const peakProcessMb = Math.max(...hunts.map((hunt) => hunt.peakProcessMb));
    const peakDatabaseMb = Math.max(...hunts.map((hunt) => hunt.peakMb));
    const memoryLimitMb = Math.round(options.memoryLimit / 1024 ** 2);
    print(
      `peak memory: process ${peakProcessMb} MB, of that DuckDB's buffers ${peakDatabaseMb} MB in one hunt, which may be ${memoryLimitMb} MB`,
    );
    return {
      figures: {
        rows: options.rows,
        runs: options.runs,
        worstRatio: Math.max(...hunts.map((hunt) => hunt.ratio)),
        mostRatioAllowed: MOST_TIMES_HAND_WRITTEN,
        translation,
        peakProcessMb,
        peakDatabaseMb,
        memoryLimitMb,
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

async function writeEvents(file: string, { folder, memoryLimit, rows }: Options): Promise<readonly LoadedTable[]> {
  const instance = await DuckDBInstance.create(file, databaseSettings(memoryLimit, folder));
  const connection = await instance.connect();
  try {
    return await generateEvents(connection, rows);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function faultsOf({ name, difference, ratio }: HuntFigures): readonly string[] {
  if (difference !== undefined) return [`${name}: the answers differ, ${difference}.`];
  return ratio > MOST_TIMES_HAND_WRITTEN ? [`${name} takes ${ratio} times the SQL written by hand.`] : [];
}

function describe(figures: HuntFigures): string {
  const { name, rows, translatedMs, handWrittenMs, ratio, cpuRatio, peakMb } = figures;
  const times = `${seconds(translatedMs)} to ${seconds(handWrittenMs)} by hand`;
  return `${name.padEnd(38)} ${ratio.toFixed(2)} × (processor ${cpuRatio.toFixed(2)} ×), ${times}, ${rows} rows, ${peakMb} MB`;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
