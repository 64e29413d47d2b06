import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WriteOptions } from '../../../../src/core/formats/rowWriter';
import type { ScalarType } from '../../../../src/core/results/scalarType';
import { raw, textTable, type TextCell } from './textTable';
import { writtenText } from './writtenText';

function fieldOf(cell: TextCell, type: ScalarType = 'string', options: Partial<WriteOptions> = {}): string {
  const table = textTable(
    [
      { name: 'A', type },
      { name: 'B', type: 'string' },
    ],
    [[cell, 'end']],
  );
  const [, record = ''] = writtenText('csv', { table }, options).split(/^A,B\r\n/);
  return record.replace(/,end\r\n$/, '');
}

describe('a CSV file', () => {
  test('has a header, CRLF line ends and quotes where they are needed', () => {
    const table = textTable(
      [
        { name: 'Timestamp', type: 'datetime' },
        { name: 'Command "line"', type: 'string' },
      ],
      [
        ['2026-01-31T23:59:59.1234567Z', 'cmd /c a,b'],
        ['2026-01-31T00:00:00Z', 'line 1\nline 2'],
      ],
    );
    expect(writtenText('csv', { table })).toBe(
      'Timestamp,"Command ""line"""\r\n2026-01-31T23:59:59.1234567Z,"cmd /c a,b"\r\n2026-01-31T00:00:00Z,"line 1\nline 2"\r\n',
    );
  });

  test('begins with a byte order mark only when asked', () => {
    const table = textTable([{ name: 'A', type: 'string' }], []);
    expect(writtenText('csv', { table })).toBe('A\r\n');
    expect(writtenText('csv', { table }, { byteOrderMark: true })).toBe('\uFEFFA\r\n');
  });

  test('holds the chosen rows and columns in their order', () => {
    const table = textTable(
      [
        { name: 'A', type: 'string' },
        { name: 'B', type: 'string' },
        { name: 'C', type: 'string' },
      ],
      [
        ['a0', 'b0', 'c0'],
        ['a1', 'b1', 'c1'],
        ['a2', 'b2', 'c2'],
      ],
    );
    expect(writtenText('csv', { table, rows: Uint32Array.of(2, 0), columns: [2, 0] })).toBe(
      'C,A\r\nc2,a2\r\nc0,a0\r\n',
    );
  });

  test('keeps two columns of one name', () => {
    const table = textTable(
      [
        { name: 'Dup', type: 'string' },
        { name: 'Dup', type: 'string' },
      ],
      [['1', '2']],
    );
    expect(writtenText('csv', { table })).toBe('Dup,Dup\r\n1,2\r\n');
  });

  test('tells a null from an empty text', () => {
    expect([fieldOf(null), fieldOf('')]).toEqual(['', '""']);
  });

  test('has no empty line for a null in its only column', () => {
    const table = textTable([{ name: '', type: 'string' }], [[null]]);
    expect(writtenText('csv', { table })).toBe('""\r\n""\r\n');
  });

  test('writes numbers, times and dynamic values as they are', () => {
    expect(fieldOf(raw('-9223372036854775808'), 'long')).toBe('-9223372036854775808');
    expect(fieldOf(raw('-1.5E-7'), 'real')).toBe('-1.5E-7');
    expect(fieldOf(raw('-Infinity'), 'real')).toBe('-Infinity');
    expect(fieldOf(raw('-1.02:03:04.5000000'), 'timespan')).toBe('-1.02:03:04.5000000');
    expect(fieldOf(raw('{"a":1.0}'), 'dynamic')).toBe('"{""a"":1.0}"');
  });
});

describe('the formula guard', () => {
  test.each([
    ['=1+1'],
    ['+1'],
    ['-5'],
    ['@SUM(1)'],
    ['|cmd'],
    ['%APPDATA%'],
    ['\t=1'],
    ['\u200B=1'],
    ['\uFEFF\u00A0 =1'],
    ['\uFF1D1'],
    ['\rx'],
  ])('puts an apostrophe before %j', (text) => {
    expect(fieldOf(text)).toBe(`"'${text}"`);
  });

  test.each([['a=1'], ['1+1'], ['#N/A'], ['{"a":1}']])('leaves %j alone', (text) => {
    expect(fieldOf(text)).not.toContain("'");
  });

  test('protects the header', () => {
    expect(writtenText('csv', { table: textTable([{ name: '=1+1', type: 'long' }], []) })).toBe(`"'=1+1"\r\n`);
  });

  test('protects a typed column into which a service put other text', () => {
    expect(fieldOf('=1+1', 'long')).toBe(`"'=1+1"`);
    expect(fieldOf('-1+cmd', 'real')).toBe(`"'-1+cmd"`);
  });

  test('can be switched off', () => {
    expect(fieldOf('=1+1', 'string', { guardFormulas: false })).toBe('=1+1');
  });
});

test('NUL and lone surrogates are replaced by what a file can hold', () => {
  expect(fieldOf('a\0b\uD800')).toBe('a\u2400b\uFFFD');
});

test.each([
  ['csv', ','],
  ['tsv', '\t'],
] as const)('whatever the values, a %s reader gets them back, in as many records and fields', (format, delimiter) => {
  const anyText = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', ''));
  const anyCell = fc.oneof(
    anyText,
    fc.constantFrom('"', '""', ',', '\r\n', '\n', ';', "'", '\t', ' x '),
    fc.constant(null),
  );
  const anyTable = fc.integer({ min: 1, max: 5 }).chain((width) =>
    fc.record({
      header: fc.array(anyText, { minLength: width, maxLength: width }),
      rows: fc.array(fc.array(anyCell, { minLength: width, maxLength: width }), { maxLength: 8 }),
    }),
  );
  fc.assert(
    fc.property(anyTable, ({ header, rows }) => {
      const table = textTable(
        header.map((name) => ({ name, type: 'string' })),
        rows,
      );
      const text = writtenText(format, { table }, { guardFormulas: false });
      const expected = [header, ...rows.map((row) => row.map((cell) => cell ?? ''))];
      expect(parse(text, { delimiter, record_delimiter: '\r\n' })).toEqual(expected);
    }),
  );
});
