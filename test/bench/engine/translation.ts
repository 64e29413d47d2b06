import type { QueryEngine } from '../../../src/engine/queryEngine';
import { median, rounded } from '../benchmark';
import { HUNTS } from './hunts';

const ROUNDS = 5;

export interface TranslationFigures {
  /** Kusto's language service prepares itself with the first query. */
  readonly firstMs: number;
  readonly medianMs: number;
  /** The slowest hunt's median. */
  readonly mostMs: number;
  readonly slowest: string;
}

/** Times KQL to SQL alone: parsing, binding, planning and writing, nothing run. */
export async function measureTranslation(engine: QueryEngine): Promise<TranslationFigures> {
  const firstMs = await translate(engine, 'DeviceProcessEvents | where FileName == "cmd.exe" | take 10');
  const times = new Map<string, number[]>(HUNTS.map(({ name }) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const { name, kql } of HUNTS) times.get(name)?.push(await translate(engine, kql));
  }
  const medians = [...times].map(([name, measured]) => ({ name, ms: median(measured) }));
  const slowest = medians.reduce((worst, hunt) => (hunt.ms > worst.ms ? hunt : worst), { name: '', ms: 0 });
  return {
    firstMs: rounded(firstMs),
    medianMs: rounded(median([...times.values()].flat())),
    mostMs: rounded(slowest.ms),
    slowest: slowest.name,
  };
}

async function translate(engine: QueryEngine, query: string): Promise<number> {
  const started = performance.now();
  const compiled = await engine.compile({ query });
  if (!compiled.ok) throw new Error(compiled.error.message);
  return performance.now() - started;
}
