/**
 * Writes the grammars in `syntaxes/` from the words of Kusto's language service: `npm run grammar`. Run it when
 * `@kusto/language-service-next` moves to a new version.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createGrammars, writeGrammar } from './grammar/grammarFiles.ts';

const folder = path.resolve(import.meta.dirname, '../syntaxes');
for (const [file, grammar] of createGrammars()) {
  writeFileSync(path.join(folder, file), writeGrammar(grammar));
  process.stdout.write(`syntaxes/${file} written\n`);
}
