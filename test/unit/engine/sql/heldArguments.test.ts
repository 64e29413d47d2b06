import { beforeAll, describe, expect, it } from 'vitest';
import type { QueryEngine } from '../../../../src/engine/queryEngine';
import { expandedSize } from '../../../../src/engine/sql/expandedSize';
import { openBareEngine, readAnswer } from '../../../fixtures/bareEngine';

const ROWS = `datatable(s: string, n: long, r: real, d: datetime, t: timespan, j: dynamic)[
  "abcab", 3, 1.5, datetime(2026-01-02T03:04:05.1234567Z), timespan(1.02:03:04.5), dynamic({"a":{"a":{"a":[1]}}}),
  "", -7, -0.5, datetime(0001-01-01), -1h, dynamic(["x", 2]),
  "ß", long(null), real(nan), datetime(null), timespan(null), dynamic(null)]`;

/** A column of `ROWS`, and a call around a value of its type. */
const CALLS: readonly (readonly [string, (value: string) => string])[] = [
  ['n', (x) => `bin(${x}, n)`],
  ['n', (x) => `(${x} % 5)`],
  ['n', (x) => `(${x} * n)`],
  ['n', (x) => `tolong(tostring(${x}))`],
  ['r', (x) => `max_of(${x}, r)`],
  ['r', (x) => `asin(${x})`],
  ['r', (x) => `toreal(todecimal(tostring(${x})))`],
  ['d', (x) => `todatetime(tostring(${x}))`],
  ['d', (x) => `startofweek(${x}, 1)`],
  ['t', (x) => `totimespan(tostring(${x}))`],
  ['s', (x) => `substring(${x}, n, strlen(s))`],
  ['s', (x) => `strrep(${x}, 2, ",")`],
  ['s', (x) => `tostring(split(${x}, "a"))`],
  ['s', (x) => `tostring(${x} has s)`],
  ['j', (x) => `parse_json(tostring(${x}))`],
  ['j', (x) => `todynamic(gettype(${x}))`],
  ['j', (x) => `(${x})[s]`],
];
const DEPTH = 5;

describe('calls within calls', () => {
  let engine: QueryEngine;

  beforeAll(async () => {
    engine = await openBareEngine();
  });

  it.each(CALLS)('%s: grow with their number alone', async (column, around) => {
    const sizeAt = async (depth: number): Promise<number> => {
      const compiled = await engine.compile({ query: `${ROWS} | project X = ${nest(column, around, depth)}` });
      if (!compiled.ok) throw new Error(compiled.error.message);
      return expandedSize(compiled.value.sql);
    };
    expect(await sizeAt(6 * DEPTH)).toBeLessThan(2.5 * (await sizeAt(3 * DEPTH)));
  });

  it.each(CALLS)('%s: have the answer of one call after another', async (column, around) => {
    const steps = Array.from({ length: DEPTH }, (_, depth) => {
      return `| extend X${depth + 1} = ${around(`X${depth}`)}`;
    });
    const { rows: expected } = await readAnswer(
      engine,
      `${ROWS} | extend X0 = ${column} ${steps.join(' ')} | project X${DEPTH}`,
    );
    const { rows } = await readAnswer(engine, `${ROWS} | project X = ${nest(column, around, DEPTH)}`);
    expect(rows).toEqual(expected);
  });

  it('stand in keys and measures of groups, conditions, sub-queries and lists of a row', async () => {
    const deep = (value: string): string => nest(value, (x) => `bin(${x}, 2)`, DEPTH);
    const numbers = 'range n from 1 to 4 step 1';
    const answers = await Promise.all(
      [
        `${numbers} | summarize Sum = ${deep('sum(n)')} by Key = ${deep('n')} | where ${deep('Sum')} > 2 | order by Key asc`,
        `${numbers} | order by n asc | extend X = ${deep('prev(n)')} | where n > 2 | project X`,
        `print X = ${deep(`toscalar(${numbers} | summarize max(n))`)}`,
        `print n = dynamic([4, 5]) | mv-apply n to typeof(long) on (project X = ${deep('n')})`,
        `${numbers} | where ${deep('n')} in ((print ${deep('2')})) | count`,
      ].map(async (query) => (await readAnswer(engine, query)).rows),
    );
    expect(answers).toEqual([
      [
        [2n, 4n],
        [4n, 4n],
      ],
      [[2n], [2n]],
      [[4n]],
      [[4n], [4n]],
      [[2n]],
    ]);
  });

  it.each([
    ['tostring(rand() > 0.5)', 'X in ("True", "False")'],
    ['tostring(new_guid())', 'X == tostring(toguid(X))'],
  ])('%s is computed once a row, however often SQL mentions it', async (call, condition) => {
    const { rows } = await readAnswer(
      engine,
      `range i from 1 to 200 step 1 | extend X = ${call} | where ${condition} | count`,
    );
    expect(rows).toEqual([[200n]]);
  });
});

function nest(column: string, around: (value: string) => string, depth: number): string {
  return depth === 0 ? column : around(nest(column, around, depth - 1));
}
