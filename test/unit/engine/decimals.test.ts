import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { QueryEngine } from '../../../src/engine/queryEngine';
import { formatDecimal, roundDecimal } from '../../../src/engine/scalar/decimalText';
import { openBareEngine, readAnswer } from '../../fixtures/bareEngine';

/** The sum of decimals with 60 digits behind the point, over a count, with the 34 digits that are kept. */
function sumOf(texts: readonly string[], count = 1n): string {
  const total = texts.reduce((sum, text) => {
    const [digits = '0', exponent = '0'] = text.split('e');
    return sum + BigInt(digits) * 10n ** BigInt(60 + Number(exponent));
  }, 0n);
  // Far more digits than are kept, and one that tells of a remainder.
  const lifted = total * 10n ** 60n;
  const rest = lifted % count === 0n ? 0n : total < 0n ? -1n : 1n;
  return formatDecimal(roundDecimal({ digits: (lifted / count) * 10n + rest, scale: 121 }));
}

describe('decimals', () => {
  let engine: QueryEngine;

  beforeAll(async () => {
    engine = await openBareEngine();
  });

  test.each([
    ['decimal(1) / 3', '0.3333333333333333333333333333333333'],
    ['decimal(2) / 3', '0.6666666666666666666666666666666667'],
    ['decimal(-2) / decimal(0.03)', '-66.66666666666666666666666666666667'],
    ['todecimal("0.00000000000000001")', '0.00000000000000001'],
    ['decimal(12345678901234567890123456789.12345)', '12345678901234567890123456789.12345'],
    ['decimal(1e20) * decimal(1e-30)', '0.0000000001'],
    ['decimal(0.1) + decimal(0.2) - 0', '0.3'],
    ['decimal(-7.5) % decimal(2)', '0.5'],
    ['bin(decimal(-7.5), 2)', '-8'],
    ['ceiling(decimal(-7.5))', '-7'],
    ['-abs(decimal(-7.5))', '-7.5'],
    ['max_of(decimal(9), decimal(10))', '10'],
    ['todecimal(9223372036854775807)', '9223372036854775807'],
    ['todecimal(1e-7)', '0.0000001'],
    ['decimal(1) / 0', null],
    ['tostring(decimal(1.50))', '1.5'],
    ['tolong(decimal(-12.9))', -12n],
    ['toreal(decimal(0.1))', 0.1],
    ['tobool(decimal(0.0))', false],
    ['decimal(1.5) * 1h', 54_000_000_000n],
    ['decimal(1.10) == decimal(1.1)', true],
    ['decimal(-10) < decimal(-9.5)', true],
    ['decimal(3) in (1, 3)', true],
  ])('%s', async (expression, expected) => {
    expect((await readAnswer(engine, `print x = ${expression}`)).rows).toEqual([[expected]]);
  });

  const VALUES =
    'datatable(v:decimal)[decimal(10), decimal(-2.5), decimal(null), decimal(9.5), decimal(0.00000000000000000001)]';

  test.each([
    ['sort by v asc', [null, '-2.5', '0.00000000000000000001', '9.5', '10']],
    ['summarize sum(v), avg(v), min(v), max(v)', ['17.00000000000000000001', '4.2500000000000000000025', '-2.5', '10']],
    ['summarize dcount(v), percentile(v, 50), stdev(v) > 6', [4n, 1e-20, true]],
    ['where false | summarize sum(v), avg(v)', ['0', null]],
    ['serialize | project row_cumsum(v)', ['10', '7.5', '7.5', '17', '17.00000000000000000001']],
    [`join kind=inner (datatable(v:decimal)[decimal(9.50)]) on v | project v1`, ['9.5']],
    ['where isnull(v) or v > 9.6 | project tostring(v)', ['10', '']],
    ['summarize make_list(v)', ['["10","-2.5","9.5","0.00000000000000000001"]']],
  ])('of rows: %s', async (operators, expected) => {
    expect((await readAnswer(engine, `${VALUES} | ${operators}`)).rows.flat()).toEqual(expected);
  });

  const anyDecimal = fc
    .tuple(fc.bigInt(-(10n ** 34n) + 1n, 10n ** 34n - 1n), fc.integer({ min: -40, max: 60 }))
    .map(([digits, exponent]) => `${digits}e${exponent}`);
  const shortDecimal = fc
    .tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.integer({ min: -6, max: 3 }))
    .map(([digits, exponent]) => `${digits}e${exponent}`);

  test('have the sum, the running sums and the average that their digits have', async () => {
    const lists = fc.array(fc.oneof(anyDecimal, shortDecimal, fc.constant('0')), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(lists, async (texts) => {
        const table = `datatable(i:long, v:decimal)[${texts.map((text, index) => `${index}, decimal(${text})`).join(', ')}]`;
        const { rows } = await readAnswer(engine, `${table} | summarize sum(v), sumif(v, i > 0), avg(v)`);
        const running = await readAnswer(engine, `${table} | sort by i asc | project row_cumsum(v)`);
        const count = BigInt(texts.length);
        expect(rows).toEqual([[sumOf(texts), sumOf(texts.slice(1)), sumOf(texts, count)]]);
        expect(running.rows.flat()).toEqual(texts.map((_, index) => sumOf(texts.slice(0, index + 1))));
      }),
      { numRuns: 60, seed: 20_260_131 },
    );
  });

  test('with more digits than are kept are refused, not rounded', async () => {
    const text = '12345678901234567890123456789012345';
    await expect(readAnswer(engine, `print decimal(${text})`)).rejects.toThrow(/keeps 34 digits.*column 7/);
  });
});
