import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { DEFAULT_FORMAT, formatText } from '../../../src/kusto/formatQuery';
import { commentsOf, tokenize } from '../../../src/kusto/lexicalTokens';
import { applyEdits } from '../../../src/kusto/textEdit';

const PUBLIC_QUERIES = path.resolve(import.meta.dirname, '../../../../shared/queries/defender.jsonl');
const areQueriesHere = existsSync(PUBLIC_QUERIES);

const format = (text: string): string => applyEdits(text, formatText(text, DEFAULT_FORMAT));
const words = (text: string): string[] => tokenize(text).flatMap((token) => [...commentsOf(token), token.text]);

const EXAMPLES = [
  'DeviceInfo|where  DeviceName=="x"|take 5',
  'let a=1;DeviceInfo|where DeviceName=="x" and Timestamp>ago(1d)|summarize count()by DeviceName,bin(Timestamp,1h)',
  'T // tail\n// between\n| where A in~("a",\n"b") // why\n  and B has_any("c") or not(C)\n| project A,\n  B\n// end\n',
  'let f=(a:string,b:int=2){T|where x==a\n|take b};\n\n// second\nlet X=datatable(a:string)["a"];\nunion (f("x",1)),(X)',
  'T|where a == ```first\n   second\n``` and b matches regex @"\\d+\\" |extend c=dynamic({"a":[1,2]}).a[0]',
  'T|join kind=leftanti(U\n|where a==1) on $left.a==$right.b|mv-expand c to typeof(string)|parse d with * "x" e:long *',
  'T | where (',
  'T | where a ==\n\nU | take',
  "print h'secret', @'c:\\', 'it''s' // \"quoted\"",
  '.show   tables',
  '// nothing but a comment\n',
  '',
];

describe('formatText', () => {
  it('lays a query out with an operator a line', () => {
    expect(format(EXAMPLES[1] ?? '')).toBe(
      [
        'let a = 1;',
        'DeviceInfo',
        '| where DeviceName == "x" and Timestamp > ago(1d)',
        '| summarize count() by DeviceName, bin(Timestamp, 1h)',
      ].join('\n'),
    );
  });

  it.each(EXAMPLES)('keeps every word and comment of %j', (text) => {
    expect(words(format(text))).toEqual(words(text));
  });

  it.each(EXAMPLES)('changes nothing the second time in %j', (text) => {
    expect(format(format(text))).toBe(format(text));
  });

  it.each([
    ['\n', 'T|where a==1\n|take 1\n'],
    ['\r\n', 'T|where a==1\r\n|take 1\r\n'],
  ])('keeps line ends %j', (lineEnd, text) => {
    expect(format(text)).toBe(['T', '| where a == 1', '| take 1', ''].join(lineEnd));
  });

  it('keeps the text where a string over lines has another line end than the rest', () => {
    const text = 'T\r\n|where a==```x\ny```';
    expect(words(format(text))).toEqual(words(text));
  });

  it('adds no line end at the end and takes none away', () => {
    expect(format('T|take 1')).toBe('T | take 1');
    expect(format('\n\nT|take 1\n\n\n')).toBe('\n\nT | take 1\n\n\n');
  });

  it('lays out each query of a file, and a let with the query below it', () => {
    expect(format('let a=1;\n\nT|take a\n\n\n// two\nU|count')).toBe('let a = 1;\n\nT | take a\n\n\n// two\nU | count');
  });

  it('puts a blank between an operator and its list', () => {
    expect(format('T|where A in("a") and B !in~("b") and C has_any("c")')).toContain(
      'A in ("a") and B !in~ ("b") and C has_any ("c")',
    );
  });

  it('indents by the size that is asked for, or with tabs', () => {
    const text = 'T\n| project A,\n B';
    const layOut = (options: Parameters<typeof formatText>[1]) => applyEdits(text, formatText(text, options));
    expect(layOut({ indentSize: 2 })).toBe('T\n| project\n  A,\n  B');
    expect(layOut({ indentSize: 4, usesTabs: true })).toBe('T\n| project\n\tA,\n\tB');
  });

  const title = 'keeps every word and comment of public hunting queries, and changes nothing the second time';
  it.runIf(areQueriesHere)(title, { timeout: 180_000 }, () => {
    const lines = readFileSync(PUBLIC_QUERIES, 'utf8').trim().split('\n');
    const queries = lines.map((line) => v.parse(v.object({ query: v.string() }), JSON.parse(line)).query);
    const changed = queries.filter((query) => {
      const formatted = format(query);
      return format(formatted) !== formatted || words(formatted).join('\0') !== words(query).join('\0');
    });
    expect(changed).toEqual([]);
  });
  it.skipIf(areQueriesHere)(`${title}: not measured, as ../shared/queries/defender.jsonl is not here`, () => undefined);
});
