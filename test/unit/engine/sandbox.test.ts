import { DuckDBInstance } from '@duckdb/node-api';
import { createServer } from 'node:http';
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { TableCache } from '../../../src/engine/data/tableCache';
import { FolderEngine } from '../../../src/engine/folderEngine';
import { readRows } from '../../fixtures/engineRows';
import { temporaryFolder } from './data/temporaryFolder';

const CANARY = 'CANARY-7f3a';

/** SQL that would read, write, call or unlock something, were it ever run. FOLDER and URL are filled in. */
const ESCAPES = [
  `SELECT * FROM read_csv('FOLDER/secret.csv')`,
  `SELECT * FROM 'FOLDER/secret.csv'`,
  `SELECT * FROM read_text('FOLDER/secret.csv')`,
  `SELECT * FROM read_blob('FOLDER/secret.csv')`,
  `SELECT * FROM sniff_csv('FOLDER/secret.csv')`,
  `SELECT * FROM glob('FOLDER/*')`,
  `SELECT * FROM parquet_metadata('FOLDER/secret.parquet')`,
  `COPY (SELECT 1) TO 'FOLDER/pwn.csv'`,
  `EXPORT DATABASE 'FOLDER/pwn'`,
  `IMPORT DATABASE 'FOLDER'`,
  `ATTACH 'FOLDER/pwn.db'`,
  `SELECT * FROM read_csv('URL')`,
  'INSTALL httpfs',
  `LOAD 'FOLDER/evil.duckdb_extension'`,
  `SELECT getenv('HOME')`,
  'SET enable_external_access=true',
  'SET lock_configuration=false',
  `SET temp_directory='FOLDER'`,
  `PRAGMA profile_output='FOLDER/pwn.json'`,
  `CREATE PERSISTENT SECRET s (TYPE http, BEARER_TOKEN 'x')`,
  `SELECT * FROM query('SELECT * FROM read_text(''FOLDER/secret.csv'')')`,
  `SELECT * FROM query_table('FOLDER/secret.csv')`,
];

/** Ways out of a literal, an identifier or a comment, with the escape behind them. */
const BREAKOUTS = [
  `'; SQL; --`,
  `"; SQL; --`,
  `') ; SQL ; --`,
  `\\'; SQL; --`,
  `*/ SQL; /*`,
  `\n; SQL; --\n`,
  `$$; SQL; $$`,
];

function hostileTexts(outside: string, url: string): string[] {
  return ESCAPES.flatMap((sql, index) => {
    const filled = sql.replaceAll('FOLDER', outside).replaceAll('URL', url);
    return [filled, (BREAKOUTS[index % BREAKOUTS.length] ?? '').replace('SQL', () => filled)];
  });
}

async function openEngine(folder: string): Promise<FolderEngine> {
  const cache = await TableCache.open(temporaryFolder({}), folder, 1024 ** 3);
  if (cache === undefined) throw new Error('there is no cache');
  const engine = await FolderEngine.open({ folder, cache, memoryLimit: 1024 ** 3 });
  if (!engine.ok) throw new Error(engine.error.message);
  onTestFinished(() => engine.value.close());
  return engine.value;
}

/** Rows as JSON text, or the error's message. */
async function ask(engine: FolderEngine, query: string): Promise<string> {
  const answer = await engine.run({ query }, new AbortController().signal);
  if (!answer.ok) return answer.error.message;
  const rows = await readRows(answer.value);
  return JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}

function kqlText(text: string): string {
  return JSON.stringify(text);
}

describe('hostile text', () => {
  let calls = 0;
  const server = createServer((_, response) => {
    calls++;
    response.end('a\n1\n');
  });
  let url = '';
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    url = typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}/x.csv` : '';
  });
  afterAll(() => {
    server.close();
  });

  /** What lies beside the data and must stay unread and unchanged. */
  function makeOutside(): string {
    return temporaryFolder({ 'secret.csv': `k,v\ntoken,${CANARY}\n` });
  }

  function expectUntouched(outside: string): void {
    expect(readdirSync(outside)).toEqual(['secret.csv']);
    expect(calls).toBe(0);
  }

  it('in a query is text, or is refused as KQL', async () => {
    const outside = makeOutside();
    const engine = await openEngine(temporaryFolder({ 'T.csv': 'a\nx\n' }));
    for (const text of hostileTexts(outside, url)) {
      const quoted = kqlText(text);
      expect(JSON.parse(await ask(engine, `print x = ${quoted}`))).toEqual([[text]]);
      for (const query of [
        text,
        `T | where a == ${quoted} or a contains ${quoted} or a has ${quoted} | project a`,
        `T | extend [${quoted}] = 1`,
        `T | summarize make_list(strcat(a, ${quoted})) by [${quoted}] = a`,
        `[${quoted}]`,
        `T | evaluate bag_unpack(pack(${quoted}, 1))`,
        `datatable([${quoted}]: string)[${quoted}]`,
        `externaldata(k: string, v: string)[${quoted}]`,
        `union withsource=[${quoted}] T`,
        `T | parse a with ${quoted} rest`,
        `T | where a matches regex ${quoted}`,
      ]) {
        const told = await ask(engine, query);
        expect(told).not.toContain(CANARY);
        expect(told).not.toMatch(/Permission Error|Catalog Error|Parser Error|read_csv\(.*LINE/);
      }
    }
    expect(await ask(engine, 'T')).toBe('[["x"]]');
    expectUntouched(outside);
  });

  it('in values, column names and keys of data files stays text, read once and asked for', async () => {
    const outside = makeOutside();
    const texts = hostileTexts(outside, url);
    const csv = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
    const folder = temporaryFolder({
      'Csv.csv': `${texts.map(csv).join(',')}\n${texts.map(csv).join(',')}\n`,
      'Json.json': JSON.stringify([Object.fromEntries(texts.map((text) => [text, text]))]),
      'Saved.json': JSON.stringify({
        schema: texts.map((name) => ({ name, type: 'String' })),
        results: [Object.fromEntries(texts.map((text) => [text, text]))],
      }),
    });
    await writeParquet(path.join(folder, 'Parquet.parquet'), texts);
    const engine = await openEngine(folder);
    for (const table of ['Csv', 'Json', 'Saved', 'Parquet']) {
      expect(JSON.parse(await ask(engine, table))).toEqual([texts]);
      expect(await ask(engine, `${table} | where [${kqlText(texts[0] ?? '')}] startswith "SELECT" | count`)).toBe(
        '[["1"]]',
      );
    }
    expectUntouched(outside);
  });

  it.skipIf(process.platform === 'win32')('in names of files and folders names a table', async () => {
    const outside = makeOutside();
    const names = [
      `o'brien`,
      `a"b`,
      `x'); DROP TABLE rows; --`,
      `; SELECT 1 --`,
      '..',
      '__proto__',
      `new\nline`,
      '*',
      '[a-z]',
      '~',
      '%00',
      '$HOME',
    ];
    const folder = temporaryFolder(
      Object.fromEntries(names.map((name) => [`${name}.csv`, `a\n${names.indexOf(name)}\n`])),
    );
    for (const name of [`sub'; --`, 'hive=1']) {
      mkdirSync(path.join(folder, name));
      writeFileSync(path.join(folder, name, 'part.csv'), 'a\n99\n');
    }
    await writeParquet(path.join(folder, 'hive=1', 'part*.parquet'), ['a']);
    const engine = await openEngine(folder);
    expect(engine.notes).toEqual([]);
    for (const [index, name] of names.entries()) {
      // A name that begins with a dot is hidden, so `..` is no table.
      const rows = name === '..' ? /^'\.\.'|Failed to resolve|does not refer/ : new RegExp(`^\\[\\["${index}"\\]\\]$`);
      expect(await ask(engine, `[${kqlText(name)}]`)).toMatch(rows);
    }
    expect(await ask(engine, `['sub\\'; --']`)).toBe('[["99"]]');
    expect(await ask(engine, `['hive=1']`)).toBe('[["a"],["99"]]');
    expectUntouched(outside);
  });

  it.skipIf(process.platform === 'win32')(
    'in externaldata leads out of the folder by no path and no link',
    async () => {
      const outside = makeOutside();
      const folder = temporaryFolder({ 'T.csv': 'a\n1\n', 'sub/U.csv': 'k,v\nx,inside\n' });
      symlinkSync(path.join(outside, 'secret.csv'), path.join(folder, '.link.csv'));
      symlinkSync(outside, path.join(folder, 'out'));
      const engine = await openEngine(folder);
      const up = path.relative(folder, path.join(outside, 'secret.csv'));
      for (const place of [
        up,
        path.join(outside, 'secret.csv'),
        '.link.csv',
        'out/secret.csv',
        `file://${outside}/secret.csv`,
        `sub/../${up}`,
        url,
      ]) {
        const told = await ask(engine, `externaldata(k: string, v: string)[${kqlText(place)}] with (format="csv")`);
        expect(told).not.toContain(CANARY);
        expect(told).not.toMatch(/^\[/);
      }
      expect(
        await ask(
          engine,
          `externaldata(k: string, v: string)["sub/U.csv"] with (format="csv", ignoreFirstRecord=true)`,
        ),
      ).toContain('inside');
      expect(calls).toBe(0);
      expect(existsSync(path.join(outside, 'secret.csv'))).toBe(true);
    },
  );
});

async function writeParquet(place: string, names: readonly string[]): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
  const columns = names.map((name) => `${text(name)} AS "${name.replaceAll('"', '""')}"`);
  await connection.run(
    `COPY (SELECT ${columns.join(', ')}) TO ${text(place)} (FORMAT parquet, KV_METADATA {evil: ${text(names[1] ?? '')}})`,
  );
  connection.closeSync();
  instance.closeSync();
}
