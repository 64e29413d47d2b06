import { beforeAll, describe, expect, test } from 'vitest';
import type { QueryEngine } from '../../../../../src/engine/queryEngine';
import { openBareEngine, readAnswer } from '../../../../fixtures/bareEngine';

describe('parse', () => {
  let engine: QueryEngine;

  beforeAll(async () => {
    engine = await openBareEngine();
  });

  async function rows(text: string, operator: string): Promise<readonly (readonly unknown[])[]> {
    const answer = await readAnswer(engine, `datatable(s:string)[${text}] | ${operator} | project-away s`);
    return answer.rows;
  }

  const TIMES = '"t=nope,x=1", "t=1601-01-01,x=2"';
  const PATTERN = 's with "t=" t:datetime ",x=" x:int';

  test('leaves a row empty where one value is not of its type', async () => {
    expect(await rows(TIMES, `parse ${PATTERN} | project s, isnull(t), x`)).toEqual([
      [true, null],
      [false, 2],
    ]);
  });

  test('leaves out such rows as parse-where', async () => {
    expect(await rows(TIMES, `parse-where ${PATTERN} | project s, x`)).toEqual([[2]]);
  });

  test('leaves only the value empty where it is relaxed', async () => {
    expect(await rows(TIMES, `parse kind=relaxed ${PATTERN} | project s, isnull(t), x`)).toEqual([
      [true, 1],
      [false, 2],
    ]);
  });

  test('ends a number before a star where its digits end', async () => {
    const pattern = 's with "n=" n:long * "m=" m:string';
    expect(await rows('"n=12, m=a"', `parse kind=relaxed ${pattern}`)).toEqual([[12n, 'a']]);
    expect(await rows('"n=12, m=a"', `parse ${pattern}`)).toEqual([[12n, 'a']]);
  });

  test('lets a dot match a new line by the flag s, case by i, and the shortest text by U', async () => {
    expect(await rows('"a=1\\nb=2"', 'parse kind=regex flags=s s with "a=" a:long "(.*?)b=" b:long')).toEqual([
      [1n, 2n],
    ]);
    expect(await rows('"A=1,B=2,"', 'parse kind=regex flags=Ui s with "a=" a ","')).toEqual([['1']]);
  });

  test('reads a dynamic as JSON', async () => {
    expect(await rows('\'d={"a":[1]};\'', 'parse s with "d=" d:dynamic ";" | project s, d.a[0]')).toEqual([['1']]);
    expect(
      await rows(
        '\'d={"a":[1]};\'',
        'parse-kv s as (d:dynamic) with (pair_delimiter=";", kv_delimiter="=") | project s, d.a',
      ),
    ).toEqual([['[1]']]);
  });
});
