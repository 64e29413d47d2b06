import { beforeAll, describe, expect, test } from 'vitest';
import type { QueryEngine } from '../../../src/engine/queryEngine';
import { openBareEngine, readAnswer } from '../../fixtures/bareEngine';

const ROWS = 'datatable(N: long, Event: string)[1, "a", 2, "b", 3, "a", 4, "c", 5, "b"] | sort by N asc';

describe('scan', () => {
  let engine: QueryEngine;

  beforeAll(async () => {
    engine = await openBareEngine();
  });

  async function rowsOf(query: string): Promise<readonly (readonly unknown[])[]> {
    return (await readAnswer(engine, query)).rows;
  }

  test('lets a record match several steps, the last one first', async () => {
    const rows = await rowsOf(
      `${ROWS} | scan declare (Step: string) with (step one: true => Step = "one"; step two: Event == "b" => Step = "two";)
       | project N, Step`,
    );
    expect(rows).toEqual([
      [1n, 'one'],
      [2n, 'two'],
      [2n, 'one'],
      [3n, 'one'],
      [4n, 'one'],
      [5n, 'two'],
      [5n, 'one'],
    ]);
  });

  test('does not go on with a step whose sequence has moved on', async () => {
    const rows = await rowsOf(
      `${ROWS} | scan with_match_id = Match with (step one: Event == "a"; step two: Event == "c";) | project N, Match`,
    );
    expect(rows).toEqual([
      [1n, 0n],
      [3n, 0n],
      [4n, 0n],
    ]);
  });

  test('knows nulls and defaults of a step that holds no record', async () => {
    const rows = await rowsOf(
      `${ROWS} | take 1 | scan declare (D: long = 7, E: string, F: long) with (
         step one: true => D = one.D + 1, E = strcat("<", one.Event, one.E, ">"), F = iff(isnull(one.N), 1, 2);)`,
    );
    expect(rows).toEqual([[1n, 'a', 8n, '<>', 1n]]);
  });

  test('has no column for matches that nobody asked to number', async () => {
    const { columns } = await readAnswer(engine, `${ROWS} | scan with (step one: true;) | distinct *`);
    expect(columns.map(({ name }) => name)).toEqual(['N', 'Event']);
  });

  test('keeps every digit of what it carries', async () => {
    const query = `print L = 9223372036854775807, D = decimal(1.000000000001), T = 0.0000001s, G = guid(12345678-1234-1234-1234-123456789012),
      B = dynamic({"k": [1, "x"]}) | scan declare (C: long, E: decimal) with (step s: true => C = L, E = D;)`;
    expect(await rowsOf(query)).toEqual([
      [
        9223372036854775807n,
        '1.000000000001',
        1n,
        '12345678-1234-1234-1234-123456789012',
        '{"k":[1,"x"]}',
        9223372036854775807n,
        '1.000000000001',
      ],
    ]);
  });

  test('can be joined with itself and summarized', async () => {
    const query = `let S = ${ROWS} | scan declare (Sum: long = 0) with (step s: true => Sum = s.Sum + N;);
      S | join kind = inner (S | summarize Sum = max(Sum)) on Sum | project N`;
    expect(await rowsOf(query)).toEqual([[5n]]);
  });

  test('reads what another scan computed', async () => {
    const query = `${ROWS} | scan declare (A: long = 0) with (step s: true => A = s.A + 1;)
      | scan declare (B: long = 0) with (step s: true => B = s.B + A;) | project B`;
    expect(await rowsOf(query)).toEqual([[1n], [3n], [6n], [10n], [15n]]);
  });

  test('names the part of a condition that it cannot evaluate', async () => {
    const query = `${ROWS} | scan declare (L: string) with (step s: s.L in ((datatable(X: string)["x"])) => L = Event;)`;
    const compiled = await engine.compile({ query });
    expect(compiled).toMatchObject({ ok: false, error: { code: 'LocalEngineUnsupported' } });
  });
});
