import { beforeAll, describe, expect, it } from 'vitest';
import { describeError } from '../../../src/core/errors';
import type { QueryEngine } from '../../../src/engine/queryEngine';
import { loadedTable, openBareEngine } from '../../fixtures/bareEngine';

const TABLES = [
  loadedTable('DeviceEvents', { DeviceName: 'string', LogonId: 'long', 'File size': 'long' }),
  loadedTable('export-2026', { DeviceName: 'string' }),
];

describe('a name that the engine does not know', () => {
  let engine: QueryEngine;
  beforeAll(async () => {
    engine = await openBareEngine(TABLES, [`CREATE TABLE t0 AS SELECT 'd' AS c0, 1::BIGINT AS c1, 1::BIGINT AS c2`]);
  });

  it.each([
    ['deviceevents | count', `'deviceevents'`, 'DeviceEvents'],
    ['DeviceEvent | count', `'DeviceEvent'`, 'DeviceEvents'],
    [`['export-2025'] | count`, `'export-2025'`, `['export-2026']`],
    ['DeviceEvents | where devicename == "x"', `'devicename'`, 'DeviceName'],
    ['DeviceEvents | where LogonID == 1', `'LogonID'`, 'LogonId'],
    ['DeviceEvents | project ["File_size"]', `'File_size'`, `['File size']`],
    ['DeviceEvents | extend Twice = LogonId * 2 | where Twise > 1', `'Twise'`, 'Twice'],
    ['DeviceEvents | extend x = toLower(DeviceName)', `'toLower'`, 'tolower'],
    ['DeviceEvents | summarize dcounts(DeviceName)', `'dcounts'`, 'dcount'],
    ['let Limit = 1; DeviceEvents | where LogonId > limit', `'limit'`, 'Limit'],
  ])('in %s is told with the one that was meant', async (query, kustos, meant) => {
    const answer = await engine.run({ query }, new AbortController().signal);
    if (answer.ok) throw new Error('the query did not fail');
    expect(answer.error.message).toContain(kustos);
    expect(describeError(answer.error)).toMatch(
      /at line 1, column \d+\. Fix semantic errors in your query\. Did you mean /,
    );
    expect(answer.error.hint).toBe(`Did you mean ${meant}?`);
  });

  it('is told without a guess where nothing is near', async () => {
    const answer = await engine.run({ query: 'DeviceEvents | where Zzzzzz == 1' }, new AbortController().signal);
    expect(answer).toMatchObject({ ok: false, error: { hint: '' } });
  });
});
