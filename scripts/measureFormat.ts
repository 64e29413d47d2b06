/**
 * Prints what the formatter keeps: `npm run format:agreement -- FILE.jsonl`, one JSON object a line with the query in
 * its field `query`. Words are Kusto's tokens; a text that the formatter leaves alone counts as kept and as steady.
 */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { DEFAULT_FORMAT, formatText } from '../src/kusto/formatQuery.ts';
import { commentsOf, tokenize } from '../src/kusto/lexicalTokens.ts';
import { applyEdits } from '../src/kusto/textEdit.ts';

const Line = v.object({ query: v.string() });

const [file] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write('Usage: npm run format:agreement -- FILE.jsonl\n');
  process.exit(2);
}
const lines = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '');
const queries = lines.map((line) => v.parse(Line, JSON.parse(line)).query);
const format = (text: string): string => applyEdits(text, formatText(text, DEFAULT_FORMAT));
const wordsOf = (text: string): string => JSON.stringify(tokenize(text).map((token) => token.text));
const remarksOf = (text: string): string => JSON.stringify(tokenize(text).flatMap(commentsOf));

const outcomes = queries.map((query, index) => {
  const formatted = format(query);
  return {
    line: index + 1,
    keepsWords: wordsOf(formatted) === wordsOf(query),
    keepsComments: remarksOf(formatted) === remarksOf(query),
    isSteady: format(formatted) === formatted,
    isChanged: formatted !== query,
  };
});

function share(name: string, isSo: (outcome: (typeof outcomes)[number]) => boolean): string {
  const not = outcomes.filter((outcome) => !isSo(outcome)).map(({ line }) => line);
  const percent = (((outcomes.length - not.length) / Math.max(1, outcomes.length)) * 100).toFixed(2);
  return `${name.padEnd(16)} ${percent.padStart(6)} %${not.length === 0 ? '' : `  not line ${not.slice(0, 20).join(', ')}`}`;
}

process.stdout.write(
  [
    `${outcomes.length} queries, ${outcomes.filter(({ isChanged }) => isChanged).length} of them laid out anew`,
    share('tokens kept', ({ keepsWords }) => keepsWords),
    share('comments kept', ({ keepsComments }) => keepsComments),
    share('idempotent', ({ isSteady }) => isSteady),
    '',
  ].join('\n'),
);
