import { describe, expect, test } from 'vitest';
import { bindQuery } from '../../../../src/kusto/bindQuery';
import { createBindingScope } from '../../../../src/kusto/tableSchema';
import { compileExpression } from '../../../../src/engine/evaluate/compileExpression';
import { constant } from '../../../../src/engine/evaluate/expression';
import { compilePrint, evaluatePrint, NOW } from './evaluatePrint';
import { TICKS_PER_DAY, TICKS_PER_HOUR } from '../../../../src/core/results/values/ticks';

describe('compileExpression', () => {
  test('whole numbers wrap around at 64 bits and are null where they divide by zero', () => {
    expect(evaluatePrint('9223372036854775807 + 1, 7 / 0, 7 % 0, -7 / 2, -7 % 3, -9223372036854775807 - 2')).toEqual([
      -9223372036854775808n,
      null,
      null,
      -3n,
      2n,
      9223372036854775807n,
    ]);
  });

  test('a whole number that is written stays one that is written as a real', () => {
    expect(evaluatePrint('toint(toreal(9223372036854775807)), tolong(1e19), toint(toreal("1e19"))')).toEqual([
      -2147483648,
      -9223372036854775808n,
      2147483647,
    ]);
  });

  test('nothing is searched for where an array of terms is null', () => {
    expect(evaluatePrint('"a" has_any (dynamic(null)), "[1,2]" has_any (dynamic([[1,2]]))')).toEqual([false, true]);
  });

  test('gamma keeps its digits beside a pole', () => {
    expect(evaluatePrint('gamma(-9.0000001)')[0]).toBeCloseTo(27.557313186239355, 12);
  });

  test('a real beside a whole number makes a real', () => {
    expect(evaluatePrint('7 / 2.0, 1 + 0.5, 1.0 / 0')).toEqual([3.5, 1.5, Infinity]);
  });

  test('null is unequal to a value, and of two nulls nothing is known', () => {
    expect(evaluatePrint('long(null) == 1, long(null) != 1, long(null) == long(null), long(null) < 1')).toEqual([
      false,
      true,
      null,
      null,
    ]);
  });

  test('and and or know three values', () => {
    expect(
      evaluatePrint('bool(null) and false, bool(null) and true, bool(null) or true, not(bool(null) or false)'),
    ).toEqual([false, null, true, null]);
  });

  test('NaN equals nothing and is neither less nor more', () => {
    expect(evaluatePrint('real(nan) == real(nan), real(nan) < 1.0, real(nan) > 1.0, real(nan) != 1.0')).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  test('a dynamic beside a whole number is compared with every digit', () => {
    const bag = 'dynamic({"n":9007199254740993})';
    expect(evaluatePrint(`${bag}.n == 9007199254740993, ${bag}.n == 9007199254740992`)).toEqual([true, false]);
  });

  test('terms end where neither letters nor digits are', () => {
    expect(
      evaluatePrint(
        '"a_CMD.exe" has "cmd", "xcmd.exe" has "cmd", "xcmd" hassuffix "CMD", "cmdx" hasprefix_cs "cmd", "A" has_cs "a"',
      ),
    ).toEqual([true, false, true, true, false]);
  });

  test('texts are found in either case or in theirs', () => {
    expect(
      evaluatePrint(
        '"Abc" contains "BC", "Abc" contains_cs "BC", "Abc" !startswith "a", "Äb" =~ "äB", "abc" matches regex "^a.c$"',
      ),
    ).toEqual([true, false, false, true, true]);
  });

  test('in looks through values and the items of arrays', () => {
    expect(
      evaluatePrint('2 in (1, 2), "B" in~ ("a", "b"), 3 !in (dynamic([1, 2])), "x" in (parse_json(\'["x"]\'))'),
    ).toEqual([true, true, true, true]);
  });

  test('has_any and has_all look for terms', () => {
    expect(evaluatePrint('"one two" has_any ("TWO", "x"), "one two" has_all (dynamic(["one", "x"]))')).toEqual([
      true,
      false,
    ]);
  });

  test('between has both ends and takes a span after a datetime', () => {
    expect(
      evaluatePrint(
        '3 between (1 .. 3), 4 !between (1 .. 3), datetime(2026-01-02) between (datetime(2026-01-01) .. 1d)',
      ),
    ).toEqual([true, true, true]);
  });

  test('times are added and subtracted as ticks; out of range they are null', () => {
    expect(
      evaluatePrint('datetime(2026-01-02) - datetime(2026-01-01), 2 * 1h, 1d / 1h, datetime(9999-12-31) + 1d'),
    ).toEqual([TICKS_PER_DAY, 2n * TICKS_PER_HOUR, 24, null]);
  });

  test('now() and ago() are those of the scope', () => {
    expect(evaluatePrint('now(), ago(1d), now(-1h)')).toEqual([NOW, NOW - TICKS_PER_DAY, NOW - TICKS_PER_HOUR]);
  });

  test('bin rounds down, also below zero', () => {
    expect(evaluatePrint('bin(-7, 5), bin(-7.5, 5), bin(7, 0), floor(timespan(-1m), 1h)')).toEqual([
      -10n,
      -10,
      null,
      -TICKS_PER_HOUR,
    ]);
  });

  test('members of dynamics are read by key, by place and from the end', () => {
    const bag = `dynamic({"a":{"b":[1,"x",null]}})`;
    expect(evaluatePrint(`${bag}.a.b[0], ${bag}["a"]["b"][-2], ${bag}.a.c, ${bag}.a.b[2]`)).toEqual([
      '1',
      '"x"',
      null,
      null,
    ]);
  });

  test('the first branch whose condition is true is taken', () => {
    expect(evaluatePrint('iff(1 > 2, "a", "b"), case(false, 1, true, 2, 3), iff(bool(null), 1, 2.5)')).toEqual([
      'b',
      2n,
      2.5,
    ]);
  });

  test('conversions give null for what they cannot read', () => {
    expect(
      evaluatePrint(
        'tolong("12"), tolong("x"), toint(4294967297), tostring(true), toreal(dynamic("1.5")), totimespan(1.5)',
      ),
    ).toEqual([12n, null, 1, 'True', 1.5, TICKS_PER_DAY + 12n * TICKS_PER_HOUR]);
  });

  test('functions written in TypeScript are called with arguments of their types', () => {
    expect(
      evaluatePrint(
        'strcat("a", 1, true), indexof("abc", "c"), parse_url("http://x/y").Host, array_sum(dynamic([1, 2]))',
      ),
    ).toEqual(['a1True', 2n, '"x"', 3]);
  });

  test('lets and user functions are known', () => {
    const lets = 'let k = 5; let f = (a: long, b: long = 2) { let c = a * b; c + k };';
    expect(evaluatePrint('k, f(1), f(b = 3, a = 2)', lets)).toEqual([5n, 7n, 11n]);
  });

  test('decimals keep their digits', () => {
    expect(evaluatePrint('decimal(0.1) + decimal(0.2), decimal(1.5) * 2, decimal(1) == 1')).toEqual(['0.3', '3', true]);
  });

  test('what cannot be evaluated is refused by name', () => {
    expect(() => compilePrint('row_number()')).toThrow('row_number()');
  });

  test('names and names with a point in them are what the scope says', () => {
    const { root } = bindQuery('print s = dynamic({"n": 1}), n = 2 | extend x = s.n + n', createBindingScope([]));
    const node = root.list('Statements')[0]?.child('Expression').child('Operator').list('Expressions')[0];
    if (node === undefined) throw new Error('the query has no extend');
    const { type, evaluate } = compileExpression<number>(node, {
      now: NOW,
      name: (name) => (name === 'n' ? { type: 'long', evaluate: (row) => BigInt(row) } : undefined),
      path: (path) => (path.text === 's.n' ? constant('long', 40n) : undefined),
    });
    expect([type, evaluate(2), evaluate(3)]).toEqual(['long', 42n, 43n]);
  });
});
