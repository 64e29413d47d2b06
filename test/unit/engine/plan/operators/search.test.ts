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
});
