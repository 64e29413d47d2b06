import { DuckDBInstance } from '@duckdb/node-api';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { generateSamples } from '../../../scripts/samples/generateSamples';

const SHIPPED = path.resolve(import.meta.dirname, '../../../samples/data');
const made = mkdtempSync(path.join(tmpdir(), 'kql-hunting-made-'));
afterAll(() => {
  rmSync(made, { recursive: true, force: true });
});

it('generates the rows that are shipped, every time', { timeout: 300_000 }, async () => {
  const tables = await generateSamples(made);
  expect(tables.map(({ table }) => `${table}.parquet`)).toEqual(readdirSync(SHIPPED).sort());
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const fingerprint = async (folder: string, table: string): Promise<string> => {
    const reader = await connection.runAndReadAll(
      `SELECT count(*)::VARCHAR || ' ' || sum(hash(t))::VARCHAR FROM read_parquet('${path.join(folder, `${table}.parquet`)}') AS t`,
    );
    return String(reader.getRows()[0]?.[0]);
  };
  for (const { table } of tables) {
    expect([table, await fingerprint(made, table)]).toEqual([table, await fingerprint(SHIPPED, table)]);
  }
  connection.closeSync();
  instance.closeSync();
});
