import { beforeAll, describe, expect, test } from 'vitest';
import type { QueryEngine } from '../../../src/engine/queryEngine';
import { openBareEngine, readAnswer } from '../../fixtures/bareEngine';

describe('calls', () => {
  let engine: QueryEngine;

  beforeAll(async () => {
    engine = await openBareEngine();
  });

  test('functions of several values give several columns', async () => {
    const { columns, rows } = await readAnswer(
      engine,
      'print x = dynamic([1,2,4]) | project (r, s) = series_fit_line(x), series_stats(x)',
    );
    expect(columns.map((column) => column.name)).toEqual([
      ...['r', 's'],
      ...['variance', 'rvariance', 'interception', 'line_fit'].map((part) => `series_fit_line_x_${part}`),
      ...['min', 'min_idx', 'max', 'max_idx', 'avg', 'stdev', 'variance'].map((part) => `series_stats_x_${part}`),
    ]);
    expect(rows[0]?.[1]).toBe(1.5);
    expect(rows[0]?.slice(6, 10)).toEqual([1, 0n, 4, 2n]);
  });

  test('their first value stands where one is wanted, any by its index', async () => {
    const arrays = 'dynamic([2,1]), dynamic(["x","y"])';
    const { rows } = await readAnswer(
      engine,
      `print a = array_sort_asc(${arrays})[1], b = strcat_array(array_sort_desc(dynamic([1,2])), ",")`,
    );
    expect(rows).toEqual([['["y","x"]', '2,1']]);
  });

  test('user functions take named arguments and default values', async () => {
    const { rows } = await readAnswer(
      engine,
      `let f = (a:long, b:long = 5, c:long = 7) { a * 100 + b * 10 + c };
       print f(1), f(1, c = 2), f(a = 1, 2), f(c = 1, b = 3, a = 4)`,
    );
    expect(rows).toEqual([[157n, 152n, 127n, 431n]]);
  });

  test('assert lets true pass and fails the query with its message', async () => {
    expect((await readAnswer(engine, 'print x = assert(1 < 2, "never")')).rows).toEqual([[true]]);
    await expect(readAnswer(engine, 'print assert(1 > 2, "one is less")')).rejects.toThrow(
      "assert() has failed with message: 'one is less'",
    );
  });

  test('around includes both ends', async () => {
    const { rows } = await readAnswer(engine, 'range x from 1 to 9 step 1 | where around(x, 5, 1)');
    expect(rows.flat().sort()).toEqual([4n, 5n, 6n]);
  });

  test('pack_all(true) leaves out what is empty', async () => {
    const { rows } = await readAnswer(
      engine,
      'print a = "", b = 1, c = long(null) | project pack_all(true), pack_all()',
    );
    expect(rows).toEqual([['{"b":1}', '{"a":"","b":1,"c":null}']]);
  });

  test('estimate_data_size counts bytes, of * those of all columns', async () => {
    const { rows } = await readAnswer(
      engine,
      'print a = "ä", b = 1, c = true, d = 1.5, e = dynamic([1]) | project estimate_data_size(*), estimate_data_size(a, c)',
    );
    expect(rows).toEqual([[2n + 8n + 1n + 8n + 3n, 3n]]);
  });

  test('column_ifexists and iscolumnexists look at the rows', async () => {
    const { rows } = await readAnswer(
      engine,
      'print a = 1 | project iscolumnexists("a"), iscolumnexists("b"), column_ifexists("b", 7)',
    );
    expect(rows).toEqual([[true, false, 7n]]);
  });

  test('ingestion_time is null', async () => {
    expect((await readAnswer(engine, 'print ingestion_time()')).rows).toEqual([[null]]);
  });

  test('combined hashes depend on each value and on their order', async () => {
    const { rows } = await readAnswer(
      engine,
      'print hash_many("a", 1), hash_many("a", 2), hash_many(1, "a"), hash_combine(1, 2), hash_combine(2, 1), hash_many("a", 1)',
    );
    const [row = []] = rows;
    expect(new Set(row.slice(0, 5)).size).toBe(5);
    expect(row[5]).toBe(row[0]);
  });

  test('what reaches beyond the engine is refused with the reason', async () => {
    await expect(readAnswer(engine, 'print cursor_current()')).rejects.toThrow(
      'cursor_current() (database cursors exist only in a cluster) at line 1, column 7 is not supported',
    );
  });

  test('extract_json converts to the type that it is given', async () => {
    const { rows } = await readAnswer(
      engine,
      `print extract_json("$.a", '{"a":"x","b":7}', typeof(string)), extract_json("$.b", '{"b":7}', typeof(long))`,
    );
    expect(rows).toEqual([['x', 7n]]);
  });
});
