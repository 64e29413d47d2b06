import { parseArgs } from 'node:util';
import type { BenchmarkResult, Print } from './benchmark';
import { measureInBrowser } from './grid/browser/measureBrowser';
import { measureData } from './grid/data/measureData';
import { huntingResponse } from './grid/huntingResponse';

const HALVES = { data: measureData, browser: measureInBrowser };

/**
 * The results grid on a generated answer of `--rows N` rows (100,000) and 40 columns; what is compared with something
 * else is done `--rounds N` times (3) in turn. `--only data` leaves the browser out, `--only browser` all but it.
 */
export async function benchmark(words: readonly string[], print: Print): Promise<BenchmarkResult> {
  const { values: options } = parseArgs({
    args: [...words],
    options: {
      rows: { type: 'string', default: '100000' },
      rounds: { type: 'string', default: '3' },
      only: { type: 'string' },
    },
  });
  const chunks = [...huntingResponse(Number(options.rows))];
  const rounds = Number(options.rounds);
  const halves: BenchmarkResult[] = [];
  for (const [name, measure] of Object.entries(HALVES)) {
    if (options.only === undefined || options.only === name) halves.push(await measure(chunks, rounds, print));
  }
  return {
    figures: Object.assign({}, ...halves.map(({ figures }) => figures)) as BenchmarkResult['figures'],
    failures: halves.flatMap(({ failures }) => failures),
  };
}
