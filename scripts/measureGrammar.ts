/**
 * Prints how far the grammar colours queries as Kusto's own classifier does: `npm run grammar:agreement -- FILE.jsonl`,
 * one JSON object a line with the query in its field `query`. What counts as agreement is in `grammar/agreement.ts`.
 */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { measureAgreement, shareOf } from './grammar/agreement.ts';
import { createGrammars } from './grammar/grammarFiles.ts';
import { createTokenizer } from './grammar/tokenizer.ts';

const Line = v.object({ query: v.string() });

const [file] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write('Usage: npm run grammar:agreement -- FILE.jsonl\n');
  process.exit(2);
}
const lines = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '');
const texts = lines.map((line) => v.parse(Line, JSON.parse(line)).query);
const tokenize = await createTokenizer('source.kusto', [...createGrammars().values()]);
const agreement = measureAgreement(texts, tokenize);
const withUnparsed = measureAgreement(texts, tokenize, { includesUnparsed: true });

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
const rows = [...agreement.byKind].map(
  ([kind, count]) => `${kind.padEnd(16)} ${percent(shareOf(count)).padStart(9)}  ${count.agreeing} of ${count.total}`,
);
const differences = agreement.differences
  .slice(0, 20)
  .map(({ kind, scopeClass, count, examples }) => `${kind} as ${scopeClass}: ${count}, such as ${examples.join('  ')}`);
process.stdout.write(
  [
    `${agreement.queries} queries in ${texts.length} texts, and ${agreement.unparsed} that Kusto cannot parse`,
    ...rows,
    `overall agreement ${percent(shareOf(agreement.overall))} of ${agreement.overall.total} tokens`,
    `class average     ${percent(agreement.kindAverage)} over ${agreement.byKind.size} classes`,
    `with those that Kusto cannot parse: ${percent(shareOf(withUnparsed.overall))} of ${withUnparsed.overall.total} tokens, class average ${percent(withUnparsed.kindAverage)}`,
    ...(differences.length === 0 ? [] : ['where they differ:', ...differences]),
    '',
  ].join('\n'),
);
