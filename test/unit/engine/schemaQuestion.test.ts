import { beforeAll, describe, expect, test } from 'vitest';
import type { QueryEngine } from '../../../src/engine/queryEngine';
import { openBareEngine } from '../../fixtures/bareEngine';

const BAGS = 'datatable(Bag: dynamic)[dynamic({"one": 1, "other": "x"})] | evaluate bag_unpack(Bag)';

describe('columns that depend on the rows', () => {
  let engine: QueryEngine;

  beforeAll(async () => {
    engine = await openBareEngine();
  });

  test('are known to what follows', async () => {
    const compiled = await engine.compile({ query: `${BAGS} | project Sum = one + 1` });
    expect(compiled).toMatchObject({ ok: true, value: { columns: [{ name: 'Sum', type: 'long' }] } });
  });

  test('leave the positions of errors where the user wrote them', async () => {
    const query = `${BAGS} | where absent > 1`;
    const compiled = await engine.compile({ query });
    const column = query.indexOf('absent') + 1;
    expect(compiled).toMatchObject({ ok: false, error: { position: { line: 1, column } } });
  });

  test('are asked for again after an answer', async () => {
    const query = `${BAGS} | extend Bag = pack("two", one) | evaluate bag_unpack(Bag) | project two`;
    const compiled = await engine.compile({ query });
    expect(compiled).toMatchObject({ ok: true, value: { columns: [{ name: 'two', type: 'long' }] } });
  });

  test('clash with known columns as the service says', async () => {
    const compiled = await engine.compile({ query: BAGS.replace('| evaluate', '| extend one = 0 | evaluate') });
    expect(compiled).toMatchObject({ ok: false, error: { code: 'BadRequest' } });
  });

  test('are refused where each row would have its own', async () => {
    const query = 'print List = dynamic([{"a": 1}]) | mv-apply Item = List on (evaluate bag_unpack(Item))';
    expect(await engine.compile({ query })).toMatchObject({ ok: false, error: { code: 'LocalEngineUnsupported' } });
  });
});
