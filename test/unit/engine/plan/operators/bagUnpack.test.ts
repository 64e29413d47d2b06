import { beforeAll, describe, expect, test } from 'vitest';
import type { QueryEngine } from '../../../../../src/engine/queryEngine';
import { openBareEngine, readAnswer } from '../../../../fixtures/bareEngine';

describe('bag_unpack', () => {
  let engine: QueryEngine;

  beforeAll(async () => {
    engine = await openBareEngine();
  });

  const ROWS = 'datatable(d:dynamic, a:long, z:long)[dynamic({"a":1,"b":"x"}),7,8, dynamic({"b":"y"}),9,10]';

  test.each([
    ['replace_source', [8n, 1n, 'x', 10n, null, 'y']],
    ['keep_source', [7n, 8n, 'x', 9n, 10n, 'y']],
  ])('solves a conflict of names by %s', async (conflict, expected) => {
    const { rows } = await readAnswer(engine, `${ROWS} | evaluate bag_unpack(d, columnsConflict="${conflict}")`);
    expect(rows.flat()).toEqual(expected);
  });

  test.each(['"", "keep_source", dynamic(["b"])', 'columnsConflict="keep_source", ignoredProperties=dynamic(["b"])'])(
    'takes all of its arguments: %s',
    async (more) => {
      const { columns, rows } = await readAnswer(engine, `${ROWS} | evaluate bag_unpack(d, ${more})`);
      expect(columns.map(({ name }) => name)).toEqual(['a', 'z']);
      expect(rows.flat()).toEqual([7n, 8n, 9n, 10n]);
    },
  );
});
