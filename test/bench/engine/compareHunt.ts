import type { DuckDBConnection } from '@duckdb/node-api';
import * as v from 'valibot';
import type { QueryEngine } from '../../../src/engine/queryEngine';
import { least, rounded } from '../benchmark';
import { watchMemory } from '../watchMemory';
import { canonicalRows, firstDifference } from './answers';
import type { Hunt } from './hunts';

export interface HuntFigures {
  readonly name: string;
  readonly rows: number;
  /** The fastest run, from the statement to its last row inside the database: what disturbs a run makes it slower. */
  readonly translatedMs: number;
  readonly handWrittenMs: number;
  readonly ratio: number;
  /** The same ratio of processor time, which a busy machine disturbs less. */
  readonly cpuRatio: number;
  /** The most that DuckDB's buffers held for the translated hunt. */
  readonly peakMb: number;
  /** The most that the whole process held while it was run both ways. */
  readonly peakProcessMb: number;
  /** Undefined where both answers are the same rows. */
  readonly difference: string | undefined;
}

interface Run {
  readonly ms: number;
  readonly cpuMs: number;
}

/** Runs a hunt both ways, in turn, so that what disturbs one disturbs the other. */
export async function compareHunt(
  hunt: Hunt,
  engine: QueryEngine,
  connection: DuckDBConnection,
  runs: number,
): Promise<HuntFigures> {
  const compiled = await engine.compile({ query: hunt.kql });
  if (!compiled.ok) throw new Error(`${hunt.name}: ${compiled.error.message}`);
  const { sql } = compiled.value;
  const memory = watchMemory();
  const answer = canonicalRows(await connection.runAndReadAll(sql));
  const expected = canonicalRows(await connection.runAndReadAll(hunt.sql));
  const translated: Run[] = [];
  const handWritten: Run[] = [];
  for (let run = 0; run < runs; run++) {
    translated.push(await time(connection, sql));
    handWritten.push(await time(connection, hunt.sql));
  }
  const ratioOf = (pick: (run: Run) => number): number =>
    rounded(least(translated.map(pick)) / least(handWritten.map(pick)), 2);
  return {
    name: hunt.name,
    rows: answer.length,
    translatedMs: rounded(least(translated.map(({ ms }) => ms))),
    handWrittenMs: rounded(least(handWritten.map(({ ms }) => ms))),
    ratio: ratioOf(({ ms }) => ms),
    cpuRatio: ratioOf(({ cpuMs }) => cpuMs),
    peakMb: await peakMemory(connection, sql),
    peakProcessMb: memory.stop(),
    difference: firstDifference(answer, expected),
  };
}

async function time(connection: DuckDBConnection, sql: string): Promise<Run> {
  const usedBefore = process.cpuUsage();
  const started = performance.now();
  await connection.run(sql);
  const ms = performance.now() - started;
  const used = process.cpuUsage(usedBefore);
  return { ms, cpuMs: (used.user + used.system) / 1000 };
}

const Profile = v.object({ system_peak_buffer_memory: v.number() });

async function peakMemory(connection: DuckDBConnection, sql: string): Promise<number> {
  const profiled = await connection.runAndReadAll(`EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`);
  const profile = v.parse(Profile, JSON.parse(String(profiled.getRows()[0]?.[1])));
  return Math.round(profile.system_peak_buffer_memory / 1024 / 1024);
}
