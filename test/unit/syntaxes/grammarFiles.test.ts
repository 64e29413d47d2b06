import { describe, expect, it } from 'vitest';
import { createGrammars, writeGrammar } from '../../../scripts/grammar/grammarFiles.ts';
import manifest from '../../../package.json' with { type: 'json' };
import { readShippedGrammars } from './shippedGrammars.ts';

const grammars = createGrammars();

describe('the grammars in syntaxes/', () => {
  it('are what `npm run grammar` writes', () => {
    const written = [...grammars].map(([file, grammar]) => [file, writeGrammar(grammar)] as const);
    expect(readShippedGrammars()).toEqual(new Map(written));
  });

  it('are the ones that the extension contributes', () => {
    const contributed = manifest.contributes.grammars.map(({ scopeName, path }) => `${scopeName} ${path}`);
    const shipped = [...grammars].map(([file, { scopeName }]) => `${scopeName} ./syntaxes/${file}`);
    expect(contributed.sort()).toEqual(shipped.sort());
  });

  it('repeat no group that repeats something itself, so that no line can make a pattern slow', () => {
    const nested = [...grammars.values()].flatMap((grammar) => patternsOf(grammar).filter(repeatsARepetition));
    expect(nested).toEqual([]);
  });
});

describe('the check for nested repetition', () => {
  it.each(['(a+)+', '(?:a|b*)*', '((a+)b)*', '(?:x{2,})+', '(?:[a-z]+-)*+'])('finds it in %s', (pattern) => {
    expect(repeatsARepetition(pattern)).toBe(true);
  });

  it.each(['(a+)', '(?:a+)?', '[*+]+', '\\(+', '(?:ab)*', '(?:a{2})+', '[^)]*\\)'])('does not in %s', (pattern) => {
    expect(repeatsARepetition(pattern)).toBe(false);
  });
});

/** Every regular expression in a grammar. */
function patternsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]: [string, unknown]) =>
    typeof member === 'string' && ['match', 'begin', 'end', 'while'].includes(key) ? [member] : patternsOf(member),
  );
}

/** True where a group that holds a repetition without limit is itself repeated without limit. */
function repeatsARepetition(pattern: string): boolean {
  const bare = pattern.replace(/\\./g, '_').replace(/\[\^?\]?[^\]]*\]/g, '_');
  const open: boolean[] = [];
  let holdsRepetition = false;
  for (const [token] of bare.matchAll(/\(\?[:=!>i]*<?[=!]?|\(|\)(?:[*+]|\{\d+,\})?|[*+]|\{\d+,\}|./g)) {
    if (token.startsWith('(')) {
      open.push(holdsRepetition);
      holdsRepetition = false;
    } else if (token.startsWith(')')) {
      const isRepeated = token.length > 1;
      if (isRepeated && holdsRepetition) return true;
      holdsRepetition = holdsRepetition || isRepeated || open.at(-1) === true;
      open.pop();
    } else if (/^([*+]|\{\d+,\})$/.test(token)) {
      holdsRepetition = true;
    }
  }
  return false;
}
