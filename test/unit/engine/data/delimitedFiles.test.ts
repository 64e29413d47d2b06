import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gzipSync } from 'node:zlib';
import { formatDateTime, MAX_DATETIME_TICKS, parseServiceDateTime } from '../../../../src/core/results/ticks';
import { openFiles, readTable } from './openTables';

function ticks(text: string): bigint | undefined {
  return parseServiceDateTime(text);
}

describe('CSV and TSV files as tables', () => {
  it('infers each column from all its values', async () => {
    const database = await openFiles({
      'Mixed.csv': [
        'When,Count,Ratio,Flag,Note,Bag,Took,Code',
        '2026-01-31T23:59:59.1234567Z,9223372036854775807,1.5,true,plain,"{""a"":[1,2]}",00:00:01.5000000,007',
        '2026-02-01,-3,2,False,,"[]",1.02:03:04,008',
      ].join('\n'),
    });
    const { columns, rows } = await readTable(database, 'Mixed');
    expect(columns).toEqual([
      'When:datetime',
      'Count:long',
      'Ratio:real',
      'Flag:bool',
      'Note:string',
      'Bag:dynamic',
      'Took:timespan',
      'Code:string',
    ]);
    expect(rows).toEqual([
      [
        ticks('2026-01-31T23:59:59.1234567Z'),
        9223372036854775807n,
        1.5,
        true,
        'plain',
        '{"a":[1,2]}',
        15_000_000n,
        '007',
      ],
      [ticks('2026-02-01T00:00:00Z'), -3n, 2, false, '', '[]', 937_840_000_000n, '008'],
    ]);
  });

  it('keeps a column of text when a late value is no number', async () => {
    const lines = Array.from({ length: 3000 }, (_, index) => String(index));
    const database = await openFiles({ 'T.csv': `N,M\n${lines.map((line) => `${line},${line}`).join('\n')}\nx,1\n` });
    expect((await readTable(database, 'T')).columns).toEqual(['N:string', 'M:long']);
  });

  it('keeps whole numbers beyond 64 bits and with more digits than a double as text', async () => {
    const database = await openFiles({ 'T.csv': 'A,B\n18446744073709551615,12345678901234567.5\n' });
    const { columns, rows } = await readTable(database, 'T');
    expect(columns).toEqual(['A:string', 'B:string']);
    expect(rows).toEqual([['18446744073709551615', '12345678901234567.5']]);
  });

  it('reads datetimes as the portals export them', async () => {
    const database = await openFiles({
      'EmailEvents.csv': [
        'Timestamp,Subject',
        '"Jan 31, 2026 11:59:59 PM",a',
        '"Jan 31, 2026 11:59:59\u202fPM",b',
        '"Feb 1, 2026, 1:02:03.250 AM",c',
        '"2/1/2026, 1:02:03.250 AM",d',
        '2026-01-31T23:59:59+02:00,e',
        '2026-01-31 23:59:59.123,f',
      ].join('\n'),
    });
    expect((await readTable(database, 'EmailEvents')).rows).toEqual([
      [ticks('2026-01-31T23:59:59Z'), 'a'],
      [ticks('2026-01-31T23:59:59Z'), 'b'],
      [ticks('2026-02-01T01:02:03.25Z'), 'c'],
      [ticks('2026-02-01T01:02:03.25Z'), 'd'],
      [ticks('2026-01-31T21:59:59Z'), 'e'],
      [ticks('2026-01-31T23:59:59.123Z'), 'f'],
    ]);
  });

  it('gives documented columns their documented types and says which values did not fit', async () => {
    const database = await openFiles({
      'DeviceProcessEvents.csv': 'Timestamp,ProcessId,LogonId,LogonID,Own\nsoon,12.0,1,2,3\n2026-01-01T00:00:00Z,,,,\n',
    });
    const { columns, rows } = await readTable(database, 'DeviceProcessEvents');
    expect(columns).toEqual(['Timestamp:datetime', 'ProcessId:long', 'LogonId:long', 'LogonID:long', 'Own:long']);
    expect(rows).toEqual([
      [null, 12n, 1n, 2n, 3n],
      [ticks('2026-01-01T00:00:00Z'), null, null, null, null],
    ]);
    expect(database.notes).toEqual([
      'DeviceProcessEvents: 1 value of column Timestamp is not of type datetime and read as null.',
    ]);
  });

  it('counts the rows that are not of the header’s shape', async () => {
    const database = await openFiles({ 'T.csv': 'a,b\n1,2\n3\n4,5,6\n7,8\n' });
    expect((await readTable(database, 'T')).rows).toEqual([
      [1n, 2n],
      [7n, 8n],
    ]);
    expect(database.notes).toEqual(['T.csv: 2 rows could not be read.']);
  });

  it('takes names of any content, none of which reaches SQL', async () => {
    const names = ["x' OR 1=1 --", 'a"b', '__proto__', 'A', 'a', '', '; DROP TABLE t0; --', 'c1'];
    const header = names.map((name) => `"${name.replaceAll('"', '""')}"`).join('\t');
    const database = await openFiles({ "o'brien; --.tsv": `\uFEFF${header}\r\n1\t2\t3\t4\t5\t6\t7\t8\r\n` });
    const { columns, rows } = await readTable(database, "o'brien; --");
    expect(columns).toEqual(names.map((name) => `${name}:long`));
    expect(rows).toEqual([[1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n]]);
  });

  it('reads quotes, delimiters and line ends inside of values, compressed or not', async () => {
    const text = 'a,b\n"x, ""y""\nz",1\n';
    const database = await openFiles({ 'Plain.csv': text, 'Packed.csv.gz': gzipSync(text) });
    expect((await readTable(database, 'Plain')).rows).toEqual([['x, "y"\nz', 1n]]);
    expect((await readTable(database, 'Packed')).rows).toEqual([['x, "y"\nz', 1n]]);
  });

  it('gives names back that the Azure portal decorated', async () => {
    const database = await openFiles({
      'UrlClickEvents.csv': 'TimeGenerated [UTC],Url\n"1/31/2026, 11:59:59.123 PM",u\n',
    });
    expect((await readTable(database, 'UrlClickEvents')).columns).toEqual(['TimeGenerated:datetime', 'Url:string']);
  });

  it('reads every datetime that the service writes, to the last digit', async () => {
    const instants = fc.sample(fc.bigInt({ min: 0n, max: MAX_DATETIME_TICKS }), { numRuns: 500, seed: 7 });
    const database = await openFiles({ 'T.csv': `When\n${instants.map(formatDateTime).join('\n')}\n` });
    expect((await readTable(database, 'T')).rows).toEqual(instants.map((instant) => [instant]));
  });
});
