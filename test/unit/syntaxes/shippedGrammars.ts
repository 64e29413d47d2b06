import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import type { Grammar } from '../../../scripts/grammar/pattern.ts';
import { createTokenizer, type Tokenizer } from '../../../scripts/grammar/tokenizer.ts';

export const SYNTAXES = path.resolve(import.meta.dirname, '../../../syntaxes');

/** The grammars as the extension ships them, by file name. */
export function readShippedGrammars(): Map<string, string> {
  return new Map(readdirSync(SYNTAXES).map((file) => [file, readFileSync(path.join(SYNTAXES, file), 'utf8')]));
}

/** Tokenizes with the shipped grammars and some further ones that they are injected into. */
export function loadShipped(scopeName: string, hosts: readonly Grammar[] = []): Promise<Tokenizer> {
  return createTokenizer(scopeName, [...[...readShippedGrammars().values()].map(parseGrammar), ...hosts]);
}

/** Reads a grammar's file; what the rules within must look like, TextMate checks itself. */
export function parseGrammar(text: string): Grammar {
  return v.parse(
    v.custom<Grammar>((value) => v.is(v.looseObject({ scopeName: v.string() }), value)),
    JSON.parse(text),
  );
}
