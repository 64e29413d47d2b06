import { beforeAll, describe, expect, test } from 'vitest';
import type { QueryEngine } from '../../../../../src/engine/queryEngine';
import { openBareEngine, readAnswer } from '../../../../fixtures/bareEngine';

describe('window functions', () => {
  let engine: QueryEngine;

  beforeAll(async () => {
    engine = await openBareEngine();
  });

  const ROWS = 'datatable(x:long)[1, 1, 2, 3, 3] | serialize';

  test.each([
    [
      'make groups',
      'summarize count() by g = row_cumsum(iff(x != prev(x), 1, 0)) | sort by g asc',
      [1n, 2n, 2n, 1n, 3n, 2n],
    ],
    ['are aggregated', 'summarize sum(prev(x))', [7n]],
    ['look at other windows', 'extend a = row_cumsum(prev(x)) | project a', [null, 1n, 2n, 4n, 7n]],
  ])('%s', async (_, operators, expected) => {
    expect((await readAnswer(engine, `${ROWS} | ${operators}`)).rows.flat()).toEqual(expected);
  });

  test.each([
    ['row_rank(x)', [1n, 1n, 3n, 4n, 4n]],
    ['row_rank(x, true)', [1n, 1n, 2n, 3n, 3n]],
    ['row_rank_min(x, x == 2)', [1n, 1n, 1n, 2n, 2n]],
    ['row_rank_dense(x, x == 2)', [1n, 1n, 1n, 2n, 2n]],
  ])('%s ranks rows', async (rank, expected) => {
    expect((await readAnswer(engine, `${ROWS} | project ${rank}`)).rows.flat()).toEqual(expected);
  });

  test.each([
    ['range x from 1 to 3 step 1', [null, 1n, 2n]],
    ['range x from 3 to 1 step -1', [null, 3n, 2n]],
    ['let s = 2; range x from 1 to 5 step s', [null, 1n, 3n]],
    ['range x from 1 to 5 step toscalar(print 2)', [null, 1n, 3n]],
    ['datatable(x:long)[7, 8, 8] | top-hitters 2 of x | project x', [null, 8n]],
  ])('%s is serialized', async (source, expected) => {
    expect((await readAnswer(engine, `${source} | project p = prev(x)`)).rows.flat()).toEqual(expected);
  });

  test('tell where a series has its points', async () => {
    const query = `${ROWS} | make-series count() on prev(x) from 1 to 4 step 1 | project count_`;
    expect((await readAnswer(engine, query)).rows).toEqual([['[2,1,1]']]);
  });
});
