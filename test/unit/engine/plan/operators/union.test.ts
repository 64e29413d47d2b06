import { beforeAll, describe, expect, test } from 'vitest';
import type { QueryEngine } from '../../../../../src/engine/queryEngine';
import { openBareEngine, readAnswer } from '../../../../fixtures/bareEngine';

describe('union', () => {
  let engine: QueryEngine;

  beforeAll(async () => {
    engine = await openBareEngine();
  });

  const TABLES = `let A = view () { print x = 1, y = "a" };
    let B = view () { print x = "b", y = "b", z = 1.5 };
    let C = view () { print x_long = 3 };`;

  test.each([
    ['of two types makes two columns of one', 'union A, B', 'x_long:long, x_string:string, y:string, z:real'],
    ['leaves a column its name', 'union A, B, C', 'x_long1:long, x_string:string, y:string, z:real, x_long:long'],
    ['inner keeps what every table has', 'union kind=inner A, B', 'y:string'],
    ['shows where a row is from', 'union withsource=T A, C', 'T:string, x:long, y:string, x_long:long'],
    ['fuzzy leaves out what is not there', 'union isfuzzy=true A, (Nope | where x > 1), Nope*', 'x:long, y:string'],
  ])('%s', async (_, query, shape) => {
    const { columns } = await readAnswer(engine, `${TABLES} ${query}`);
    expect(columns.map(({ name, type }) => `${name}:${type}`).join(', ')).toBe(shape);
  });

  test('gives each value to the column of its name and type', async () => {
    const { rows } = await readAnswer(
      engine,
      `${TABLES} union A, B, C | sort by y asc | project x_long, x_long1, x_string`,
    );
    expect(rows).toEqual([
      [3n, null, ''],
      [null, 1n, ''],
      [null, null, 'b'],
    ]);
  });

  test('refuses a pattern that fits no table where it is not fuzzy', async () => {
    await expect(readAnswer(engine, 'union (print x = 1), Nope*')).rejects.toThrow("'Nope*'");
  });
});
