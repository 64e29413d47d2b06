import { describe, expect, it } from 'vitest';
import { findQueries } from '../../../src/kusto/splitQueries';

const texts = (text: string): string[] => findQueries(text).map((query) => query.text);

describe('findQueries', () => {
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
    'let f = () {\n\n  T\n\n  | take 1\n\n};\n\nf',
    'let a = 1; // of old\n\n// and this\n\nT | take a',
  ])('keeps a query with blank lines in it whole: %j', (text) => {
    expect(texts(text)).toEqual([text]);
  });

  it('keeps a let with its query where the query has a fault', () => {
    const text = 'let a = 1;\n\nT | where x == (a';
    expect(texts(text)).toEqual([text]);
  });

  it.each([
    ['a bracket that is just being typed', 'T | where (a\n\nU | take 1'],
    ['an operator that is just being typed', 'T | where a ==\n\nU | take 1'],
    ['a rule of dashes', 'T | take 1\n\n--------\n\nU | take 1'],
    ['an end that declares nothing', 'T | take 1;\n\nU | take 1;'],
    ['a bracketed name', "T | take 1\n\n['my table'] | take 1"],
    ['brackets and ends in comments and strings', 'T // (let a = 1;\n\nprint "(let b = 2;"\n\nU'],
  ])('does not take the next query in after %s', (_name, text) => {
    expect(texts(text)).toEqual(text.split('\n\n'));
  });

  it('leaves out what holds only comments, and keeps comments above a query', () => {
    expect(texts('// about this file\n\n// finds mails\nEmailEvents\n')).toEqual(['// finds mails\nEmailEvents']);
  });

  it.each(['\n// one\nT | count\n\n\nU | count\n', '\r\n  print 1  \r\n\r\nprint 2'])(
    'says where each query is in %j',
    (text) => {
      expect(findQueries(text).map(({ start, end }) => text.slice(start, end))).toEqual(texts(text));
    },
  );

  it.each(['', '\n\n', '// only a comment'])('finds none in %j', (text) => {
    expect(texts(text)).toEqual([]);
  });
});
