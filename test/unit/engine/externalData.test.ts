import { DuckDBInstance } from '@duckdb/node-api';
import { symlinkSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { folderFiles } from '../../../src/engine/data/folderFiles';
import { QueryEngine } from '../../../src/engine/queryEngine';
import { readAnswer } from '../../fixtures/bareEngine';

const CSV = 'Name,Size,Seen,More\r\n"a ""b"", c",9223372036854775807,2026-01-01,"{""k"": [1]}"\r\n\r\nplain,x,,{\r\n';

describe('externaldata', () => {
  let outside: string;
  let instance: DuckDBInstance;
  let engine: QueryEngine;

  beforeAll(async () => {
    outside = await mkdtemp(path.join(tmpdir(), 'externaldata-'));
    const folder = path.join(outside, 'data');
    await mkdir(path.join(folder, 'lists'), { recursive: true });
    await writeFile(path.join(outside, 'secret.csv'), 'secret');
    await writeFile(path.join(folder, 'lists', 'files.csv'), CSV);
    await writeFile(path.join(folder, 'names.txt.gz'), gzipSync('one, two\nthree\n'));
    await writeFile(path.join(folder, 'rows.json'), '{"A": 1, "B": {"C": "x"}}\n{"A": "2"}\n');
    await writeFile(path.join(folder, 'broken.json'), '{"A": 1}\n{"A"\n');
    symlinkSync(path.join(outside, 'secret.csv'), path.join(folder, 'link.csv'));
    instance = await DuckDBInstance.create(':memory:');
    engine = await QueryEngine.create({ tables: [], files: folderFiles(folder), connect: () => instance.connect() });
  });

  afterAll(async () => {
    instance.closeSync();
    await rm(outside, { recursive: true });
  });

  async function refusal(query: string): Promise<unknown> {
    const compiled = await engine.compile({ query });
    return compiled.ok ? undefined : compiled.error;
  }

  test('reads a file of the data folder with the types that it declares', async () => {
    const { columns, rows } = await readAnswer(
      engine,
      'externaldata (Name: string, Size: long, Seen: datetime, More: dynamic)["lists/files.csv"] with (ignoreFirstRecord = true)',
    );
    expect(columns.map(({ type }) => type)).toEqual(['string', 'long', 'datetime', 'dynamic']);
    expect(rows).toEqual([
      ['a "b", c', 9223372036854775807n, 639028224000000000n, '{"k":[1]}'],
      ['plain', null, null, '"{"'],
    ]);
  });

  test('unpacks files and reads lines as they are', async () => {
    const { rows } = await readAnswer(engine, 'externaldata (Line: string)["names.txt.gz"]');
    expect(rows).toEqual([['one, two'], ['three']]);
  });

  test('takes members of JSON by the names of the columns', async () => {
    const { rows } = await readAnswer(engine, 'externaldata (A: long, B: dynamic, C: string)["rows.json"]');
    expect(rows).toEqual([
      [1n, '{"C":"x"}', ''],
      [2n, null, ''],
    ]);
  });

  test('is a table like any other', async () => {
    const query = `let Names = externaldata (Name: string)["names.txt.gz"];
      union (Names | count), (print Count = toscalar(Names | summarize count())), (print N = "three" | where N in (Names) | count)`;
    expect((await readAnswer(engine, query)).rows).toEqual([[2n], [2n], [1n]]);
  });

  test('says which line is no JSON', async () => {
    await expect(readAnswer(engine, 'externaldata (A: long)["broken.json"]')).rejects.toThrow(
      `line 2 of 'broken.json' is no JSON`,
    );
  });

  test('reads nothing from the network, and says what to do instead', async () => {
    const error = await refusal('externaldata (A: string)\n[@"https://contoso.example/list.csv"]');
    expect(error).toMatchObject({ code: 'LocalEngineUnsupported', position: { line: 2, column: 2 } });
    expect(error).toMatchObject({ message: expect.stringContaining('save the file into the data folder') as string });
  });

  test.each(['../secret.csv', 'link.csv', 'lists/../../secret.csv', '/etc/passwd', 'lists', ''])(
    'finds no file %s in the data folder',
    async (name) => {
      expect(await refusal(`externaldata (A: string)["${name}"]`)).toMatchObject({ code: 'BadRequest' });
    },
  );

  test('refuses formats that it does not read', async () => {
    expect(await refusal('externaldata (A: string)["names.txt.gz"] with (format = "parquet")')).toMatchObject({
      code: 'LocalEngineUnsupported',
    });
  });
});
