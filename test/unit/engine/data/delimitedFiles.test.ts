import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gzipSync } from 'node:zlib';
import { formatDateTime, MAX_DATETIME_TICKS, parseServiceDateTime } from '../../../../src/core/results/values/ticks';
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
        '"31.1.2026, 23:59:59",g',
        '2026/01/31 23:59:59,h',
        '31 Jan 2026 23:59:59,i',
      ].join('\n'),
    });
    expect((await readTable(database, 'EmailEvents')).rows).toEqual([
      [ticks('2026-01-31T23:59:59Z'), 'a'],
      [ticks('2026-01-31T23:59:59Z'), 'b'],
      [ticks('2026-02-01T01:02:03.25Z'), 'c'],
      [ticks('2026-02-01T01:02:03.25Z'), 'd'],
      [ticks('2026-01-31T21:59:59Z'), 'e'],
      [ticks('2026-01-31T23:59:59.123Z'), 'f'],
      [ticks('2026-01-31T23:59:59Z'), 'g'],
      [ticks('2026-01-31T23:59:59Z'), 'h'],
      [ticks('2026-01-31T23:59:59Z'), 'i'],
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
      'DeviceProcessEvents.csv: 1 value of column Timestamp is not of type datetime and read as null, in row 1.',
    ]);
  });

  it('counts the rows that are not of the header’s shape', async () => {
    const database = await openFiles({ 'T.csv': 'a,b\n1,2\n3\n4,5,6\n7,8\n' });
    expect((await readTable(database, 'T')).rows).toEqual([
      [1n, 2n],
      [7n, 8n],
    ]);
    expect(database.notes).toEqual([
      'T.csv: 2 rows could not be read, the first one in line 3: it has fewer values than the header has names.',
    ]);
  });

  it('names the line of a malformed row by the lines of the file, not by its records', async () => {
    const text = 'a,b\n"1\n1",2\n3,4\n5,6,7\n';
    const database = await openFiles({ 'T.csv': text, 'P.csv.gz': gzipSync(text) });
    const reason = '1 row could not be read in line 5: it has more values than the header has names.';
    expect(database.notes).toEqual([`P.csv.gz: ${reason}`, `T.csv: ${reason}`]);
  });

  it.each([
    ['a quote that is not closed', 'a,b\n1,2\n"3,4\n5,6\n', 'a quoted value does not end where it should'],
    ['text after a quoted value', 'a,b\n1,2\n"3"x,4\n', 'a quoted value does not end where it should'],
    ['bytes that are not UTF-8', Buffer.from('a,b\n1,2\n\xe9,4\n', 'latin1'), 'it is not text in UTF-8'],
  ])('tells of %s and keeps the rows before', async (_, content, reason) => {
    const database = await openFiles({ 'T.csv': content });
    expect((await readTable(database, 'T')).rows).toEqual([[1n, 2n]]);
    expect(database.notes).toEqual([`T.csv: 1 row could not be read in line 3: ${reason}.`]);
  });

  it('tells apart which file of a sub-folder a malformed row is in', async () => {
    const database = await openFiles({ 'T/1.csv': 'a,b\n1,2\n', 'T/2.csv': 'a,b\n3\n' });
    expect(database.notes).toEqual([
      'T/2.csv: 1 row could not be read in line 2: it has fewer values than the header has names.',
    ]);
  });

  it.each([
    ['semicolons', 'a;b\n1,5;"x;y"\n'],
    ['a line for Excel that names the delimiter', 'sep=;\r\na;b\r\n1,5;"x;y"\r\n'],
    ['empty lines before the header', '\n\na;b\n1,5;"x;y"\n'],
    ['UTF-16, as Excel and PowerShell write it', Buffer.from('\uFEFFa;b\r\n1,5;"x;y"\r\n', 'utf16le')],
  ])('reads CSV with %s', async (_, content) => {
    expect(await readTable(await openFiles({ 'T.csv': content }), 'T')).toEqual({
      columns: ['a:string', 'b:string'],
      rows: [['1,5', 'x;y']],
    });
  });

  it('reads files whose lines end now one way, now the other, and keeps line ends inside of values', async () => {
    const text = 'a,b\r\n1,"x\r\ny"\n2,"say ""x""\r"\r\n3,z\r4,"""\n"';
    expect((await readTable(await openFiles({ 'T.csv': text }), 'T')).rows).toEqual([
      [1n, 'x\r\ny'],
      [2n, 'say "x"\r'],
      [3n, 'z'],
      [4n, '"\n'],
    ]);
  });

  it('gives a name that stands twice in the header a number', async () => {
    expect(await readTable(await openFiles({ 'T.csv': 'a,a,b\n1,2,3\n' }), 'T')).toEqual({
      columns: ['a:long', 'a_2:long', 'b:long'],
      rows: [[1n, 2n, 3n]],
    });
  });

  it('keeps as text what a number would change', async () => {
    const database = await openFiles({
      'T.csv': 'Version,Id,Hash,Price,Float,Tiny\n1.10,12e4,1234567890123456789012345678901234567890,1.5,1.0,1e-05\n',
    });
    const { columns, rows } = await readTable(database, 'T');
    expect(columns).toEqual(['Version:string', 'Id:string', 'Hash:string', 'Price:real', 'Float:real', 'Tiny:real']);
    expect(rows).toEqual([['1.10', '12e4', '1234567890123456789012345678901234567890', 1.5, 1, 0.00001]]);
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

  it('takes the zone off every name of a Log Analytics export, and says which times are local', async () => {
    const database = await openFiles({
      'Own_CL.csv':
        '"TimeGenerated [UTC]","Seen [Local Time]"\n"1/31/2026, 11:59:59.123 PM","1/31/2026, 11:59:59.123 PM"\n',
    });
    expect((await readTable(database, 'Own_CL')).columns).toEqual(['TimeGenerated:datetime', 'Seen:datetime']);
    expect(database.notes).toEqual([
      'Own_CL.csv: column Seen [Local Time] is in the local time of whoever exported it, and is read as if it were UTC.',
    ]);
  });

  it('reads every datetime that the service writes, to the last digit', async () => {
    const instants = fc.sample(fc.bigInt({ min: 0n, max: MAX_DATETIME_TICKS }), { numRuns: 500, seed: 7 });
    const database = await openFiles({ 'T.csv': `When\n${instants.map(formatDateTime).join('\n')}\n` });
    expect((await readTable(database, 'T')).rows).toEqual(instants.map((instant) => [instant]));
  });
});
