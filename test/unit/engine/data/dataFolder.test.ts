import { DuckDBInstance } from '@duckdb/node-api';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { DATA_END_KEY } from '../../../../src/engine/data/dataEnd';
import { openDatabase } from '../../../../src/engine/data/openDatabase';
import { parseServiceDateTime } from '../../../../src/core/results/values/ticks';
import { openFiles, openFolder, readTable } from './openTables';
import { temporaryFolder } from './temporaryFolder';

async function writeParquet(place: string, select: string, options = ''): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`COPY (${select}) TO '${place}' (FORMAT parquet${options})`);
  connection.closeSync();
  instance.closeSync();
}

describe('a folder as a database', () => {
  it('reads each file as a table and each sub-folder as one table of all its files', async () => {
    const database = await openFiles({
      'One.csv': 'a\n1\n',
      'Many/2026/a.csv': 'x,y\n1,p\n',
      'Many/b.ndjson': '{"y":"q","z":true}\n',
      '.hidden.csv': 'a\n1\n',
      'readme.txt': 'no data',
    });
    expect(database.tables.map((table) => table.name)).toEqual(['Many', 'One']);
    expect(await readTable(database, 'Many')).toEqual({
      columns: ['x:long', 'y:string', 'z:bool'],
      rows: [
        [1n, 'p', null],
        [null, 'q', true],
      ],
    });
  });

  it('gives a documented table of Sentinel the types that it has there', async () => {
    const database = await openFiles({
      'SecurityEvent.csv': 'TimeGenerated [UTC],EventID,Computer,LogonType,Own\n2026-01-01T00:00:00Z,4624,17,3,5\n',
    });
    expect((await readTable(database, 'SecurityEvent')).columns).toEqual([
      'TimeGenerated:datetime',
      'EventID:int',
      'Computer:string',
      'LogonType:int',
      'Own:long',
    ]);
  });

  it('keeps table names that differ only in case apart', async () => {
    const database = await openFiles({ 'logs.csv': 'a\n1\n', 'Logs.csv': 'a\n2\n' });
    expect((await readTable(database, 'logs')).rows).toEqual([[1n]]);
    expect((await readTable(database, 'Logs')).rows).toEqual([[2n]]);
  });

  it('reads the first of two files for one table, and says what to do about the other', async () => {
    const database = await openFiles({ 'T.csv': 'a\n1\n', 'T.json': '[{"a":2}]', 'U.csv': 'a\n3\n' });
    expect((await readTable(database, 'T')).rows).toEqual([[1n]]);
    expect((await readTable(database, 'U')).rows).toEqual([[3n]]);
    expect(database.notes).toEqual([
      'T.json is not read, because T.csv is the table T already. Rename one of them, or put both into a sub-folder called T to read them as one table.',
    ]);
  });

  it('reconciles the types of the files in a sub-folder without losing a value', async () => {
    const database = await openFiles({
      'T/1.csv': 'a,b,c,d\n1,1,x,\n',
      'T/2.csv': 'a,b,c,d\n2.5,x,2026-01-01,7\n',
      'T/3.ndjson': '{"c":{"k":1},"e":true}\n',
    });
    expect(await readTable(database, 'T')).toEqual({
      columns: ['a:string', 'b:string', 'c:dynamic', 'd:long', 'e:bool'],
      rows: [
        ['1', '1', '"x"', null, null],
        ['2.5', 'x', '"2026-01-01"', 7n, null],
        ['', '', '{"k":1}', null, true],
      ],
    });
    expect(database.notes).toEqual([]);
  });

  it('reads the other files of a sub-folder where one cannot be read', async () => {
    const database = await openFiles({ 'T/1.csv': 'a\n1\n', 'T/2.parquet': 'no parquet', 'T/3.json': '[{"a":3}' });
    expect((await readTable(database, 'T')).rows).toEqual([[1n]]);
    expect(database.notes.map((note) => note.replace(/:.*/, ''))).toEqual([
      'T/2.parquet could not be read',
      'T/3.json could not be read',
    ]);
  });

  it('reads Parquet by its own types', async () => {
    const folder = temporaryFolder({});
    await writeParquet(
      path.join(folder, 'P.parquet'),
      `SELECT 1::INTEGER i, 9223372036854775807 l, 1.5::DOUBLE r, true b, 'x' s, [{'n': 1}] bag,
        make_timestamp_ns(1700000000123456700) ns, TIMESTAMP '2026-01-01 00:00:00.000001' us, DATE '2026-01-01' AS "day",
        TIMESTAMPTZ '2026-01-01 00:00:00+00' tz, TIME '01:00:00' took, uuid '2f0c2a34-1f0b-4f0c-8a57-0123456789ab' id,
        18446744073709551615::UBIGINT wide, NULL::VARCHAR AS "nothing"`,
    );
    const { columns, rows } = await readTable(await openFolder(folder), 'P');
    expect(columns).toEqual([
      'i:int',
      'l:long',
      'r:real',
      'b:bool',
      's:string',
      'bag:dynamic',
      'ns:datetime',
      'us:datetime',
      'day:datetime',
      'tz:datetime',
      'took:timespan',
      'id:guid',
      'wide:decimal',
      'nothing:string',
    ]);
    const newYear = parseServiceDateTime('2026-01-01T00:00:00Z') ?? 0n;
    expect(rows[0]).toEqual([
      1,
      9223372036854775807n,
      1.5,
      true,
      'x',
      '[{"n":1}]',
      parseServiceDateTime('2023-11-14T22:13:20.1234567Z'),
      newYear + 10n,
      newYear,
      newYear,
      36_000_000_000n,
      '2f0c2a34-1f0b-4f0c-8a57-0123456789ab',
      '18446744073709551615',
      '',
    ]);
  });

  it('moves every datetime of data that names its own end, so that it ends now', async () => {
    const folder = temporaryFolder({});
    await writeParquet(
      path.join(folder, 'DeviceInfo.parquet'),
      `SELECT TIMESTAMP_NS '2026-01-01 00:00:00.1234567' AS "Timestamp", TIMESTAMP '2026-01-02 00:00:00' AS "Other"`,
      `, KV_METADATA {'${DATA_END_KEY}': '2026-01-02T00:00:00Z'}`,
    );
    const database = await openFolder(folder, new Date('2030-05-05T05:05:05Z'));
    expect((await readTable(database, 'DeviceInfo')).rows).toEqual([
      [parseServiceDateTime('2030-05-04T05:05:05.1234567Z'), parseServiceDateTime('2030-05-05T05:05:05Z')],
    ]);
  });

  it('refuses a folder that is missing, empty or unreadable with a next step', async () => {
    const codeOf = async (folder: string) => {
      const opened = await openDatabase({ folder });
      return opened.ok ? 'opened' : opened.error.code;
    };
    expect(await codeOf(path.join(temporaryFolder({}), 'nowhere'))).toBe('DataFolderNotFound');
    expect(await codeOf(temporaryFolder({ 'a.txt': '' }))).toBe('DataFolderEmpty');
    expect(await codeOf(temporaryFolder({ 'a.parquet': 'no parquet' }))).toBe('NoReadableTable');
  });
});

describe('the locked database', () => {
  const ESCAPES: Readonly<Record<string, string>> = {
    'read a file': `SELECT * FROM read_csv('FOLDER/Secret.csv')`,
    'read a file by its bare name': `SELECT * FROM 'FOLDER/Secret.csv'`,
    'read text': `SELECT * FROM read_text('FOLDER/Secret.csv')`,
    'list files': `SELECT * FROM glob('FOLDER/*')`,
    'write a file': `COPY (SELECT 1) TO 'FOLDER/out.csv'`,
    'attach a database': `ATTACH 'FOLDER/a.db'`,
    'fetch from the network': `SELECT * FROM read_csv('http://127.0.0.1:9/x.csv')`,
    'install an extension': 'INSTALL httpfs',
    'load an extension': `LOAD 'FOLDER/evil.duckdb_extension'`,
    'open the lock': 'SET lock_configuration = false',
    'allow external access': 'SET enable_external_access = true',
    'move the temporary folder': `SET temp_directory = 'FOLDER'`,
    'lift the memory limit': `SET memory_limit = '1TB'`,
    'keep a secret': `CREATE PERSISTENT SECRET s (TYPE http, BEARER_TOKEN 'x')`,
  };

  it.each(Object.entries(ESCAPES))('does not let SQL %s', async (_, sql) => {
    const folder = temporaryFolder({ 'Secret.csv': 'a\n1\n' });
    const database = await openFolder(folder);
    const connection = await database.connect();
    await expect(connection.runAndReadAll(sql.replaceAll('FOLDER', folder))).rejects.toThrow();
    connection.closeSync();
  });
});
