import { describe, expect, test } from 'vitest';
import { DuckDBInstance } from '@duckdb/node-api';
import { QueryEngine } from '../../../src/engine/queryEngine';
import { readAnswer } from '../../fixtures/bareEngine';

describe('search without a source', () => {
  test('reads every table and tells where a row is from', async () => {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run(`CREATE TABLE t1 AS SELECT 'red fox' AS c0, CAST(1 AS BIGINT) AS c1`);
    await connection.run(`CREATE TABLE t2 AS SELECT 'a fox' AS c0 UNION ALL SELECT 'foxes'`);
    connection.closeSync();
    const engine = await QueryEngine.create({
      tables: [
        {
          name: 'Animals',
          physicalName: 't1',
          columns: [
            { name: 'Name', type: 'string' },
            { name: 'Legs', type: 'long' },
          ],
        },
        { name: 'Words', physicalName: 't2', columns: [{ name: 'Name', type: 'string' }] },
      ],
      connect: () => instance.connect(),
    });
    const { columns, rows } = await readAnswer(engine, 'search "fox" | sort by $table asc');
    expect(columns.map(({ name }) => name)).toEqual(['$table', 'Name', 'Legs']);
    expect(rows).toEqual([
      ['Animals', 'red fox', 1n],
      ['Words', 'a fox', null],
    ]);
    instance.closeSync();
  });
});
