import { beforeAll, describe, expect, test } from 'vitest';
import type { HuntError } from '../../../src/core/errors';
import type { QueryEngine } from '../../../src/engine/queryEngine';
import { loadedTable, openBareEngine, readAnswer } from '../../fixtures/bareEngine';
import { readRows } from '../../fixtures/engineRows';

const TABLES = [loadedTable('DeviceEvents', { Timestamp: 'datetime', DeviceName: 'string', Bytes: 'long' })];

/** Ten rows, an hour apart, the last one at 2026-01-01T09:00:00Z. */
const STATEMENTS = [
  `CREATE TABLE t0 AS SELECT 639028224000000000 + i * 36000000000 AS c0, 'd' || (i % 3) AS c1, i AS c2 FROM range(10) r(i)`,
];

describe('QueryEngine', () => {
  let engine: QueryEngine;

  beforeAll(async () => {
    engine = await openBareEngine(TABLES, STATEMENTS);
  });

  async function failure(query: string): Promise<HuntError> {
    const answer = await engine.run({ query }, new AbortController().signal);
    if (answer.ok) throw new Error('the query did not fail');
    return answer.error;
  }

  test('answers over the tables of its database', async () => {
    const { columns, rows } = await readAnswer(
      engine,
      'DeviceEvents | summarize sum(Bytes) by DeviceName | sort by DeviceName asc',
    );
    expect(columns).toEqual([
      { name: 'DeviceName', type: 'string' },
      { name: 'sum_Bytes', type: 'long' },
    ]);
    expect(rows).toEqual([
      ['d0', 18n],
      ['d1', 12n],
      ['d2', 15n],
    ]);
  });

  test('cuts every table to the timespan', async () => {
    const timespan = { kind: 'startEnd', start: '2026-01-01T02:00:00Z', end: '2026-01-01T04:00:00Z' } as const;
    const answer = await engine.run({ query: 'DeviceEvents | count', timespan }, new AbortController().signal);
    if (!answer.ok) throw new Error(answer.error.message);
    expect(await readRows(answer.value)).toEqual([[3n]]);
  });

  test('names what it does not support, with its place', async () => {
    const error = await failure('DeviceEvents\n| take 1\n| __partitionby DeviceName (take 1)');
    expect(error).toMatchObject({ code: 'LocalEngineUnsupported', position: { line: 3, column: 3 } });
    expect(error.message).toMatch(/^partition-by (.*) at line 3, column 3 is not supported by the local engine yet/);
  });

  test('refuses unsupported functions before anything runs', async () => {
    const error = await failure('print x = current_principal()');
    expect(error.message).toContain('current_principal() ');
    expect(error.position).toEqual({ line: 1, column: 11 });
  });

  test('places what Kusto’s binder refuses', async () => {
    const error = await failure('DeviceEvents\n| where Nope == 1');
    expect(error).toMatchObject({ code: 'BadRequest', position: { line: 2, column: 9 } });
    expect(error.message).toContain("'Nope'");
  });

  test.each([
    '.show tables',
    'DeviceEvents | where',
    '',
    'Missing | take 1',
    'externaldata(a: string)["https://example.org"]',
  ])('refuses %j with a sentence', async (query) => {
    const error = await failure(query);
    expect(error.message).toMatch(/^[\w'"].*\.$/s);
    expect(error.message).not.toMatch(/\bat \/|\.ts:|\[object/);
  });

  test('answers queries that run at the same time', async () => {
    const counts = await Promise.all(
      Array.from({ length: 8 }, (_, index) => readAnswer(engine, `DeviceEvents | where Bytes < ${index} | count`)),
    );
    expect(counts.map(({ rows }) => rows[0]?.[0])).toEqual([0n, 1n, 2n, 3n, 4n, 5n, 6n, 7n]);
  });

  test('stops a long query when it is aborted', async () => {
    const abort = new AbortController();
    const query =
      'range x from 1 to 100000 step 1 | extend k = 1 | join kind=inner (range y from 1 to 100000 step 1 | extend k = 1) on k | summarize max(x * y)';
    const running = engine.run({ query }, abort.signal);
    abort.abort();
    expect(await running).toMatchObject({ ok: false, error: { code: 'Cancelled' } });
  });

  test('gives the same now() throughout a query', async () => {
    const { rows } = await readAnswer(engine, 'range x from 1 to 1000 step 1 | extend t = now() | distinct t | count');
    expect(rows).toEqual([[1n]]);
  });

  test('lets no text of a query become SQL', async () => {
    const { rows } = await readAnswer(
      engine,
      `print a = "'; DROP TABLE t0; --", ['b"; DROP TABLE t0; --'] = 'x\\'y' | extend c = strcat(a, "''")`,
    );
    expect(rows).toEqual([["'; DROP TABLE t0; --", "x'y", "'; DROP TABLE t0; --''"]]);
    expect((await readAnswer(engine, 'DeviceEvents | count')).rows).toEqual([[10n]]);
  });
});
