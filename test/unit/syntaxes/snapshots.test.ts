import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRegistry, loadConfiguration } from 'vscode-tmgrammar-test/dist/common/index.js';
import { getVSCodeTokens, renderSnap } from 'vscode-tmgrammar-test/dist/snapshot/index.js';

const EXAMPLES = path.join(import.meta.dirname, 'examples');
const HOSTS = globSync(path.join(import.meta.dirname, 'hosts/*.json'));
const SCOPES: Readonly<Record<string, string>> = {
  '.kql': 'source.kusto',
  '.md': 'text.html.markdown',
  '.yaml': 'source.yaml',
};

/** The grammars as package.json contributes them, which brings the embedded ones into their hosts. */
const { grammars } = loadConfiguration(path.resolve(import.meta.dirname, '../../../package.json'), undefined, HOSTS);
const registry = createRegistry(grammars);

describe('the grammars colour', () => {
  it.each(globSync('*.{kql,md,yaml}', { cwd: EXAMPLES }).sort())('%s as its snapshot says', async (name) => {
    const file = path.join(EXAMPLES, name);
    const text = readFileSync(file, 'utf8').replaceAll('\r', '');
    const tokens = await getVSCodeTokens(registry, SCOPES[path.extname(name)] ?? '', text);
    await expect(renderSnap(tokens)).toMatchFileSnapshot(`${file}.snap`);
  });
});
