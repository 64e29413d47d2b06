import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Grammar } from '../../../scripts/grammar/pattern.ts';
import { loadShipped, parseGrammar } from './shippedGrammars.ts';

const VSCODE = path.resolve(import.meta.dirname, '../../../.vscode-host');
const hostFiles = globSync(
  '*/node_modules/code-server/lib/vscode/extensions/{yaml,markdown-basics}/syntaxes/*.tmLanguage.json',
  { cwd: VSCODE },
);

/** Stand-ins that colour nothing, for machines where no VS Code is installed yet. */
const STAND_INS: readonly Grammar[] = globSync(path.join(import.meta.dirname, 'hosts/*.json')).map((file) =>
  parseGrammar(readFileSync(file, 'utf8')),
);

const HOSTS: readonly (readonly [string, readonly Grammar[]])[] = [
  ['a plain host', STAND_INS],
  ...(hostFiles.length === 0 ? [] : ([["VS Code's own grammar", hostFiles.map(readHost)]] as const)),
];

function readHost(file: string): Grammar {
  return parseGrammar(readFileSync(path.join(VSCODE, file), 'utf8'));
}

/** The words that are coloured as Kusto. */
async function findKusto(scopeName: string, hosts: readonly Grammar[], text: string): Promise<string[]> {
  const tokenize = await loadShipped(scopeName, hosts);
  return tokenize(text)
    .filter(({ scopes }) => scopes.includes('meta.embedded.block.kusto'))
    .map((piece) => piece.text.trim())
    .filter((word) => word !== '');
}

describe.each(HOSTS)('Kusto in Markdown, in %s', (_name, hosts) => {
  const find = (text: string): Promise<string[]> => findKusto('text.html.markdown', hosts, text);

  it.each(['kql', 'kusto', 'KQL', 'csl', 'kql title="x"'])('is what stands in a fence marked %s', async (mark) => {
    expect(await find(`before\n\`\`\`${mark}\nT | count\n\`\`\`\nT | take`)).toEqual(['T', '|', 'count']);
  });

  it('is what stands in a fence of tildes', async () => {
    expect(await find('~~~kql\nT | count\n~~~\nafter')).toEqual(['T', '|', 'count']);
  });

  it('is not what stands in another fence', async () => {
    expect(await find('```kqlish\nT | count\n```\n```json\n{}\n```')).toEqual([]);
  });

  it('ends with its fence, even where a string over lines is still open', async () => {
    expect(await find('```kql\nprint ~~~open\n```\nafter')).toEqual(['print', '~~~', 'open']);
  });
});

describe.each(HOSTS)('Kusto in YAML, in %s', (_name, hosts) => {
  const find = (text: string): Promise<string[]> => findKusto('source.yaml', hosts, text);

  it.each(['query: |', 'query: >', 'Query: |-', 'queryText: |', 'query: |2+'])(
    'is the block scalar after %s',
    async (key) => {
      expect(await find(`id: 1\n${key}\n  T\n\n  | count\nname: T | take`)).toEqual(['T', '|', 'count']);
    },
  );

  it('is not the value of another key', async () => {
    expect(await find('description: |\n  T | count\nsubquery: |\n  T | count\nquery: T | count\n')).toEqual([]);
  });
});

describe("Kusto in YAML, in VS Code's own grammar", () => {
  const rules =
    'rules:\n  - query: |-\n      T | count\n    name: one\n  - name: two\n    query: |\n      U\n    tags: [T]\n';
  it.runIf(hostFiles.length > 0)('ends with the next key of a rule in a list', async () => {
    expect(await findKusto('source.yaml', hostFiles.map(readHost), rules)).toEqual(['T', '|', 'count', 'U']);
  });
  it.skipIf(hostFiles.length > 0)('is not tested, as .vscode-host holds no VS Code yet', () => undefined);
});
