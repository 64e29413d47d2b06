import fc from 'fast-check';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Column } from '../../../src/core/results/resultTable';
import type { EngineValue } from '../../../src/engine/engineAnswer';
import { packRows, readPackedRows } from '../../../src/engine/packedRows';

const COLUMNS: readonly Column[] = [
  { name: 'First', type: 'string' },
  { name: 'Number', type: 'long' },
  { name: 'Bag', type: 'dynamic' },
  { name: 'Flag', type: 'bool' },
  { name: 'Last', type: 'string' },
];

describe('rows whose texts leave the database packed', () => {
  let instance: DuckDBInstance;
  let connection: DuckDBConnection;

  beforeAll(async () => {
    instance = await DuckDBInstance.create(':memory:');
    connection = await instance.connect();
    await connection.run('CREATE TABLE rows (place INTEGER, a VARCHAR, b BIGINT, c JSON, d BOOLEAN, e VARCHAR)');
  });

  afterAll(() => {
    connection.closeSync();
    instance.closeSync();
  });

  async function readBack(columns: readonly Column[], sql: string): Promise<EngineValue[][]> {
    const result = await connection.stream(packRows(sql, columns));
    const rows: EngineValue[][] = [];
    for (
      let chunk = await result.fetchChunk();
      chunk !== null && chunk.rowCount > 0;
      chunk = await result.fetchChunk()
    ) {
      rows.push(...readPackedRows(chunk, columns));
    }
    return rows;
  }

  test('come back as they were, in their order, whatever their texts hold', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('', ',', '-1,', '12,34', '\0', 'é', '😀', 'a😀,é', 'null'),
    );
    const row = fc.tuple(
      text,
      fc.option(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n)),
      fc.option(text.map((value) => JSON.stringify(value))),
      fc.option(fc.boolean()),
      text,
    );
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
        await connection.run('DELETE FROM rows');
        for (const [place, values] of rows.entries()) {
          await connection.run('INSERT INTO rows VALUES ($1, $2, $3, $4, $5, $6)', [place, ...values]);
        }
        expect(await readBack(COLUMNS, 'SELECT a, b, c, d, e FROM rows ORDER BY place DESC')).toEqual(
          [...rows].reverse(),
        );
      }),
      { numRuns: 30 },
    );
  });

  test('keep the order of more rows than one chunk holds', async () => {
    const columns = COLUMNS.slice(0, 3);
    const rows = await readBack(
      columns,
      `SELECT 'n' || i, i, '[]'::JSON FROM range(50000) r(i) ORDER BY i % 7, i DESC`,
    );
    expect(rows).toHaveLength(50_000);
    expect(rows[0]).toEqual(['n49994', 49_994n, '[]']);
    expect(rows.at(-1)).toEqual(['n6', 6n, '[]']);
  });

  test('a statement without a text is left as it is', () => {
    expect(packRows('SELECT 1', COLUMNS.slice(1, 2))).toBe('SELECT 1');
  });

  test('keep a byte order mark that a lone text begins with', async () => {
    const [text] = COLUMNS.slice(0, 1);
    if (text === undefined) throw new Error('no column');
    expect(await readBack([text], "SELECT chr(65279) || 'x'")).toEqual([['\ufeffx']]);
  });
});
