import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from './anyText';
import { dynamic, evaluate, long, none, real, text } from './evaluateScalar';

describe('text functions', () => {
  it('counts characters, not UTF-16 units', () => {
    expect(evaluate('indexof', text('😀abc'), text('b'))).toBe(2n);
    expect(evaluate('indexof', text('😀abc😀abc'), text('a'), long(2))).toBe(5n);
    expect(evaluate('reverse', text('𝓗ello'))).toBe('olle𝓗');
    expect(evaluate('string_size', text('Straße'))).toBe(7n);
  });

  it.each<[string, string, (number | bigint)[], bigint | null]>([
    ['abcabc', 'a', [], 0n],
    ['abcabc', 'a', [2], 3n],
    ['abcabc', 'a', [-2], -1n],
    ['abcabc', 'a', [-3], 3n],
    ['abcabc', 'c', [0, 2], -1n],
    ['abcabc', 'b', [0, -1, 2], 4n],
    ['abcabc', 'z', [], -1n],
    ['abcabc', 'a', [0, -2], null],
    ['abcabc', 'a', [0, -1, 0], null],
    ['abc', '', [], 0n],
  ])('indexof(%j, %j, %j)', (source, lookup, more, expected) => {
    expect(evaluate('indexof', text(source), text(lookup), ...more.map(long))).toBe(expected);
  });

  it('finds the first of several terms, as words', () => {
    expect(evaluate('has_any_index', text('this is an Example'), dynamic('["not","example"]'))).toBe(1n);
    expect(evaluate('has_any_index', text('this is an example'), dynamic('["exam","his"]'))).toBe(-1n);
    expect(evaluate('has_any_index', text('Example number 2'), dynamic('[1,2]'))).toBe(1n);
  });

  it('splits, whole or for one part', () => {
    expect(evaluate('split', text('a,,b'), text(','))).toBe('["a","","b"]');
    expect(evaluate('split', text(''), text(','))).toBe('[""]');
    expect(evaluate('split', text('a=b'), text('='), long(1))).toBe('["b"]');
    expect(evaluate('split', text('a=b'), text('='), long(2))).toBeNull();
  });

  it('joins', () => {
    expect(evaluate('strcat_delim', text('-'), text('a'), text(''), text('c'))).toBe('a--c');
    expect(evaluate('strcat_array', dynamic('["a",null,"",{"b":1},2.0]'), text('|'))).toBe('a|||{"b":1}|2.0');
    expect(evaluate('strrep', text('ab'), long(3), text('-'))).toBe('ab-ab-ab');
    expect(evaluate('strrep', text('ab'), long(0))).toBe('');
  });

  it('orders by code point', () => {
    expect(evaluate('strcmp', text('ABC'), text('abc'))).toBe(-1n);
    expect(evaluate('strcmp', text('\uffff'), text('😀'))).toBe(-1n);
    expect(evaluate('strcmp', text('abcde'), text('abc'))).toBe(1n);
  });

  it('replaces texts and characters', () => {
    expect(
      evaluate('replace_strings', text('A magic trick'), dynamic('["magic","trick"]'), dynamic('["$&","cat"]')),
    ).toBe('A $& cat');
    expect(evaluate('replace_strings', text('abc'), dynamic('["a","b"]'), dynamic('""'))).toBe('c');
    expect(evaluate('translate', text('krasp'), text('otsku'), text('spark'))).toBe('kusto');
    expect(evaluate('translate', text('abc'), text('x'), text('a😀c'))).toBe('x😀x');
    expect(evaluate('translate', text('abc'), text(''), text('abcd'))).toBe('d');
  });

  it('goes between text and code points', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        const points = String(evaluate('unicode_codepoints_from_string', text(value)));
        expect(evaluate('unicode_codepoints_to_string', dynamic(points))).toBe(value);
      }),
    );
    expect(evaluate('unicode_codepoints_to_string', dynamic('[75,117]'), dynamic('115'))).toBe('Kus');
    expect(() => evaluate('unicode_codepoints_to_string', dynamic('-1'))).toThrow('no Unicode code point');
  });

  it('knows ASCII', () => {
    expect([evaluate('isascii', text('abc')), evaluate('isascii', text('é')), evaluate('isutf8', text('é'))]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('gives null, or an empty text, for a null argument', () => {
    expect(evaluate('indexof', text('a'), text('a'), none('long'))).toBeNull();
    expect(evaluate('strrep', text('a'), none('long'))).toBe('');
    expect(evaluate('format_bytes', real(564))).toBe('564 Bytes');
  });
});
