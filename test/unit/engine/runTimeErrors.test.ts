import { beforeAll, describe, expect, test } from 'vitest';
import type { QueryEngine } from '../../../src/engine/queryEngine';
import { loadedTable, openBareEngine } from '../../fixtures/bareEngine';

/** Words that only the database or its macros would say. */
const DATABASE_WORDS = /Error:|DECIMAL\(|VARCHAR|BIGINT|GROUP BY|SELECT|\bk_\w+|"v\d+"|LIMIT\/OFFSET/;

describe('what fails while rows are computed', () => {
  let engine: QueryEngine;

  beforeAll(async () => {
    engine = await openBareEngine(
      [loadedTable('Numbers', { n: 'long' })],
      ['CREATE TABLE t0 AS SELECT range AS c0 FROM range(400000)'],
    );
  });

  async function errorOf(query: string): Promise<{ readonly message: string; readonly at: string | undefined }> {
    const answer = await engine.run({ query }, new AbortController().signal);
    if (answer.ok) throw new Error('the query did not fail');
    const { message, position } = answer.error;
    return { message, at: position === undefined ? undefined : `${position.line}:${position.column}` };
  }

  test.each([
    ['a pattern that is a literal', 'datatable(s:string)["a"]\n| where s matches regex "("', '2:25'],
    ['a pattern by a let', 'let p = "[";\nprint replace_regex("abc", p, "x")', '2:28'],
    ['a pattern of a column', 'datatable(p:string)["("]\n| where "a" matches regex p', '2:3'],
    ['a function among others', 'print x = 1\n| extend y = strcat("a", x), z = repeat(x, 100000000)', '2:34'],
    [
      'the second of two equal steps',
      'print n = 1\n| extend a = repeat(1, n)\n| extend b = repeat(1, n + 100000000)',
      '3:14',
    ],
    ['a step before a procedure', 'print n = 9\n| where assert(n < 5, "n")\n| evaluate narrow()', '2:3'],
    ['a step inside of let', 'let T = range x from 1 to 3 step 1\n| where assert(x < 2, "x");\nT | count', '2:3'],
    ['a count of rows below zero', 'range x from 1 to 3 step 1\n| take -1', '2:8'],
    ['a count known at run time', 'range x from 1 to 3 step 1\n| take toscalar(print -1)', '2:3'],
    ['a range without an end', 'range t from datetime(2020-01-01) to datetime(2020-01-02) step 0h', '1:1'],
    ['a percent that is a column', 'datatable(x:real, p:real)[1.0, 50.0]\n| summarize percentile(x, p)', '2:13'],
  ])('is told of with its place: %s', async (_, query, place) => {
    const { message, at } = await errorOf(query);
    expect(message).not.toMatch(DATABASE_WORDS);
    expect(at).toBe(place);
  });

  test('has the place of the step where the function is called twice in it', async () => {
    const { at } = await errorOf('print n = 1\n| extend a = repeat(1, n), b = repeat(1, 100000000)');
    expect(at).toBe('2:3');
  });

  test('has its place where the first rows are already out', async () => {
    const query = 'Numbers\n| extend wide = strrep("x", 500)\n| where assert(n < 390000, "too many")';
    const answer = await engine.run({ query }, new AbortController().signal);
    if (!answer.ok) throw new Error('no row came before the failure');
    const chunks = [];
    for await (const chunk of answer.value.chunks) chunks.push(chunk);
    expect(chunks.slice(0, -1).every(({ ok }) => ok)).toBe(true);
    expect(chunks.at(-1)).toMatchObject({ ok: false, error: { position: { line: 3, column: 3 } } });
  });

  test('ends no table that a procedure reads as if it were whole', async () => {
    const { at } = await errorOf(
      'range x from 1 to 60000 step 1\n| extend wide = strrep("x", 2000)\n| where assert(x < 59000, "too many")\n| scan declare (n: long = 0) with (step s: true => n = s.n + 1;)\n| summarize max(n)',
    );
    expect(at).toBe('3:3');
  });

  test('is no error of the search for its place when the query is cancelled', async () => {
    const stop = new AbortController();
    stop.abort();
    const answer = await engine.run({ query: 'print repeat(1, 100000000)' }, stop.signal);
    expect(answer.ok ? undefined : answer.error.code).toBe('Cancelled');
  });
});
