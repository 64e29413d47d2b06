import { parseArgs } from 'node:util';
import type { BenchmarkResult, Print } from './benchmark';
import { measureInBrowser } from './grid/browser/measureBrowser';
import { measureData } from './grid/data/measureData';
import { huntingResponse } from './grid/huntingResponse';

/**
 * The results grid on a generated answer of `--rows N` rows (100,000) and 40 columns; what is compared with something
 * else is done `--rounds N` times (3) in turn.
 */
export async function benchmark(words: readonly string[], print: Print): Promise<BenchmarkResult> {
  const { values: options } = parseArgs({
    args: [...words],
    options: { rows: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '3' } },
  });
  const chunks = [...huntingResponse(Number(options.rows))];
  const rounds = Number(options.rounds);
  const halves = [await measureData(chunks, rounds, print), await measureInBrowser(chunks, rounds, print)];
  return {
    figures: Object.assign({}, ...halves.map(({ figures }) => figures)) as BenchmarkResult['figures'],
    failures: halves.flatMap(({ failures }) => failures),
  };
}
