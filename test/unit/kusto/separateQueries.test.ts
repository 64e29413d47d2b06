import { describe, expect, it } from 'vitest';
import { separateQueries } from '../../../src/kusto/separateQueries';

const texts = (text: string): string[] => separateQueries(text).map((query) => query.text);

describe('separateQueries', () => {
  it('takes blank lines between queries for their border', () => {
    expect(texts('T | take 1\n\n// second\nU | take 2\n')).toEqual(['T | take 1', '// second\nU | take 2']);
  });

  it('keeps let statements with the query that they belong to', () => {
    const first = 'let a = 1;\n\nlet b = 2;\n\nT | take a';
    const second = 'let c = 3;\n\nU | take c';
    expect(texts(`${first}\n\n${second}`)).toEqual([first, second]);
  });

  it.each([
    'T\n\n| where a == 1\n\n| take 1',
    'T | where (a == 1\n\n  or b == 2)',
    'let x = datatable(a: int)\n\n[1];\nx',
  ])('keeps a query with blank lines in it whole: %j', (text) => {
    expect(texts(text)).toEqual([text]);
  });

  it('keeps a let with its query where the query has a fault', () => {
    const text = 'let a = 1;\n\nT | where x == (a';
    expect(texts(text)).toEqual([text]);
  });

  it('says where each query is', () => {
    const text = '\n// one\nT | count\n\n\nU | count\n';
    expect(separateQueries(text).map(({ start, end }) => text.slice(start, end))).toEqual(texts(text));
  });

  it.each(['', '\n\n', '// only a comment'])('finds none in %j', (text) => {
    expect(texts(text)).toEqual([]);
  });
});
