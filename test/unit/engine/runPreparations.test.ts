import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { computedRelation } from '../../../src/engine/plan/computation';
import type { Relation } from '../../../src/engine/plan/nodes';
import { literal } from '../../../src/engine/plan/scalar';
import { PAUSE, type Procedure } from '../../../src/engine/procedures/procedure';
import { openBareEngine } from '../../fixtures/bareEngine';
import { runPreparations } from '../../../src/engine/runPreparations';
import { renderPlan } from '../../../src/engine/sql/renderPlan';

const signal = new AbortController().signal;

/** The whole numbers from 1 to `last`. */
function numbers(last: bigint): Relation {
  return {
    columns: [{ id: 'n', name: 'N', type: 'long' }],
    ordering: [{ id: 'n', type: 'long', isDescending: false, nullsFirst: true }],
    step: {
      kind: 'range',
      id: 'n',
      from: literal('long', 1n),
      to: literal('long', last),
      step: literal('long', 1n),
    },
  };
}

let made = 0;

function computed(input: Relation, procedure: Procedure): Relation {
  const columns = [{ name: 'Value', type: 'long' as const }];
  const table = `computed${++made}`;
  return computedRelation(table, [input], columns, procedure, { newId: () => `c${++made}` });
}

const backwards: Procedure = ([rows = []]) => [...rows].reverse();

describe('a computed step', () => {
  let instance: DuckDBInstance;
  let connection: DuckDBConnection;

  beforeEach(async () => {
    instance = await DuckDBInstance.create(':memory:');
    connection = await instance.connect();
  });

  afterEach(() => {
    connection.closeSync();
    instance.closeSync();
  });

  async function read(relation: Relation): Promise<unknown[]> {
    const { preparations, sql } = renderPlan({ relation, shared: [] });
    await runPreparations(connection, preparations, signal);
    return (await connection.runAndReadAll(sql)).getRows().map(([value]) => value);
  }

  test('gives rows in the order in which its procedure yields them', async () => {
    expect(await read(computed(numbers(3n), backwards))).toEqual([3n, 2n, 1n]);
  });

  test('reads what another one computed', async () => {
    expect(await read(computed(computed(numbers(3n), backwards), backwards))).toEqual([1n, 2n, 3n]);
  });

  test('takes more rows than one chunk holds', async () => {
    const rows = await read(computed(numbers(5000n), backwards));
    expect(rows).toHaveLength(5000);
    expect(rows.slice(2047, 2050)).toEqual([2953n, 2952n, 2951n]);
  });

  test('reads the rows of a materialized relation that its readers share', async () => {
    const shared = { name: 's1', relation: numbers(3n), isMaterialized: true };
    const use = (id: string): Relation => ({
      columns: [{ id, name: 'N', type: 'long' }],
      ordering: [],
      step: { kind: 'shared', shared, sources: [{ id, source: 'n' }] },
    });
    const relation: Relation = {
      columns: [{ id: 'each', name: 'N', type: 'long' }],
      ordering: [],
      step: {
        kind: 'union',
        inputs: [computed(use('a'), backwards), use('b')].map((input) => ({
          relation: input,
          outputs: input.columns.map(({ id, type }) => ({ id: 'each', source: { kind: 'column', id, type } })),
        })),
      },
    };
    const { preparations, sql } = renderPlan({ relation, shared: [shared] });
    expect(preparations.map(({ kind }) => kind)).toEqual(['store', 'compute']);
    await runPreparations(connection, preparations, signal);
    expect((await connection.runAndReadAll(sql)).getRows()).toEqual([[3n], [2n], [1n], [1n], [2n], [3n]]);
  });

  test('ends when its query is cancelled, even while its procedure is at work', async () => {
    const controller = new AbortController();
    const endless: Procedure = function* () {
      for (;;) {
        controller.abort();
        yield PAUSE;
      }
    };
    const { preparations } = renderPlan({ relation: computed(numbers(1n), endless), shared: [] });
    await expect(runPreparations(connection, preparations, controller.signal)).rejects.toThrow('aborted');
  });

  test('leaves nothing behind on other connections', async () => {
    await read(computed(numbers(3n), backwards));
    connection.closeSync();
    connection = await instance.connect();
    expect((await connection.runAndReadAll('SELECT table_name FROM duckdb_tables()')).getRows()).toEqual([]);
  });
});

test('a computed step for the rows of rows of rows is refused with its place', async () => {
  const engine = await openBareEngine();
  const query = `print X = 2
| mv-apply Y = range(1, X) to typeof(long) on (
    mv-apply Z = range(1, Y) to typeof(long) on (
        sort by Z asc | extend S = row_window_session(unixtime_seconds_todatetime(Z), 1h, 5m)))`;
  expect(await engine.compile({ query })).toMatchObject({
    ok: false,
    error: { code: 'LocalEngineUnsupported', position: { line: 4, column: 36 } },
  });
});
