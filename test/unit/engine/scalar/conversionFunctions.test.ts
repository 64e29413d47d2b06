import { describe, expect, it } from 'vitest';
import { bool, datetime, dynamic, evaluate, long, none, real, text, timespan, type TypedValue } from './evaluateScalar';

describe('conversions', () => {
  it.each<[TypedValue, string]>([
    [real(1), '1.0'],
    [real(0.1 + 0.2), '0.30000000000000004'],
    [real(100000000000), '100000000000.0'],
    [real(2 ** 63), '9.223372036854776E+18'],
    [real(5e-324), '5E-324'],
    [real(0.0001), '0.0001'],
    [real(-0), '-0.0'],
    [real(NaN), 'NaN'],
    [real(-Infinity), '-Infinity'],
    [datetime('2026-01-31 01:02:03.0000001'), '2026-01-31T01:02:03.0000001Z'],
    [timespan('-1.02:03:04'), '-1.02:03:04'],
    [dynamic('{"a":[1,2.0,"x"]}'), '{"a":[1,2.0,"x"]}'],
    [dynamic('"red"'), 'red'],
    [dynamic('true'), 'true'],
    [none('real'), ''],
    [none('dynamic'), ''],
  ])('tostring(%o) is %s', (value, expected) => {
    expect(evaluate('tostring', value)).toBe(expected);
  });

  it.each<[string, bigint | null, number | null]>([
    ['9223372036854775807', 9223372036854775807n, null],
    ['9223372036854775808', null, null],
    [' 42 ', 42n, 42],
    ['-0x10', -16n, -16],
    ['0xFF', 255n, 255],
    ['3.14', null, null],
    ['1e19', null, null],
    ['1_000', null, null],
    ['', null, null],
  ])('tolong and toint of "%s"', (value, asLong, asInt) => {
    expect([evaluate('tolong', text(value)), evaluate('toint', text(value))]).toEqual([asLong, asInt]);
  });

  it('cuts reals towards zero and holds them within the type', () => {
    expect([1.9, -1.9, 1e30, -1e30, NaN, Infinity].map((value) => evaluate('tolong', real(value)))).toEqual([
      1n,
      -1n,
      9223372036854775807n,
      -9223372036854775808n,
      null,
      null,
    ]);
    expect([2.5, -0.5, 1e30].map((value) => evaluate('toint', real(value)))).toEqual([2, 0, 2147483647]);
  });

  it('keeps the low 32 bits of a long', () => {
    expect([2147483648n, -1n, 9223372036854775807n].map((value) => evaluate('toint', long(value)))).toEqual([
      -2147483648, -1, -1,
    ]);
  });

  it.each<[string, number | null]>([
    ['1.5e10', 1.5e10],
    ['.5', 0.5],
    ['5.', 5],
    [' 3.14 ', 3.14],
    ['-inf', -Infinity],
    ['+Infinity', Infinity],
    ['nan', NaN],
    ['INF', null],
    ['1,234', null],
    ['0x10', null],
    ['0b101', null],
    ['', null],
  ])('toreal("%s")', (value, expected) => {
    expect(evaluate('toreal', text(value))).toBe(expected);
  });

  it.each<[string, boolean | null]>([
    ['tRuE', true],
    ['false', false],
    ['-1', true],
    ['0', false],
    [' true', null],
    ['1.0', null],
    ['yes', null],
  ])('tobool("%s")', (value, expected) => {
    expect(evaluate('tobool', text(value))).toBe(expected);
  });

  it.each<[string, bigint | null, number | null, number | null, boolean | null]>([
    ['2147483648', 2147483648n, -2147483648, 2147483648, true],
    ['1.9', 1n, 1, 1.9, true],
    ['"42"', 42n, 42, 42, true],
    ['"3.14"', null, null, 3.14, null],
    ['"0x10"', 16n, 16, null, true],
    ['true', 1n, 1, 1, true],
    ['[1]', null, null, null, null],
    ['null', null, null, null, null],
  ])('converts the dynamic %s', (json, asLong, asInt, asReal, asBool) => {
    const value = dynamic(json);
    expect(['tolong', 'toint', 'todouble', 'tobool'].map((name) => evaluate(name, value))).toEqual([
      asLong,
      asInt,
      asReal,
      asBool,
    ]);
  });

  it('reads decimals with every digit', () => {
    expect(evaluate('todecimal', text('-12345678901234567890.000000000001'))).toBe(
      '-12345678901234567890000000000001e-12',
    );
    expect(evaluate('todecimal', text('1.5e3'))).toBe('1500e-0');
    expect(evaluate('todecimal', text('abc'))).toBeNull();
    expect(evaluate('todecimal', dynamic('true'))).toBe('1e-0');
  });

  it('reads times in dynamics, guids in their spellings, JSON or else text', () => {
    expect(evaluate('todatetime', dynamic('"2026-01-01"'))).toBe('2026-01-01T00:00:00.0000000Z');
    expect(evaluate('totimespan', dynamic('"1h"'))).toBe('01:00:00');
    expect(evaluate('toguid', text('{00000000-0000-0000-0000-00000000ABCD}'))).toBe(
      '00000000-0000-0000-0000-00000000abcd',
    );
    expect(evaluate('toguid', text('zz'))).toBeNull();
    expect(evaluate('parse_json', text('{"a":9007199254740993}'))).toBe('{"a":9007199254740993}');
    expect(evaluate('parse_json', text('not json'))).toBe('"not json"');
    expect(evaluate('parse_json', text(''))).toBeNull();
  });

  it('names the type of what a dynamic holds', () => {
    const types = ['null', '1', '1.5', '"s"', 'true', '[]', '{}'].map((json) => evaluate('gettype', dynamic(json)));
    expect(types).toEqual(['null', 'long', 'double', 'string', 'bool', 'array', 'dictionary']);
  });

  it('writes a canonical form', () => {
    expect(evaluate('dynamic_to_json', dynamic('{"b":1,"a":[2]}'))).toBe('{"a":[2],"b":1}');
    expect(evaluate('dynamic_to_json', dynamic('"x"'))).toBe('x');
  });

  it('has no text for a null time', () => {
    expect(evaluate('format_datetime', none('datetime'), text('yyyy'))).toBe('');
    expect(evaluate('tobool', bool(true))).toBe(true);
  });
});
