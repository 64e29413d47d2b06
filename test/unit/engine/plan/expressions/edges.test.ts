import { beforeAll, describe, expect, test } from 'vitest';
import type { QueryEngine } from '../../../../../src/engine/queryEngine';
import { openBareEngine, readAnswer } from '../../../../fixtures/bareEngine';

describe('edges of values', () => {
  let engine: QueryEngine;

  beforeAll(async () => {
    engine = await openBareEngine();
  });

  test.each([
    ['a real constant beyond the integers is the least one', 'tolong(1e19), toint(-1e10)', [-(2n ** 63n), -(2 ** 31)]],
    ['an infinite constant is no integer', 'tolong(real(+inf)), toint(real(nan))', [null, null]],
    ['an int literal out of range is null', 'int(3000000000), toint(3000000000)', [null, -1294967296]],
    ['a remainder of reals is not negative', '5.5 % -2, -7.5 % 2', [1.5, 0.5]],
    ['shifts count modulo 64', 'binary_shift_left(1, 65), binary_shift_right(4, 65)', [2n, 2n]],
    ['negative shifts are null', 'binary_shift_left(1, -1), binary_shift_right(1, -1)', [null, null]],
    [
      'a position may be any long',
      'substring("abc", 9223372036854775807), substring("abc", 1, 9223372036854775807)',
      ['', 'bc'],
    ],
    [
      'a text repeats 1024 times at most',
      'strlen(strrep("ab", 5000000)), strrep("a", -1), strrep("a", 2, "-")',
      [2048n, '', 'a-a'],
    ],
    ['angles without end have no sine', 'sin(real(+inf)), tan(real(-inf)), cos(real(null))', [NaN, NaN, null]],
    ['gamma has a pole at 0', 'gamma(0), loggamma(0)', [Infinity, Infinity]],
    [
      'values and members of other types meet',
      '"1" in (1, 2), "x" !in (1, 2), 1 in (1.0, 2.5), guid(00000000-0000-0000-0000-000000000001) in ("x", "00000000-0000-0000-0000-000000000001")',
      [true, true, true, true],
    ],
    ['an empty delimiter splits nothing', 'tostring(split("abc", ""))', ['["abc"]']],
    [
      'an empty match does not follow a match',
      'replace_regex("baac", "a*", "x"), countof("aab", "a*", "regex")',
      ['xbxcx', 2n],
    ],
    [
      'NaN and stray commas are not JSON',
      'tostring(parse_json("[NaN]")), gettype(parse_json("{\\"a\\":1,}"))',
      ['[NaN]', 'string'],
    ],
    ['nan within a text is', 'tostring(parse_json("{\\"a\\":\\"x, nan\\"}").a)', ['x, nan']],
    [
      'ranges of times hold their texts',
      'tostring(range(1h, 2h, 30m)), tostring(range(datetime(2020-01-01), datetime(2020-01-01 01:00)))',
      ['["01:00:00","01:30:00","02:00:00"]', '["2020-01-01T00:00:00.0000000Z","2020-01-01T01:00:00.0000000Z"]'],
    ],
    [
      'weeks and days that leave the calendar are null',
      'endofweek(datetime(9999-12-31)), startofweek(datetime(0001-01-01)), startofday(datetime(9999-12-31), 1), dayofweek(datetime(9999-12-31))',
      [null, null, null, null],
    ],
    [
      'fractions of Unix seconds are exact',
      'tostring(unixtime_seconds_todatetime(1546300800.5))',
      ['2019-01-01T00:00:00.5000000Z'],
    ],
  ])('%s', async (_, expressions, expected) => {
    expect((await readAnswer(engine, `print ${expressions}`)).rows).toEqual([expected]);
  });

  test.each(['x !in (1)', 'x != 1', 'not(x in (1))', 'x !in (dynamic([1]))'])('null passes %s', async (condition) => {
    const { rows } = await readAnswer(engine, `datatable(x:int)[1, int(null)] | where ${condition}`);
    expect(rows).toEqual([[null]]);
  });

  test('NaN is ordered beside the nulls', async () => {
    const order = async (words: string): Promise<unknown[]> =>
      (
        await readAnswer(engine, `datatable(x:real)[1.0, real(nan), real(null), real(-inf)] | order by x ${words}`)
      ).rows.flat();
    expect(await order('asc')).toEqual([null, NaN, -Infinity, 1]);
    expect(await order('desc')).toEqual([1, -Infinity, NaN, null]);
    expect(await order('asc nulls last')).toEqual([-Infinity, 1, NaN, null]);
  });
});
