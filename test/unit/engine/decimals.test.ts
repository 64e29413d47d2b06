import { beforeAll, describe, expect, test } from 'vitest';
import type { QueryEngine } from '../../../src/engine/queryEngine';
import { openBareEngine, readAnswer } from '../../fixtures/bareEngine';

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

  test('with more digits than are kept are refused, not rounded', async () => {
    const text = '12345678901234567890123456789012345';
    await expect(readAnswer(engine, `print decimal(${text})`)).rejects.toThrow(/keeps 34 digits.*column 7/);
  });
});
