/**
 * How the grammar's time grows with the length of a line: `npm run bench -- grammar`. A line of a million characters
 * may take a little more than four times as long as one of a quarter of that, and no more: linear is four times,
 * quadratic sixteen.
 */
import { createGrammars } from '../../scripts/grammar/grammarFiles.ts';
import { createTokenizer, type Tokenizer } from '../../scripts/grammar/tokenizer.ts';
import type { Benchmark } from './benchmark.ts';

const LONG = 1_000_000;
const SHORT = LONG / 4;
const LIMIT = 7;
/** Below this, in milliseconds, the clock says more about the machine than about the grammar. */
const NOTICEABLE = 20;

/** What lines are made of: each is repeated until the line is full. */
const UNITS: Readonly<Record<string, string>> = {
  letters: 'a',
  digits: '1',
  exponents: '1e',
  blanks: ' ',
  slashes: '/',
  dollars: '$',
  'open literals': 'datetime(',
  'open parentheses': '(',
  'open brackets': "['",
  'open strings': '"\\',
  'verbatim strings': '@"a""',
  backticks: '```',
  'dotted names': 'a.b.',
  operators: '!in~ ',
  pipes: '| where A has "b" ',
  json: 'dynamic({"a":[1,',
  'a query': 'DeviceEvents | where A > ago(7d) and B in~ ("a", \'b\') | summarize count() by bin(C, 1h); ',
};

export const benchmark: Benchmark = async (_words, print) => {
  const tokenize = await createTokenizer('source.kusto', [...createGrammars().values()]);
  tokenize(lineOf('DeviceEvents | take 1 ', 10_000));
  const ratios = Object.entries(UNITS).map(([name, unit]) => {
    const short = fastest(tokenize, lineOf(unit, SHORT));
    const long = fastest(tokenize, lineOf(unit, LONG));
    const ratio = Math.max(long, NOTICEABLE) / Math.max(short, NOTICEABLE);
    print(
      `${name.padEnd(18)} ${short.toFixed(0).padStart(6)} ms ${long.toFixed(0).padStart(7)} ms  ×${ratio.toFixed(1)}`,
    );
    return { name, ratio, long };
  });
  const failures = ratios
    .filter(({ ratio }) => ratio > LIMIT)
    .map(({ name, ratio }) => `A line of ${name} four times as long takes ${ratio.toFixed(1)} times as long.`);
  const figures = {
    worstRatio: Math.max(...ratios.map(({ ratio }) => ratio)),
    slowestMegabyteMs: Math.max(...ratios.map(({ long }) => long)),
  };
  return { figures, failures };
};

function lineOf(unit: string, length: number): string {
  return unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
}

/** The faster of two tries: the other one had company. */
function fastest(tokenize: Tokenizer, line: string): number {
  const once = (): number => {
    const { user } = process.cpuUsage();
    tokenize(line);
    return (process.cpuUsage().user - user) / 1000;
  };
  return Math.min(once(), once());
}
