import { describe, expect, test } from 'vitest';
import { loadedTable, openBareEngine, readAnswer } from '../../fixtures/bareEngine';

describe('search without a source', () => {
  test('reads every table and tells where a row is from', async () => {
    const engine = await openBareEngine(
      [loadedTable('Animals', { Name: 'string', Legs: 'long' }, 't1'), loadedTable('Words', { Name: 'string' }, 't2')],
      [
        `CREATE TABLE t1 AS SELECT 'red fox' AS c0, CAST(1 AS BIGINT) AS c1`,
        `CREATE TABLE t2 AS SELECT 'a fox' AS c0 UNION ALL SELECT 'foxes'`,
      ],
    );
    const { columns, rows } = await readAnswer(engine, 'search "fox" | sort by $table asc');
    expect(columns.map(({ name }) => name)).toEqual(['$table', 'Name', 'Legs']);
    expect(rows).toEqual([
      ['Animals', 'red fox', 1n],
      ['Words', 'a fox', null],
    ]);
  });
});
