import { beforeAll, describe, expect, test } from 'vitest';
import type { EngineValue } from '../../../../src/engine/engineAnswer';
import type { QueryEngine } from '../../../../src/engine/queryEngine';
import { openBareEngine, readAnswer } from '../../../fixtures/bareEngine';

const ROWS = `datatable(g:string, x:long, r:real, s:string, t:datetime, d:dynamic)[
  "a", 1, 1.5, "one", datetime(2026-01-01), dynamic({"k":1}),
  "a", 2, 2.5, "two", datetime(2026-01-02), dynamic({"k":2,"l":[1,"x"]}),
  "b", long(null), real(null), "", datetime(null), dynamic(null),
  "b", 6, 8.0, "two", datetime(2026-01-05), dynamic("text")]`;

describe('aggregates', () => {
  let engine: QueryEngine;

  beforeAll(async () => {
    engine = await openBareEngine();
  });

  async function summarize(aggregates: string, rows = ROWS): Promise<readonly EngineValue[] | undefined> {
    const answer = await readAnswer(engine, `${rows} | summarize ${aggregates}`);
    return answer.rows[0];
  }

  test.each<[string, EngineValue[]]>([
    ['count(), countif(x > 1), cnt()', [4n, 2n, 4n]],
    [
      'dcount(s), dcount(s, 4), dcountif(s, x > 1), count_distinct(x), count_distinctif(s, x > 1)',
      [3n, 3n, 1n, 3n, 1n],
    ],
    ['sum(x), sumif(x, g == "a"), avg(x), avgif(r, g == "a"), avg(t)', [9n, 3n, 3, 2, 639029664000000000n]],
    ['min(x), max(s), minif(r, g == "b"), maxif(t, g == "a")', [1n, 'two', 8, 639028224000000000n + 864000000000n]],
    ['take_any(x), take_anyif(s, x == 6)', [1n, 'two']],
    [
      'make_list(x), make_list(x, 2), make_list_if(s, x > 1), make_list_with_nulls(x)',
      ['[1,2,6]', '[1,2]', '["two","two"]', '[1,2,null,6]'],
    ],
    ['make_set(s), make_set(s, 1), make_set_if(s, x > 1)', ['["one","two",""]', '["one"]', '["two"]']],
    ['make_bag(d), make_bag(d, 1), make_bag_if(d, x == 2)', ['{"k":1,"l":[1,"x"]}', '{"k":1}', '{"k":2,"l":[1,"x"]}']],
    ['binary_all_and(x), binary_all_or(x), binary_all_xor(x)', [0n, 7n, 5n]],
    ['stdev(x), stdevif(x, g == "a"), stdevp(r)', [Math.sqrt(7), Math.SQRT1_2, Math.sqrt(24.5 / 3)]],
    ['variance(x), varianceif(x, g == "b"), variancep(x), variancepif(x, g == "a")', [7, 0, 14 / 3, 0.25]],
    [
      'covariance(x, r), covariancep(x, r), covarianceif(x, r, g == "a"), covariancepif(x, r, g == "a")',
      [9.25, 18.5 / 3, 0.5, 0.25],
    ],
    [
      'percentile(x, 50), percentile(t, 100), percentiles_array(x, 1, 99), percentiles_array(x, dynamic([34]))',
      [2n, 639031680000000000n, '[1,6]', '[2]'],
    ],
    ['percentilew(x, 1 + x, 50), percentilesw_array(x, x, 10, 50)', [6n, '[1,6]']],
    [
      'percentile_tdigest(tdigest(x), 50, typeof(long)), percentile_tdigest(tdigest(t), 50, typeof(datetime))',
      [2n, 639029088000000000n],
    ],
    ['dcount_hll(hll(x)), dcount_hll(hll_if(s, g == "a"))', [3n, 2n]],
  ])('%s', async (aggregates, expected) => {
    const row = await summarize(aggregates);
    expect(row?.length).toBe(expected.length);
    row?.forEach((value, index) => {
      const wanted = expected[index] ?? null;
      if (typeof wanted === 'number') expect(value).toBeCloseTo(wanted, 12);
      else expect(value).toEqual(wanted);
    });
  });

  test('percentiles are nearest ranks, as the documentation computes them with weights', async () => {
    const buckets = 'datatable(Count:long, Latency:long)[8,10, 6,20, 3,30, 1,40]';
    expect(await summarize('percentilesw(Latency, Count, 50, 75, 99.9)', buckets)).toEqual([20n, 20n, 40n]);
    expect(await summarize('percentiles(Latency, 25, 26, 100)', buckets)).toEqual([10n, 20n, 40n]);
  });

  test('percentiles may be known only when the query runs', async () => {
    const rows = 'let p = toscalar(print 30.0); range x from 1 to 10 step 1';
    expect(await summarize('percentile(x, p), percentiles_array(x, pack_array(p, 90))', rows)).toEqual([3n, '[3,9]']);
  });

  test('states of sketches and digests are merged', async () => {
    const { rows } = await readAnswer(
      engine,
      `${ROWS} | summarize h = hll(s), t = tdigest(x) by g | summarize h = hll_merge(h), t = tdigest_merge(t)
       | project dcount_hll(h), rank_tdigest(t, 2), percentrank_tdigest(t, 1), dcount_hll(hll_merge(h, h)), t = tdigest_merge(t, t)`,
    );
    expect(rows).toEqual([[3n, 2, 100 / 3, 3n, '[[7],[1,2,6],[2,2,2]]']]);
  });

  test('buildschema lists what stands at every place', async () => {
    expect(await summarize('buildschema(d)')).toEqual(['["string",{"k":"long","l":{"`indexer`":["long","string"]}}]']);
  });

  test('moments leave the range of reals without a failure', async () => {
    const rows = 'datatable(x:real)[1e308, -1e308, 3]';
    expect(await summarize('stdev(x), variance(x), stdevp(x), variancep(x), covariance(x, x)', rows)).toEqual(
      Array.from({ length: 5 }, () => NaN),
    );
  });

  test('no rows give each aggregate’s own nothing', async () => {
    expect(
      await summarize(
        'count(), sum(x), avg(x), max(x), max(s), make_list(x), make_bag(d), stdev(x), percentile(x, 50), dcount_hll(hll(x)), take_any(s)',
        `${ROWS} | where false`,
      ),
    ).toEqual([0n, 0n, NaN, null, '', '[]', '{}', 0, null, 0n, '']);
  });

  test('aggregates stand inside expressions, also over times', async () => {
    expect(await summarize('count() * 2 / dcount(g), max(t) - min(t), max(t) + 1d, strcat(min(s), "!")')).toEqual([
      4n,
      4n * 864000000000n,
      639032544000000000n,
      '!',
    ]);
  });

  test('arg_max gives several columns of the very row', async () => {
    const { columns, rows } = await readAnswer(engine, `${ROWS} | summarize arg_max(x, s, r + 1), arg_min(x, s) by g`);
    expect(columns.map((column) => column.name)).toEqual(['g', 'x', 's', 'max_x_arg2', 'x1', 's1']);
    expect(rows).toEqual([
      ['a', 2n, 'two', 3.5, 1n, 'one'],
      ['b', 6n, 'two', 9, 6n, 'two'],
    ]);
  });
});
