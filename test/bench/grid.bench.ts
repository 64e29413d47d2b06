import { parseArgs } from 'node:util';
import type { BenchmarkResult, Print } from './benchmark';
import { COMPARED_GRIDS } from './grid/browser/comparedGrid';
import { measureInBrowser, type Comparison } from './grid/browser/measureBrowser';
import { measureData } from './grid/data/measureData';
import { huntingResponse } from './grid/huntingResponse';

const GLIDE_ALONE: Comparison = { grids: ['glide'], rounds: 0 };

/**
 * The results grid on a generated answer of `--rows N` rows (100,000) and 40 columns; what is compared with something
 * else is done `--rounds N` times (3) in turn. `--only data`, `browser` or `scrolling` (in the browser, beside Glide
 * alone) measures a part.
 */
export async function benchmark(words: readonly string[], print: Print): Promise<BenchmarkResult> {
  const { values: options } = parseArgs({
    args: [...words],
    options: {
      rows: { type: 'string', default: '100000' },
      rounds: { type: 'string', default: '3' },
      only: { type: 'string', default: 'all' },
    },
  });
  const chunks = [...huntingResponse(Number(options.rows))];
  const rounds = Number(options.rounds);
  const isWanted = (...parts: readonly string[]) => ['all', ...parts].includes(options.only);
  const halves: BenchmarkResult[] = [];
  if (isWanted('data')) halves.push(await measureData(chunks, rounds, print));
  if (isWanted('browser')) halves.push(await measureInBrowser(chunks, { grids: COMPARED_GRIDS, rounds }, print));
  else if (isWanted('scrolling')) halves.push(await measureInBrowser(chunks, GLIDE_ALONE, print));
  if (halves.length === 0) throw new Error('--only takes data, browser or scrolling.');
  return {
    figures: Object.assign({}, ...halves.map(({ figures }) => figures)) as BenchmarkResult['figures'],
    failures: halves.flatMap(({ failures }) => failures),
  };
}
