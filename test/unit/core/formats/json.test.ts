import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeChanges } from '../../../../src/core/formats/format';
import type { Column } from '../../../../src/core/results/resultTable';
import { raw, textTable } from './textTable';
import { writtenText } from './writtenText';

const columns: readonly Column[] = [
  { name: 'When', type: 'datetime' },
  { name: 'IsOk', type: 'bool' },
  { name: 'Big', type: 'long' },
  { name: 'Fields', type: 'dynamic' },
  { name: '__proto__', type: 'string' },
];
const table = textTable(columns, [
  ['2026-01-31T23:59:59.1234567Z', raw('1'), raw('9223372036854775807'), raw('{"a":[1.0,1E+2]}'), 'x'],
  [null, null, null, null, '"\\\n'],
]);

describe('a JSON file', () => {
  test('has the shape of the answer, with every value as it came', () => {
    expect(writtenText('json', { table })).toBe(
      '{"schema":[{"name":"When","type":"DateTime"},{"name":"IsOk","type":"SByte"},{"name":"Big","type":"Int64"},' +
        '{"name":"Fields","type":"Object"},{"name":"__proto__","type":"String"}],"results":[\n' +
        '{"When":"2026-01-31T23:59:59.1234567Z","IsOk":1,"Big":9223372036854775807,"Fields":{"a":[1.0,1E+2]},"__proto__":"x"},\n' +
        '{"When":null,"IsOk":null,"Big":null,"Fields":null,"__proto__":"\\"\\\\\\n"}\n]}\n',
    );
  });

  test('of no rows still has its schema', () => {
    const parsed: unknown = JSON.parse(writtenText('json', { table, rows: [] }));
    expect(parsed).toMatchObject({ schema: columns.map(({ name }) => ({ name })), results: [] });
  });

  test('gives a repeated name a number and says so', () => {
    const repeated: readonly Column[] = ['Dup', 'dup', 'Dup_2', 'Dup', 'Dup'].map((name) => ({ name, type: 'string' }));
    const text = writtenText('ndjson', { table: textTable(repeated, [['1', '2', '3', '4', '5']]) });
    expect(text).toBe('{"Dup":"1","dup":"2","Dup_2":"3","Dup_3":"4","Dup_4":"5"}\n');
    expect(describeChanges('json', repeated)).toEqual([
      'Column 4 is written as "Dup_3", because its name was already taken.',
      'Column 5 is written as "Dup_4", because its name was already taken.',
    ]);
    expect(describeChanges('csv', repeated)).toEqual([]);
  });
});

test('an NDJSON file has one row a line', () => {
  const lines = writtenText('ndjson', { table, columns: [2, 1] }).split('\n');
  expect(lines).toEqual(['{"Big":9223372036854775807,"IsOk":1}', '{"Big":null,"IsOk":null}', '']);
});

test('whatever the names and values, a JSON reader gets them back', () => {
  const anyText = fc.string({ unit: 'grapheme' });
  const anyRows = fc.tuple(
    fc.uniqueArray(anyText, { minLength: 1, maxLength: 5 }),
    fc.array(fc.array(fc.option(anyText))),
  );
  fc.assert(
    fc.property(anyRows, ([names, rows]) => {
      const written = textTable(
        names.map((name) => ({ name, type: 'string' })),
        rows,
      );
      const expected = rows.map((row) => names.map((name, at) => [name, row[at] ?? null]));
      const whole = JSON.parse(writtenText('json', { table: written })) as { results: object[] };
      const lines = writtenText('ndjson', { table: written }).split('\n').slice(0, -1);
      const sorted = (entries: unknown[][]): string[] => entries.map((entry) => JSON.stringify(entry)).sort();
      expect(whole.results.map((row) => sorted(Object.entries(row)))).toEqual(expected.map(sorted));
      expect(lines.map((line) => sorted(Object.entries(JSON.parse(line) as object)))).toEqual(expected.map(sorted));
    }),
  );
});
