import * as v from 'valibot';
import type { BenchmarkResult, Print } from '../../benchmark';
import { measureReading, readAnswer } from './measureReading';
import { compareWithObjects, measureWork, type RowObject } from './measureRows';
import { measureWindow } from './measureWindow';

/** What the figures may be at most, as the issue of the grid asks for them. */
const LIMITS: readonly (readonly [figure: string, limit: number])[] = [
  ['ratio', 0.9],
  ['peakShare', 0.15],
  ['storeShare', 0.33],
  ['windowMs', 1],
  ['windowKilobytes', 30],
  ['groupedWindowMs', 1],
  ['groupedWindowKilobytes', 30],
  ['sortDateTimeRatio', 0.05],
  ['sortStringRatio', 0.5],
  ['filterRatio', 1],
  ['searchP95Ms', 100],
  ['statisticsP95Ms', 100],
  ['groupP95Ms', 100],
];

const Answer = v.object({ results: v.array(v.custom<RowObject>((row) => typeof row === 'object')) });

/** The data's half of the grid, without a browser: from bytes to columns, and what is done to their rows. */
export async function measureData(
  chunks: readonly Uint8Array[],
  rounds: number,
  print: Print,
): Promise<BenchmarkResult> {
  const body = Buffer.concat(chunks);
  const reading = measureReading(body, rounds);
  print(`Read ${reading.megabytes} MB in ${reading.ownMs} ms; JSON.parse took ${reading.jsonMs} ms.`);
  const window = await measureWindow(readAnswer(body));
  const work = measureWork(body, rounds);
  const compared = compareWithObjects(body, rowObjects(body), rounds);
  const figures: Record<string, unknown> = { ...reading, ...window, ...work, ...compared };
  for (const [name, value] of Object.entries(figures)) print(`${name}: ${JSON.stringify(value)}`);
  const failures = LIMITS.filter(([name, limit]) => !(Number(figures[name]) <= limit)).map(
    ([name, limit]) => `${name} is ${String(figures[name])}, over ${limit}.`,
  );
  return { figures, failures };
}

function rowObjects(body: Buffer): readonly RowObject[] {
  return v.parse(Answer, JSON.parse(body.toString('utf8'))).results;
}
