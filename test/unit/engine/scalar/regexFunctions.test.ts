import { beforeAll, describe, expect, it } from 'vitest';
import { compileRe2 } from '../../../../src/engine/scalar/re2';
import { preferLinearTimeMatching } from '../../../../src/engine/scalar/regexFunctions';
import { dynamic, evaluate, long, text } from './evaluateScalar';

const matches = (pattern: string, subject: string) =>
  [...subject.matchAll(compileRe2(pattern).expression)].map(([match]) => match);

describe('regular expressions in RE2’s syntax', () => {
  it.each<[string, string, string[]]>([
    ['(?i)STRASSE|straße', 'Straße strasse', ['Straße', 'strasse']],
    ['(?i:a)b', 'ab Ab aB', ['ab', 'Ab']],
    ['a(?i)b', 'aB AB', ['aB']],
    ['(?s)a.b', 'a\nb', ['a\nb']],
    ['a.b', 'a\nb a😀b', ['a😀b']],
    ['^b$', 'a\nb\nc', []],
    ['(?m)^b$', 'a\nb\nc', ['b']],
    ['\\Aa|c\\z', 'abac', ['a', 'c']],
    ['[[:alpha:]]+', 'ab1é', ['ab']],
    ['[^[:space:][:digit:]]+', 'a 1b', ['a', 'b']],
    ['\\pL+', 'é1ж', ['é', 'ж']],
    ['\\p{Greek}+', 'abγδ', ['γδ']],
    ['\\P{^Lu}+', 'abCD', ['CD']],
    ['\\w+', 'é_a1', ['_a1']],
    ['\\s', 'a\u00a0b\u000bc d', [' ']],
    ['[]a]+', 'a]b', ['a]']],
    ['[a\\-z]+', 'a-zb', ['a-z']],
    ['[a-]+', 'a-b', ['a-']],
    ['a{2}', 'aaa', ['aa']],
    ['a{,2}', 'a{,2}', ['a{,2}']],
    ['(?U)a+', 'aaa', ['a', 'a', 'a']],
    ['a+?', 'aa', ['a', 'a']],
    ['\\Qa.b\\E+', 'a.bb axb', ['a.bb']],
    ['\\x{1F600}|\\x41|\\101', '😀A', ['😀', 'A']],
    ['😀{2}', '😀😀', ['😀😀']],
    ['[😀-😂]', '😁', ['😁']],
    ['\\/\\_\\@', '/_@', ['/_@']],
    ['(?i)k', '\u212a', ['\u212a']],
    ['', 'ab', ['', '', '']],
  ])('%s finds in %j', (pattern, subject, expected) => {
    expect(matches(pattern, subject)).toEqual(expected);
  });

  it('begins at the start of a text, wherever the last search for the same ended', () => {
    for (const pattern of ['a', '(a)']) {
      compileRe2(pattern).expression.exec('bbba');
      expect(matches(pattern, 'a1a2a')).toEqual(['a', 'a', 'a']);
    }
  });

  it.each([
    ['(?=a)', 'lookarounds'],
    ['(?<!a)b', 'lookarounds'],
    ['(a)\\1', 'backreferences'],
    ['(a', 'is not closed'],
    ['a)', 'has no ('],
    ['[a', 'is not closed'],
    ['[z-a]', 'backwards'],
    ['*a', 'nothing stands before'],
    ['a**', 'one repetition follows another'],
    ['a{1001}', 'no valid repetition'],
    ['\\y', 'means nothing'],
    ['\\p{Klingon}', 'no Unicode class'],
    ['(?P<x>a)(?P<x>b)', 'two groups'],
    ['a\\', 'ends with'],
  ])('%s is refused: %s', (pattern, reason) => {
    expect(() => compileRe2(pattern)).toThrow(reason);
  });
});

describe('functions with regular expressions', () => {
  beforeAll(preferLinearTimeMatching);

  it('extracts a group, the whole match, or nothing', () => {
    const regex = text('hello from (.*)');
    expect(evaluate('extract', regex, long(1), text('well hello from Mars'))).toBe('Mars');
    expect(evaluate('extract', regex, long(0), text('well hello from Mars'))).toBe('hello from Mars');
    expect(evaluate('extract', regex, long(2), text('hello from Mars'))).toBe('');
    expect(evaluate('extract', regex, long(1), text('goodbye'))).toBe('');
  });

  it('extracts all matches, by one group, by several, by name', () => {
    expect(evaluate('extract_all', text('([0-9a-f]{2})'), text('82b8-be'))).toBe('["82","b8","be"]');
    expect(evaluate('extract_all', text('(a)(b)?'), text('aba'))).toBe('[["a","b"],["a",""]]');
    expect(evaluate('extract_all', text('(?P<first>\\w)(\\w)'), dynamic('["first"]'), text('abcd'))).toBe('["a","c"]');
    expect(evaluate('extract_all', text('(\\w)(\\w)'), dynamic('[2,0]'), text('ab'))).toBe('[["b","ab"]]');
    expect(evaluate('extract_all', text('(x)'), text('abc'))).toBeNull();
    expect(() => evaluate('extract_all', text('x'), text('abc'))).toThrow('captures nothing');
    expect(() => evaluate('extract_all', text('(x)'), dynamic('["y"]'), text('x'))).toThrow('no such capture group');
  });

  it('rewrites matches, with groups and literal dollars', () => {
    expect(evaluate('replace_regex', text('Number is 1, is 2'), text('is (\\d+)'), text('was: \\1'))).toBe(
      'Number was: 1, was: 2',
    );
    expect(evaluate('replace_regex', text('ab'), text('b'), text('$&\\0\\\\'))).toBe('a$&b\\');
    expect(evaluate('replace', text('b'), text('x'), text('abc'))).toBe('axc');
  });

  it('trims one match at each end', () => {
    expect(evaluate('trim', text('x'), text('xxabcxx'))).toBe('xabcx');
    expect(evaluate('trim', text('x'), text('xxx'))).toBe('x');
    expect(evaluate('trim_start', text('[^\\w]+'), text('-  Te st// $'))).toBe('Te st// $');
    expect(evaluate('trim_end', text('\\s+'), text('a b  '))).toBe('a b');
    expect(evaluate('trim_start', text('a|ab'), text('abc'))).toBe('bc');
  });

  it('counts plain matches that overlap, and regular ones that do not', () => {
    expect(evaluate('countof', text('aaa'), text('aa'))).toBe(2n);
    expect(evaluate('countof', text('aaa'), text('aa'), text('regex'))).toBe(1n);
    expect(evaluate('countof', text('aaa'), text(''))).toBe(0n);
  });

  it('finds where a match starts, in characters', () => {
    expect(evaluate('indexof_regex', text('😀abcabc'), text('a.c'))).toBe(1n);
    expect(evaluate('indexof_regex', text('abcabc'), text('a.c'), long(1))).toBe(3n);
    expect(evaluate('indexof_regex', text('abcabc'), text('a.c'), long(0), long(-1), long(2))).toBe(3n);
    expect(evaluate('indexof_regex', text('abcabc'), text('a.c'), long(0), long(2))).toBe(-1n);
  });

  it('quotes what means something in a regular expression', () => {
    expect(evaluate('regex_quote', text('(so$me.Te^xt)'))).toBe('\\(so\\$me\\.Te\\^xt\\)');
  });

  it('is not held up by a pattern that would backtrack without end', () => {
    expect(evaluate('extract', text('(?i)^(a+)+$'), long(0), text(`${'a'.repeat(60)}!`))).toBe('');
    expect(evaluate('countof', text('a'.repeat(60)), text('(\\w+\\s?)+!'), text('regex'))).toBe(0n);
  });
});
