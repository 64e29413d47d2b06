import { beforeAll, describe, expect, test } from 'vitest';
import type { QueryEngine } from '../../../src/engine/queryEngine';
import { openBareEngine, readAnswer } from '../../fixtures/bareEngine';

const TABLES = ['DeviceEvents', 'DeviceInfo', 'EmailEvents'].map((name, index) => ({
  name,
  physicalName: `t${index}`,
  columns: [{ name: 'Name', type: 'string' as const }],
}));

describe('statements and what they change', () => {
  let engine: QueryEngine;

  beforeAll(async () => {
    engine = await openBareEngine(
      TABLES,
      TABLES.map(({ name, physicalName }) => `CREATE TABLE ${physicalName} AS SELECT '${name}' AS c0`),
    );
  });

  async function refusal(query: string): Promise<unknown> {
    const compiled = await engine.compile({ query });
    return compiled.ok ? undefined : compiled.error;
  }

  test('`restrict access` leaves the tables that it names', async () => {
    const { rows } = await readAnswer(
      engine,
      'restrict access to (DeviceI*, EmailEvents); union withsource = Table * | sort by Table asc | project Table',
    );
    expect(rows).toEqual([['DeviceInfo'], ['EmailEvents']]);
  });

  test('`restrict access` hides the other tables', async () => {
    const error = await refusal('restrict access to (DeviceInfo);\nDeviceEvents');
    expect(error).toMatchObject({ code: 'BadRequest', position: { line: 2, column: 1 } });
  });

  test('`alias` is refused with its reason', async () => {
    expect(await refusal('alias database D = database("hunting");\nprint 1')).toMatchObject({
      code: 'LocalEngineUnsupported',
      message: expect.stringContaining('outside the loaded data') as string,
    });
  });

  test('a query parameter without a value is named', async () => {
    expect(await refusal('declare query_parameters(Name: string);\nprint Name')).toMatchObject({
      message: expect.stringContaining(`'Name' has no value at line 1, column 26`) as string,
    });
  });

  test('`set query_now` moves the present', async () => {
    const { rows } = await readAnswer(engine, 'set query_now = datetime(2026-01-01);\nprint now(1tick), ago(-2tick)');
    expect(rows).toEqual([[639028224000000001n, 639028224000000002n]]);
  });

  test.each([
    ['DeviceInfo | fork (take 1) (count)', 'first leg'],
    ['DeviceInfo | facet by Name', 'first of them'],
    ['DeviceInfo | invoke SeenBy(Name)', 'SeenBy() is answered from the loaded data'],
  ])('%s tells what its answer is not', async (query, note) => {
    const answer = await engine.run({ query }, new AbortController().signal);
    expect(answer).toMatchObject({ ok: true, value: { notes: [expect.stringContaining(note)] } });
  });

  test('`bin_auto()` asks for its option', async () => {
    expect(await refusal('print bin_auto(5)')).toMatchObject({
      message: expect.stringContaining('query_bin_auto_size') as string,
    });
  });

  test('`assert-schema` names the column that is of another type', async () => {
    expect(await refusal('DeviceInfo | assert-schema (Name: string, Size: long)')).toMatchObject({
      code: 'BadRequest',
      message: expect.stringContaining(`no column 'Size' at line 1, column 43`) as string,
    });
  });

  test('an error behind reworded views is where the user wrote it', async () => {
    const query = 'let V_1 = view () { print A = 1 };\nunion V_* | where Absent == 1';
    expect(await refusal(query)).toMatchObject({ position: { line: 2, column: 19 } });
  });

  test('a condition on any column names no column that is not there', async () => {
    const { rows } = await readAnswer(engine, 'DeviceInfo | where * == "DeviceInfo"');
    expect(rows).toEqual([['DeviceInfo']]);
  });

  test('a fuzzy union of nothing that is known is refused', async () => {
    expect(await refusal('union isfuzzy = true Absent, AbsentToo')).toMatchObject({ code: 'BadRequest' });
  });

  test('a management command is refused by that name', async () => {
    expect(await refusal('.show tables')).toMatchObject({
      code: 'LocalEngineUnsupported',
      message: expect.stringContaining(
        'a management command (hunting queries only read) at line 1, column 1',
      ) as string,
    });
  });
});
