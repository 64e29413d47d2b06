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
});
