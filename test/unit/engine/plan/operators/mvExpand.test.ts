import { beforeAll, describe, expect, test } from 'vitest';
import type { QueryEngine } from '../../../../../src/engine/queryEngine';
import { openBareEngine, readAnswer } from '../../../../fixtures/bareEngine';

describe('elements without a name', () => {
  let engine: QueryEngine;

  beforeAll(async () => {
    engine = await openBareEngine();
  });

  test.each([
    ['mv-expand parse_json(a)', 'a:dynamic', ['1', '2']],
    ['mv-apply parse_json(a) on (where a > 1)', 'a:dynamic', ['2']],
    ['mv-expand pack_array(a) | project Column1', 'Column1:dynamic', ['"[1,2]"']],
    ['mv-expand split(a, ",")', 'a:dynamic', ['"[1"', '"2]"']],
  ])('take the name that Kusto gives them: %s', async (operators, shape, expected) => {
    const { columns, rows } = await readAnswer(engine, `print a = "[1,2]" | ${operators}`);
    expect(columns.map(({ name, type }) => `${name}:${type}`).join(', ')).toBe(shape);
    expect(rows.flat()).toEqual(expected);
  });
});
