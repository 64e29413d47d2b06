import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';
import type { Grammar } from './pattern.ts';

/** A piece of a text with the scopes that a theme sees, outermost first; no piece goes over the end of a line. */
export interface ScopedPiece {
  readonly start: number;
  readonly text: string;
  readonly scopes: readonly string[];
}

/** Cuts a text into scoped pieces, in text order and without the line ends. */
export type Tokenizer = (text: string) => ScopedPiece[];

/**
 * Loads a grammar as VS Code loads it, with the same two libraries.
 * @param grammars the grammars by which `include` and injections are resolved, the wanted one among them
 */
export async function createTokenizer(scopeName: string, grammars: readonly Grammar[]): Promise<Tokenizer> {
  const registry = new textmate.Registry({
    onigLib: loadOniguruma(),
    loadGrammar: (name) => {
      const grammar = grammars.find((candidate) => candidate.scopeName === name);
      return Promise.resolve(
        grammar === undefined ? null : textmate.parseRawGrammar(JSON.stringify(grammar), `${name}.json`),
      );
    },
    getInjections: () =>
      grammars.filter((grammar) => grammar.injectionSelector !== undefined).map((grammar) => grammar.scopeName),
  });
  const grammar = await registry.loadGrammar(scopeName);
  if (grammar === null) throw new Error(`no grammar has the scope ${scopeName}`);
  return (text) => {
    let state = textmate.INITIAL;
    return linesOf(text).flatMap(({ start, line }) => {
      const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
      state = ruleStack;
      return tokens.map(({ startIndex, endIndex, scopes }) => ({
        start: start + startIndex,
        text: line.slice(startIndex, endIndex),
        scopes,
      }));
    });
  };
}

function linesOf(text: string): { start: number; line: string }[] {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((end) => end.index + end[0].length)];
  return starts.map((start, index) => ({ start, line: text.slice(start, starts[index + 1]).replace(/[\r\n]+$/, '') }));
}

let loaded: Promise<textmate.IOnigLib> | undefined;

function loadOniguruma(): Promise<textmate.IOnigLib> {
  const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
  loaded ??= oniguruma.loadWASM(Uint8Array.from(readFileSync(wasm)).buffer).then(() => ({
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  }));
  return loaded;
}
