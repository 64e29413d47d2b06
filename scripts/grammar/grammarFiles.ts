import { createMarkdownGrammar, createYamlGrammar } from './embeddedGrammars.ts';
import { createKustoGrammar } from './kustoGrammar.ts';
import { readKustoVocabulary } from './kustoVocabulary.ts';
import type { Grammar } from './pattern.ts';

/** Every grammar of the extension, by the name of its file in `syntaxes/`. */
export function createGrammars(): ReadonlyMap<string, Grammar> {
  return new Map([
    ['kusto.tmLanguage.json', createKustoGrammar(readKustoVocabulary())],
    ['kusto.markdown.tmLanguage.json', createMarkdownGrammar()],
    ['kusto.yaml.tmLanguage.json', createYamlGrammar()],
  ]);
}

/** A grammar as its file holds it. */
export function writeGrammar(grammar: Grammar): string {
  return `${JSON.stringify(grammar, null, 2)}\n`;
}
