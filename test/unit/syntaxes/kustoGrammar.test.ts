import { beforeAll, describe, expect, it } from 'vitest';
import type { ScopedPiece, Tokenizer } from '../../../scripts/grammar/tokenizer.ts';
import { loadShipped } from './shippedGrammars.ts';

let tokenize: Tokenizer;

beforeAll(async () => {
  tokenize = await loadShipped('source.kusto');
});

/** The innermost scope of the piece that reads so, without the language's name at its end. */
function scopeOf(text: string, word: string): string | undefined {
  const piece = tokenize(text).find((candidate) => candidate.text.trim() === word);
  return piece?.scopes.at(-1)?.replace(/\.kusto$/, '');
}

describe('the Kusto grammar colours', () => {
  it.each([
    ['| project-away A', 'project-away', 'keyword.control.query'],
    ['| mv-expand A', 'mv-expand', 'keyword.control.query'],
    ['|\n// why\nwhere A', 'where', 'keyword.control.query'],
    ['| where A !has "b"', '!has', 'keyword.operator.word'],
    ['| where A !in~ ("b")', '!in~', 'keyword.operator.word'],
    ['| where A =~ "b"', '=~', 'keyword.operator.comparison'],
    ['| evaluate bag_unpack(A)', 'bag_unpack', 'support.function.plugin'],
    ['| summarize make_set(A)', 'make_set', 'support.function.aggregate'],
    ['| extend B = strcat(A)', 'strcat', 'support.function'],
    ['| extend B = ofMyOwn(A)', 'ofMyOwn', 'entity.name.function'],
    ['let f = (a:int) { a };', 'f', 'entity.name.function'],
    ['| join kind=leftanti (T) on A', 'leftanti', 'keyword.other.value'],
    ['| join hint.strategy=shuffle (T) on A', 'hint.strategy', 'variable.parameter'],
    ['| join (T) on $left.A == $right.B', '$left', 'variable.language'],
    ['| extend A = typeof(long)', 'long', 'storage.type'],
    ['| where A > ago(1.5h)', '1.5h', 'constant.numeric.timespan'],
    ['.show tables', '.show', 'keyword.control.command'],
    ['#connect "x"', '#connect "x"', 'keyword.control.directive'],
    ['DeviceInfo | count', 'DeviceInfo', 'support.class.table'],
  ])('in %j the word %j as %s', (text, word, scope) => {
    expect(scopeOf(text, word)).toBe(scope);
  });
});

describe('a word that is a keyword elsewhere', () => {
  it.each([
    ['| where count > 1', 'count'],
    ['| where kind == "x"', 'kind'],
    ['| where from < 1', 'from'],
    ['| project A, step, B', 'step'],
    ['| extend Path = Entity.where', 'where'],
    ['| project top, A', 'top'],
    ['| where search has "x"', 'search'],
    ['| extend type = 1', 'type'],
  ])('is a name in %j', (text, word) => {
    expect(scopeOf(text, word)).toMatch(/^variable\.other\./);
  });
});

describe('what is not finished', () => {
  it.each(['"', "'", '@"', "@'", 'h"'])('a string that starts with %j ends with its line', (start) => {
    expect(scopeOf(`print ${start}no end\nDeviceInfo | count`, 'count')).toBe('keyword.control.query');
  });

  it('an escaped quote does not end a string, and a backslash at the end of a verbatim one does not hold it open', () => {
    expect(scopeOf('print "a\\"b", strlen(1)', 'strlen')).toBe('support.function');
    expect(scopeOf('print @"a\\", strlen(1)', 'strlen')).toBe('support.function');
    expect(scopeOf('print @"a""b", strlen(1)', 'strlen')).toBe('support.function');
  });
});

describe('a line of a million characters', () => {
  const SIZE = 1_000_000;
  const fill = (unit: string): string => unit.repeat(Math.ceil(SIZE / unit.length)).slice(0, SIZE);

  it.each([
    ['letters', 'a'],
    ['digits', '1'],
    ['an exponent without end', '1e'],
    ['blanks', ' '],
    ['slashes', '/'],
    ['dollars', '$'],
  ])('of %s is cut into one piece', (_name, unit) => {
    expect(tokenize(fill(unit)).map(({ text }) => text.length)).toEqual([SIZE]);
  });

  it('of backslashes in a string without an end is cut into one piece a pair', () => {
    expect(tokenize(`"${fill('\\')}`)).toHaveLength(1 + SIZE / 2);
  });

  it('of literals that never close keeps every character', () => {
    const text = fill('datetime(');
    const pieces = tokenize(text);
    expect(pieces.map((piece: ScopedPiece) => piece.text).join('')).toBe(text);
    expect(pieces).toHaveLength(Math.ceil(SIZE / 'datetime('.length) * 2 - 1);
  });

  it('of one query again and again is cut as the query is', () => {
    const query = 'DeviceEvents | where A > ago(7d) and B in~ ("a", \'b\') | summarize count() by bin(C, 1h); ';
    const copies = Math.ceil(SIZE / query.length);
    const pieces = tokenize(query.repeat(copies));
    expect(pieces).toHaveLength(tokenize(query).length * copies);
    expect(pieces.filter(({ text }) => text === 'summarize')).toHaveLength(copies);
  });
});
