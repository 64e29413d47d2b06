/**
 * Prints how often completion has the name that an author goes on to write:
 * `npm run completion:recall -- FILE.jsonl [--every N]`, one JSON object a line with the query in its field `query`.
 * Each query is cut one character into a name, keyword or operator, as Kusto's own classifier finds them (with
 * `--every N` into each Nth); names that the query itself makes there (`Name = …`) are left out. Prints the shares by
 * class and the names missed; the last line is one JSON object.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { AnalyzedQuery } from '../src/kusto/analyzedQuery.ts';
import { classifyTokens, type ClassifiedToken } from '../src/kusto/classifyTokens.ts';
import { DEFENDER_TABLES } from '../src/kusto/schema/defenderTables.ts';
import { HUNTING_FUNCTIONS } from '../src/kusto/schema/huntingFunctions.ts';
import { createBindingScope } from '../src/kusto/tableSchema.ts';
import { AnalyzedDocuments } from '../src/language/analyzedDocuments.ts';
import { listCompletions } from '../src/language/features/completion.ts';

const Line = v.object({ query: v.string() });

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { every: { type: 'string', default: '1' } },
});
const [file] = positionals;
const every = Number(options.every);
if (file === undefined || !Number.isInteger(every) || every < 1) {
  process.stderr.write('Usage: npm run completion:recall -- FILE.jsonl [--every N]\n');
  process.exit(2);
}

const scope = createBindingScope(DEFENDER_TABLES, HUNTING_FUNCTIONS);
const queries = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => v.parse(Line, JSON.parse(line)).query);

interface Asked {
  readonly tokenClass: string;
  readonly name: string;
  readonly before: string;
  readonly isFound: boolean;
}

const asked = queries.flatMap((query) =>
  namesOf(query)
    .filter((_, index) => index % every === 0)
    .map((token): Asked => {
      const name = query.slice(token.start, token.start + token.length);
      const text = query.slice(0, token.start + 1);
      return { tokenClass: token.tokenClass, name, before: text.slice(-50), isFound: proposes(text, name) };
    }),
);

function namesOf(query: string): ClassifiedToken[] {
  return classifyTokens(new AnalyzedQuery(query, scope)).filter(({ start, length, tokenClass }) => {
    const isName = /^!?[A-Za-z_][\w~ -]*$/.test(query.slice(start, start + length));
    const isMade = /^\s*=(?![=~])/.test(query.slice(start + length));
    return isName && !isMade && tokenClass !== 'type' && tokenClass !== 'parameter';
  });
}

/** Asks as an editor does, with the cursor at the end of the text. */
function proposes(text: string, name: string): boolean {
  const document = TextDocument.create('file:///recall.kql', 'kusto', 1, text);
  const { items } = listCompletions(new AnalyzedDocuments(scope).of(document), document.positionAt(text.length));
  return items.some(({ label, textEditText }) => label === name || textEditText?.trim() === name);
}

const share = (some: readonly Asked[]): number =>
  some.filter(({ isFound }) => isFound).length / Math.max(1, some.length);
const percent = (some: readonly Asked[]): string => `${(share(some) * 100).toFixed(2).padStart(6)} % of ${some.length}`;

for (const tokenClass of new Set(asked.map((one) => one.tokenClass))) {
  const some = asked.filter((one) => one.tokenClass === tokenClass);
  process.stdout.write(`${tokenClass.padEnd(10)} ${percent(some)}\n`);
}
for (const { tokenClass, name, before } of asked.filter(({ isFound }) => !isFound).slice(0, 200)) {
  process.stdout.write(`missed: ${tokenClass} ${name} after ${JSON.stringify(before)}\n`);
}
process.stdout.write(`all        ${percent(asked)}\n`);
process.stdout.write(`${JSON.stringify({ queries: queries.length, names: asked.length, recall: share(asked) })}\n`);
