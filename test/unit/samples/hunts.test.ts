import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, type LoadedDatabase } from '../../../src/engine/data/openDatabase';
import type { EngineValue } from '../../../src/engine/engineAnswer';
import { QueryEngine } from '../../../src/engine/queryEngine';
import { DEFENDER_TABLES } from '../../../src/kusto/schema/defenderTables';
import { readAnswer } from '../../fixtures/bareEngine';
import { readRows } from '../../fixtures/engineRows';
import { formatDateTime } from '../../../src/core/results/values/ticks';

const SAMPLES = path.resolve(import.meta.dirname, '../../../samples');
const NOW = new Date();

describe('the sample data', () => {
  let database: LoadedDatabase;
  let engine: QueryEngine;

  beforeAll(async () => {
    const opened = await openDatabase({ folder: path.join(SAMPLES, 'data'), now: NOW });
    if (!opened.ok) throw new Error(opened.error.message);
    database = opened.value;
    engine = await QueryEngine.create(database);
  });
  afterAll(() => database.close());

  const run = async (query: string): Promise<readonly (readonly EngineValue[])[]> => {
    const answer = await engine.run({ query }, new AbortController().signal);
    if (!answer.ok) throw new Error(answer.error.message);
    return readRows(answer.value);
  };

  it.each(readdirSync(SAMPLES).filter((name) => name.endsWith('.kql')))('holds what %s looks for', async (name) => {
    expect(await run(readFileSync(path.join(SAMPLES, name), 'utf8'))).not.toEqual([]);
  });

  it('answers with no rows for a documented table that it does not hold, where that is asked for', async () => {
    const opened = await openDatabase({ folder: path.join(SAMPLES, 'data'), emptyTables: DEFENDER_TABLES });
    if (!opened.ok) throw new Error(opened.error.message);
    const wide = await QueryEngine.create(opened.value);
    const { columns, rows } = await readAnswer(wide, 'DeviceTvmSoftwareVulnerabilities | project CveId, DeviceName');
    expect(columns.map((column) => column.name)).toEqual(['CveId', 'DeviceName']);
    expect(rows).toEqual([]);
    await opened.value.close();
  });

  it('has every documented column of its tables, and loads without a remark', () => {
    expect(database.notes).toEqual([]);
    expect(database.tables).toHaveLength(16);
    for (const table of database.tables) {
      const documented = DEFENDER_TABLES.find(({ name }) => name === table.name)?.columns;
      expect(table.columns).toEqual(documented?.map(({ name, type }) => ({ name, type })));
    }
  });

  it('is of the promised size and ends now, with all seven digits in its times', async () => {
    const counts = await Promise.all(database.tables.map(({ name }) => run(`${name} | count`)));
    const rows = counts.flat(2).reduce((sum: bigint, count) => sum + (typeof count === 'bigint' ? count : 0n), 0n);
    expect(rows).toBeGreaterThan(200_000n);
    const [row = []] = await run(
      'DeviceNetworkEvents | summarize min(Timestamp), max(Timestamp), max(InitiatingProcessCreationTime)',
    );
    const [first, last, started] = row.map((value) => (typeof value === 'bigint' ? formatDateTime(value) : ''));
    expect(last?.slice(0, 10)).toBe(new Date(NOW.getTime() - 3_600_000).toISOString().slice(0, 10));
    expect(Date.parse(started ?? '')).toBeLessThanOrEqual(NOW.getTime());
    expect(NOW.getTime() - Date.parse(first ?? '')).toBeGreaterThan(29 * 86_400_000);
    const [[odd] = []] = await run('DeviceNetworkEvents | where tolong(Timestamp) % 10 != 0 | count');
    expect(odd).toBeGreaterThan(30_000n);
  });

  it('tells its stories with the same ids in every table', async () => {
    const [[mails] = []] = await run(
      `AlertEvidence | where NetworkMessageId != "" | join kind=inner EmailEvents on NetworkMessageId | count`,
    );
    expect(mails).toBe(2n);
    const [[devices] = []] = await run(
      `AlertEvidence | where DeviceId != "" | join kind=leftanti DeviceInfo on DeviceId | count`,
    );
    expect(devices).toBe(0n);
    const [[files] = []] = await run(
      `AlertEvidence | where FileName in ("upd7.exe", "lk77.exe", "PSEXESVC.exe") | distinct SHA256 | join kind=inner (DeviceFileEvents | distinct SHA256) on SHA256 | count`,
    );
    expect(files).toBe(3n);
  });
});
