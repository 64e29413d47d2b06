import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORMAT_INFO, writeTable, type Format } from '../../../../src/core/formats/format';
import type { ScalarType } from '../../../../src/core/results/scalarType';
import { parseServiceDateTime } from '../../../../src/core/results/values/ticks';
import { tableOf } from '../../../fixtures/tableOf';
import { openFiles, readTable } from './openTables';

type Columns = readonly (readonly [name: string, type: ScalarType])[];

/** Saves rows as a file of a documented or other table, and reads that file as the local engine does. */
async function saveAndRead(format: Format, name: string, columns: Columns, rows: readonly (readonly string[])[]) {
  const text = [...writeTable(format, { table: tableOf(columns, rows) })].map((chunk) => chunk.text).join('');
  const database = await openFiles({ [`${name}.${FORMAT_INFO[format].extension}`]: text });
  return { ...(await readTable(database, name)), notes: database.notes };
}

const COLUMNS: Columns = [
  ['When', 'datetime'],
  ['Big', 'long'],
  ['Ratio', 'real'],
  ['Took', 'timespan'],
  ['Bag', 'dynamic'],
  ['Text', 'string'],
  ['LogonId', 'long'],
  ['LogonID', 'long'],
];
const ROWS = [
  [
    '"2026-01-31T23:59:59.1234567Z"',
    '9223372036854775807',
    '0.1',
    '"1.02:03:04.0000005"',
    '{"a":[1,{"b":"x, \\"y\\""}],"n":12345678901234567890123}',
    '"a, \\"b\\"\\n\\tc; ü"',
    '1',
    '2',
  ],
  ['null', 'null', 'null', 'null', 'null', '""', 'null', '-9223372036854775808'],
];
const READ = [
  [
    parseServiceDateTime('2026-01-31T23:59:59.1234567Z'),
    9223372036854775807n,
    0.1,
    937_840_000_005n,
    '{"a":[1,{"b":"x, \\"y\\""}],"n":12345678901234567890123}',
    'a, "b"\n\tc; ü',
    1n,
    2n,
  ],
  [null, null, null, null, null, '', null, -9223372036854775808n],
];

describe('results that were saved and are read as data', () => {
  it.each(['csv', 'tsv', 'json', 'ndjson'] as const)('are the same from %s, to the last digit', async (format) => {
    const { columns, rows, notes } = await saveAndRead(format, 'Saved', COLUMNS, ROWS);
    expect(columns).toEqual(COLUMNS.map(([name, type]) => `${name}:${type}`));
    expect(rows).toEqual(READ);
    expect(notes).toEqual([]);
  });

  it('keep the types that only JSON can tell', async () => {
    const columns: Columns = [
      ['Flag', 'bool'],
      ['Id', 'guid'],
      ['Small', 'int'],
      ['Price', 'decimal'],
      ['Whole', 'real'],
    ];
    const cells = ['1', '"2f0c2a34-1f0b-4f0c-8a57-0123456789ab"', '7', '1.25', '3'];
    expect(await saveAndRead('json', 'Saved', columns, [cells])).toMatchObject({
      columns: ['Flag:bool', 'Id:guid', 'Small:int', 'Price:decimal', 'Whole:real'],
      rows: [[true, '2f0c2a34-1f0b-4f0c-8a57-0123456789ab', 7, '1.25', 3]],
    });
  });

  it.each(['csv', 'tsv'] as const)(
    'lose the apostrophe before formulas that %s was given, which is told',
    async (format) => {
      const texts = [
        '=1+1',
        '-enc x',
        '@a',
        '  +b',
        '%TEMP%\\a.exe',
        '|c',
        '\t=d',
        '\u200b=e',
        '＝f',
        "'quoted'",
        'plain',
      ];
      const cells = texts.map((text) => [JSON.stringify(text)]);
      const { rows, notes } = await saveAndRead(format, 'Saved', [['Text', 'string']], cells);
      expect(rows).toEqual(texts.map((text) => [text]));
      expect(notes).toEqual([
        `Saved.${format}: the apostrophe before 9 texts that a spreadsheet would run was taken off.`,
      ]);
    },
  );

  it('leave apostrophes of other files alone, where a formula stands without one', async () => {
    const database = await openFiles({ 'T.csv': `a\n'=x\n=y\n` });
    expect((await readTable(database, 'T')).rows).toEqual([[`'=x`], ['=y']]);
    expect(database.notes).toEqual([]);
  });

  it.each(['csv', 'tsv', 'json', 'ndjson'] as const)(
    'have any text of an attacker exactly, from %s',
    async (format) => {
      const texts = fc.sample(
        fc.string({
          unit: fc.oneof(
            fc.constantFrom(...Array.from(`'"=+-@,;|\t\r\n \\{}[]%ü\u2028\ufeff`)),
            fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
          ),
        }),
        { numRuns: 300, seed: 11 },
      );
      // Saving writes NUL as its picture, and DuckDB's client drops a byte order mark at the beginning of a text.
      const wanted = texts.map((text) => text.replaceAll('\0', '').replace(/^\uFEFF+/, ''));
      const cells = wanted.map((text) => ['"row"', JSON.stringify(text)]);
      const columns: Columns = [
        ['Row', 'string'],
        ['Text', 'string'],
      ];
      const { rows } = await saveAndRead(format, 'Saved', columns, cells);
      expect(rows.map((row) => row[1])).toEqual(wanted);
    },
  );
});
