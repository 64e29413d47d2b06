import { beforeAll, describe, expect, test } from 'vitest';
import type { QueryEngine } from '../../../../src/engine/queryEngine';
import { loadedTable, openBareEngine, readAnswer } from '../../../fixtures/bareEngine';

/** Texts as a column holds them: JSON of every kind, what only begins like it, and none. */
const TEXTS: readonly string[] = [
  '{"Tags":["a","b","a"],"Deep":{"List":[{"Name":"first"},{"Name":null}]},"0":"zero","Count":3}',
  '{"Tags":[1,2.50,null,true,{"x": 1}],"Deep":{"List":[]}}',
  '{"Tags":[],"Deep":null}',
  '{"Tags":{"k":"v","l":[1]}}',
  '{"Tags":"alone"}',
  '{"Tags":null}',
  '  { "Tags" : [ "spaced" ] }  ',
  '["Tags", {"Tags":["inside"]}]',
  '{"Tags":["cut',
  '{"Tags":["cut}',
  '"Tags"',
  'null',
  '12',
  'Tags',
  '{d1b5}',
  '',
];

const ROWS = TEXTS.map((text, index) => ({ text, key: `k${index % 3}`, number: index === 4 ? null : (index * 7) % 5 }));

const TABLES = [loadedTable('Stored', { Id: 'long', Text: 'string', Key: 'string', Number: 'long' })];

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const STATEMENTS = [
  `CREATE TABLE t0 AS SELECT * FROM (VALUES ${ROWS.map(
    ({ text, key, number }, index) => `(${index}::BIGINT, ${quoted(text)}, '${key}', ${number ?? 'NULL'}::BIGINT)`,
  ).join(', ')}) t(c0, c1, c2, c3)`,
];

/** The same rows written in the query: they have an order, which the translation has to keep step by step. */
const WRITTEN = `datatable(Id: long, Text: string, Key: string, Number: long)[${ROWS.map(
  ({ text, key, number }, index) => `${index}, ${JSON.stringify(text)}, "${key}", ${number ?? 'long(null)'}`,
).join(', ')}]`;

describe('stored rows, whose order nobody promised, and the same rows in order have the same answers', () => {
  let engine: QueryEngine;

  beforeAll(async () => {
    engine = await openBareEngine(TABLES, STATEMENTS);
  });

  async function rowsOf(query: string): Promise<readonly string[]> {
    const { rows } = await readAnswer(engine, query);
    return rows.map((row) => row.map(String).join(' | ')).sort();
  }

  test.each([
    'where isnotnull(Number) | extend By = Number * 100 + Id | summarize arg_max(By, *) by Key',
    'extend By = iff(Key == "k1", long(null), Number * 100 + Id) | where Key != "k1" | summarize arg_min(By, Id) by Key',
    'where Key == "k1" | extend By = long(null) | summarize arg_max(By, Key) by Key',
    'where Key == "none" | summarize arg_max(Number, *) by Key',
    'summarize arg_max(Id, Text), Rows = count() by Key',
    'summarize arg_max(Id, Text)',
    'summarize arg_max(Text, Id) by bin(Id, 4)',
    'summarize Set = array_sort_asc(make_set(Number)) by Key',
    'summarize Set = array_sort_asc(make_set_if(Key, Id < 4))',
    'where Key == "none" | summarize Set = make_set(Number)',
    'mv-expand Tag = parse_json(Text).Tags',
    'mv-expand Tag = parse_json(Text).Tags to typeof(string)',
    'mv-expand Tag = parse_json(Text).Tags to typeof(long)',
    'mv-expand kind=array Tag = parse_json(Text).Tags',
    'extend Tags = parse_json(Text).Tags | mv-expand Tags to typeof(string)',
    'mv-expand parse_json(Text)',
    'mv-expand Part = split(Text, ":") to typeof(string)',
    'mv-expand Part = split(Text, ":")',
    'mv-expand Part = split(Text, "") to typeof(string)',
  ])('%s', async (pipeline) => {
    const answer = await rowsOf(`Stored | ${pipeline}`);
    expect(answer).toEqual(await rowsOf(`${WRITTEN} | ${pipeline}`));
  });

  test('a set holds each value once', async () => {
    const { rows } = await readAnswer(
      engine,
      'Stored | summarize array_length(make_set(Key)), array_length(make_set(Number, 2))',
    );
    expect(rows).toEqual([[3n, 2n]]);
  });
});

describe('members that are known when a query is planned are those that are found row by row', () => {
  let engine: QueryEngine;

  beforeAll(async () => {
    engine = await openBareEngine(TABLES, STATEMENTS);
  });

  test.each([
    ['["Tags"]', '[tostring(Known[0])]', 'dynamic(["Tags"])'],
    ['["0"]', '[tostring(Known[0])]', 'dynamic(["0"])'],
    ['[0]', '[toint(Known[0])]', 'dynamic([0])'],
    ['[-1]', '[toint(Known[0])]', 'dynamic([-1])'],
    ['["Tags"][1]', '[tostring(Known[0])][toint(Known[1])]', 'dynamic(["Tags", 1])'],
    [
      '["Deep"]["List"][0]["Name"]',
      '[tostring(Known[0])][tostring(Known[1])][toint(Known[2])][tostring(Known[3])]',
      'dynamic(["Deep", "List", 0, "Name"])',
    ],
  ])('%s', async (known, found, keys) => {
    const rows = await readAnswer(
      engine,
      `Stored | extend Known = ${keys}
       | extend Parsed = parse_json(Text)
       | project Id, A = parse_json(Text)${known}, B = Parsed${known}, C = Parsed${found},
           AText = tostring(parse_json(Text)${known}), CText = tostring(Parsed${found}),
           ALong = tolong(parse_json(Text)${known}), CLong = tolong(Parsed${found}),
           IsNull = isnull(parse_json(Text)${known}) == isnull(Parsed${found})
       | sort by Id asc`,
    );
    expect(rows.rows).toHaveLength(TEXTS.length);
    for (const [id, a, b, c, aText, cText, aLong, cLong, isNull] of rows.rows) {
      expect({ id, a, b, aText, aLong, isNull }).toEqual({ id, a: c, b: c, aText: cText, aLong: cLong, isNull: true });
    }
  });
});
