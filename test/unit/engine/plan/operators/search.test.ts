import { beforeAll, describe, expect, test } from 'vitest';
import type { QueryEngine } from '../../../../../src/engine/queryEngine';
import { openBareEngine, readAnswer } from '../../../../fixtures/bareEngine';

describe('any column', () => {
  let engine: QueryEngine;

  beforeAll(async () => {
    engine = await openBareEngine();
  });

  test.each([
    ['search *', [1n, 2n]],
    ['search "f*r"', [1n]],
    ['search * has "foo"', [1n]],
    ['where * has "foo" or n == 2', [1n, 2n]],
    ['where * startswith "foo"', [1n]],
  ])('%s', async (operator, expected) => {
    const { rows } = await readAnswer(
      engine,
      `datatable(s:string, n:long)["foo bar",1, "bar",2] | ${operator} | project n`,
    );
    expect(rows.flat()).toEqual(expected);
  });

  test.each([
    ['"f*r_x"', 0],
    ['"b*r"', 2],
    ['"15:00*"', 1],
    ['"powershell" or "2026-01*"', 1],
    ['"1.5"', 1],
    ['s:"foo"', 1],
    ['n == 2', 1],
    ['"-3"', 1],
    ['"00:00:07"', 1],
    ['"true"', 0],
  ])('of several tables: search in (A, B) %s', async (condition, expected) => {
    const tables = `let A = datatable(s:string, n:long, b:bool)["foo b_r", 1, true, "bar_x", 2, false];
      let B = datatable(t:datetime, r:real, d:timespan, n:long)[datetime(2026-01-31 20:15), 1.5, 7s, -3];`;
    const { rows } = await readAnswer(engine, `${tables} search in (A, B) ${condition} | count`);
    expect(rows).toEqual([[BigInt(expected)]]);
  });

  test('columns of one name and several types keep apart', async () => {
    const tables = 'let A = datatable(k:string)["x"]; let B = datatable(k:long)[7];';
    const { columns, rows } = await readAnswer(engine, `${tables} search in (A, B) k_long == 7 or "x"`);
    expect(columns.map(({ name }) => name)).toEqual(['$table', 'k_string', 'k_long']);
    expect(rows).toHaveLength(2);
  });
});
