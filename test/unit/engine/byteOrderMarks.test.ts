import { beforeAll, describe, expect, it } from 'vitest';
import type { QueryEngine } from '../../../src/engine/queryEngine';
import { openBareEngine, readAnswer } from '../../fixtures/bareEngine';

const ROWS = String.raw`datatable(Text: string)["\uFEFFabc", "\uFEFF\uFEFF", "\uFEFF a text of more than twelve bytes", "plain"]`;

describe('a U+FEFF that a text begins with', () => {
  let engine: QueryEngine;

  beforeAll(async () => {
    engine = await openBareEngine();
  });

  it.each([
    ['indexof(Text, "a")', [1n, -1n, 2n, 2n]],
    [
      'base64_encode_tostring(Text)',
      ['77u/YWJj', '77u/77u/', '77u/IGEgdGV4dCBvZiBtb3JlIHRoYW4gdHdlbHZlIGJ5dGVz', 'cGxhaW4='],
    ],
    ['strlen(translate("x", "y", Text))', [4n, 2n, 34n, 5n]],
  ])('reaches functions written in TypeScript: %s', async (call, expected) => {
    const { rows } = await readAnswer(engine, `${ROWS} | project X = ${call}`);
    expect(rows).toEqual(expected.map((value) => [value]));
  });

  it('reaches procedures', async () => {
    const { rows } = await readAnswer(
      engine,
      `${ROWS} | scan declare (Seen: string) with (step all: true => Seen = Text;) | project X = strlen(Seen)`,
    );
    expect(rows).toEqual([[4n], [2n], [34n], [5n]]);
  });
});
