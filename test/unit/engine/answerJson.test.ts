import { describe, expect, it } from 'vitest';
import { fail, succeed, type HuntError, type Outcome } from '../../../src/core/errors';
import { SERVICE_LIMITS, writeAnswerJson, type AnswerLimits } from '../../../src/engine/answerJson';
import type { JsonRow } from '../../../src/engine/engineAnswer';
import { writeRow } from '../../fixtures/engineRows';

const COLUMNS = [{ name: 'N', type: 'long' as const }];

async function* chunksOf(
  ...chunks: readonly Outcome<readonly JsonRow[]>[]
): AsyncGenerator<Outcome<readonly JsonRow[]>> {
  for (const chunk of chunks) yield await Promise.resolve(chunk);
}

function numbers(from: number, to: number): Outcome<readonly JsonRow[]> {
  return succeed(Array.from({ length: to - from + 1 }, (_, index) => writeRow(COLUMNS, [BigInt(from + index)])));
}

async function bodyOf(
  chunks: readonly Outcome<readonly JsonRow[]>[],
  { notes = [], limits = SERVICE_LIMITS }: { readonly notes?: readonly string[]; readonly limits?: AnswerLimits } = {},
): Promise<unknown> {
  const answer = { columns: COLUMNS, notes, chunks: chunksOf(...chunks) };
  const body = await writeAnswerJson(answer, 'c', limits, new AbortController().signal);
  return body.ok ? JSON.parse(Buffer.concat(body.value).toString()) : body.error;
}

describe('an answer', () => {
  it('is its columns and its rows, in the order of its chunks', async () => {
    expect(await bodyOf([numbers(1, 2), succeed([]), numbers(3, 3)])).toEqual({
      '@odata.context': 'c',
      schema: [{ name: 'N', type: 'Int64' }],
      results: [{ N: 1 }, { N: 2 }, { N: 3 }],
    });
  });

  it('has every row of an answer that is put together in several parts', async () => {
    const count = 100_000;
    expect(await bodyOf([numbers(1, count)])).toMatchObject({
      results: Array.from({ length: count }, (_, index) => ({ N: index + 1 })),
    });
  });

  it('without rows has none', async () => {
    expect(await bodyOf([])).toMatchObject({ results: [] });
  });

  it('tells its notes beside the rows', async () => {
    expect(await bodyOf([numbers(1, 1)], { notes: ['a "note"'] })).toMatchObject({
      '@kqlHunting.notes': ['a "note"'],
      results: [{ N: 1 }],
    });
  });

  it('has no member for notes that there are not', async () => {
    expect(await bodyOf([numbers(1, 1)])).not.toHaveProperty('@kqlHunting.notes');
  });

  it('ends at the limit of rows, in the middle of a chunk', async () => {
    const limits = { ...SERVICE_LIMITS, rows: 3 };
    expect(await bodyOf([numbers(1, 2), numbers(3, 9)], { limits })).toMatchObject({
      results: [{ N: 1 }, { N: 2 }, { N: 3 }],
    });
  });

  it('does not count the names of columns as data', async () => {
    const head = '{"@odata.context":"c","schema":[{"name":"N","type":"Int64"}],"results":['.length;
    const limits = { ...SERVICE_LIMITS, dataBytes: head + ']}'.length + 9 };
    expect(await bodyOf([numbers(1, 9)], { limits })).toMatchObject({ results: { length: 9 } });
    expect(await bodyOf([numbers(1, 9), numbers(10, 10)], { limits })).toMatchObject({ code: 'AnswerTooLarge' });
  });

  it('that fails after its first rows is the failure', async () => {
    const error: HuntError = { code: 'X', message: 'It failed.', hint: '', position: { line: 2, column: 3 } };
    expect(await bodyOf([numbers(1, 2), fail(error)])).toEqual(error);
  });
});
