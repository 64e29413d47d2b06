import { beforeAll, describe, expect, test } from 'vitest';
import type { QueryEngine } from '../../../../../src/engine/queryEngine';
import { openBareEngine, readAnswer } from '../../../../fixtures/bareEngine';

const LARGEST = 9_223_372_036_854_775_807n;
const SMALLEST = -9_223_372_036_854_775_808n;

describe('values at the ends of their ranges', () => {
  let engine: QueryEngine;

  beforeAll(async () => {
    engine = await openBareEngine();
  });

  /** The columns of one row, whose values the database does not know beforehand. */
  async function compute(row: string, values: string): Promise<readonly unknown[]> {
    const { rows } = await readAnswer(engine, `print ${row} | project ${values}`);
    return rows[0] ?? [];
  }

  test('a remainder is never negative, of the smallest divisor and of reals as well', async () => {
    expect(
      await compute(
        'a = -7, least = long(-9223372036854775808), minus = -1, none = long(null), r = -5.5, d = decimal(-5.5)',
        'a % least, least % minus, none % minus, r % 2, r % real(-2), d % decimal(2)',
      ),
    ).toEqual([LARGEST - 6n, 0n, null, 0.5, 0.5, '0.5']);
  });

  test('a remainder of nothing has no sign', async () => {
    expect(await compute('r = real(-1.0), d = real(-0.5)', 'tostring(r % d)')).toEqual(['0.0']);
  });

  test('bin and bin_at wrap around where sums do', async () => {
    expect(
      await compute(
        'most = 9223372036854775807, least = long(-9223372036854775808), minus = -1',
        'bin(most, -3), bin(least, minus), bin_at(least, 5, 3)',
      ),
    ).toEqual([SMALLEST + 1n, SMALLEST, SMALLEST]);
  });

  test('NaN is neither less nor more than anything, and in no set', async () => {
    expect(
      await compute('n = real(nan), x = 1.0', 'n > x, n >= x, x < n, x <= n, n <= n, n in (n, x), n between (x .. n)'),
    ).toEqual([false, false, false, false, false, false, false]);
  });

  test('one NaN makes the greatest and the least of values NaN', async () => {
    expect(await compute('n = real(nan), x = 1.0', 'max_of(x, n), min_of(n, x), min_of(real(null), x)')).toEqual([
      NaN,
      NaN,
      1,
    ]);
  });

  test('a timespan that 64 bits do not hold is null, also beneath a comparison', async () => {
    expect(
      await compute('n = 9223372036854775807, t = 7d', 'n * t, isnull(n * t), tobool(n * t), (n * 1tick) + t'),
    ).toEqual([null, true, null, null]);
  });

  test('the least timespan is its own negative and size', async () => {
    expect(await compute('t = totimespan(long(-9223372036854775808))', '-t == t, abs(t) == t')).toEqual([true, true]);
  });

  test('days and weeks that begin or end outside of the years are null', async () => {
    expect(
      await compute(
        'early = datetime(0001-01-02), late = datetime(9999-12-31)',
        'startofweek(early), endofweek(late, 1), startofday(late, 1), endofyear(early, -1), bin_at(early, 7d, datetime(0001-01-03))',
      ),
    ).toEqual([null, null, null, null, null]);
  });

  test('a dynamic beside a whole number is compared with every digit', async () => {
    expect(
      await compute(
        'd = dynamic({"n": 9007199254740993, "r": 9007199254740992.0, "t": "7"}), n = 9007199254740993, m = 9007199254740992, s = 7',
        'd.n == n, d.n == m, d.n > m, m < d.n, d.r == m, d.t == s, d.x == n, d.n in (9007199254740992), d.n in (9007199254740993)',
      ),
    ).toEqual([true, false, true, true, true, true, false, false, true]);
  });

  test('decimals keep their digits in products, quotients and from reals', async () => {
    expect(
      await compute(
        'a = decimal(12345678901.123456), b = decimal(1000.001), r = 123456789.125',
        'a * b, decimal(1) / decimal(3), todecimal(r), decimal(99999999999999999999999999.5) + decimal(99999999999999999999999999.5)',
      ),
    ).toEqual([
      '12345691246802.357123456',
      '0.3333333333333333333333333333333333',
      '123456789.125',
      '199999999999999999999999999',
    ]);
  });

  test('capital letters of a sharp s stay what they are', async () => {
    expect(await compute('s = "straße ß"', 'toupper(s)')).toEqual(['STRAßE ß']);
  });

  test('a capital sigma is found wherever it stands in a word', async () => {
    expect(await compute('s = "ΟΔΟΣ"', 's contains "οδοσ", s has "ΟΔΟΣ", s startswith "ΟΔΟΣ", s =~ "ΟΔΟΣ"')).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  test('nulls of an array are no terms to look for, and no member of a set', async () => {
    expect(
      await compute(
        'a = dynamic([null]), s = "x", e = ""',
        's has_any (a), s has_any (dynamic([null])), e in (a), s has_any ((dynamic([1]))[4])',
      ),
    ).toEqual([false, false, false, false]);
  });

  test('a part of a text from or of an unknown length is empty', async () => {
    expect(
      await compute(
        's = "abc", n = long(null), one = 1',
        'substring(s, n), substring(s, one, n), substring(s, n, one)',
      ),
    ).toEqual(['', '', '']);
  });

  test('todatetime of a fraction drops it', async () => {
    expect(await compute('d = decimal(1.5)', 'tolong(todatetime(d))')).toEqual([1n]);
  });
});
