import { describe, expect, it } from 'vitest';
import { parseServiceDateTime } from '../../../../src/core/results/values/ticks';
import { openFiles, readTable } from './openTables';

describe('JSON and NDJSON files as tables', () => {
  it('reads one object a line, exactly, and counts the lines that are not JSON', async () => {
    const database = await openFiles({
      'T.ndjson': [
        '{"Big":9007199254740993,"Real":1.5,"Text":"123","Flag":true,"Bag":{"n":12345678901234567890123}}',
        '{"Big":-9223372036854775808,"Real":2,"Text":"",',
        '{"Big":null,"Real":2,"When":"2026-01-31T23:59:59.1234567Z","a/b~c":"x"}',
        '[1]',
      ].join('\n'),
    });
    const { columns, rows } = await readTable(database, 'T');
    expect(columns).toEqual([
      'Big:long',
      'Real:real',
      'Text:string',
      'Flag:bool',
      'Bag:dynamic',
      'When:datetime',
      'a/b~c:string',
    ]);
    expect(rows).toEqual([
      [9007199254740993n, 1.5, '123', true, '{"n":12345678901234567890123}', null, ''],
      [null, 2, '', null, null, parseServiceDateTime('2026-01-31T23:59:59.1234567Z'), 'x'],
    ]);
    expect(database.notes).toEqual([
      'T.ndjson: 2 rows could not be read, the first one in line 2: it is no JSON object.',
    ]);
  });

  it('reads an array of objects with names that differ only in case', async () => {
    const database = await openFiles({
      'T.json': '\uFEFF[ {"LogonId":1,\n "LogonID":2, "__proto__":"p"},\n {"LogonId":3} ]',
    });
    const { columns, rows } = await readTable(database, 'T');
    expect(columns).toEqual(['LogonId:long', 'LogonID:long', '__proto__:string']);
    expect(rows).toEqual([
      [1n, 2n, 'p'],
      [3n, null, ''],
    ]);
  });

  it('makes a column dynamic when its values have no type in common', async () => {
    const database = await openFiles({ 'T.json': '[{"v":1},{"v":"x"},{"v":[true]},{"v":12345678901234567890123}]' });
    const { columns, rows } = await readTable(database, 'T');
    expect(columns).toEqual(['v:dynamic']);
    expect(rows).toEqual([['1'], ['"x"'], ['[true]'], ['12345678901234567890123']]);
  });

  it('reads a saved hunting response by its schema', async () => {
    const schema = [
      ['Timestamp', 'DateTime'],
      ['Exact', 'Int64'],
      ['Flag', 'SByte'],
      ['Ratio', 'Double'],
      ['Id', 'Guid'],
      ['Took', 'TimeSpan'],
      ['Bag', 'Object'],
      ['Price', 'SqlDecimal'],
      ['Text', 'String'],
    ].map(([name, type]) => ({ name, type }));
    const results = `[
      {"Timestamp":"2026-01-31T23:59:59.1234567Z","Exact@odata.type":"#Int64","Exact":9007199254740993,"Flag":1,
       "Ratio":"NaN","Id":"2f0c2a34-1f0b-4f0c-8a57-0123456789ab","Took":"-1.02:03:04.5000000","Bag":"[{\\"a\\":1}]","Price":1.25,"Text":"7"},
      {"Timestamp":{},"Exact":{},"Flag":0,"Ratio":null,"Id":{},"Took":{},"Bag":{},"Text":""}]`;
    const database = await openFiles({ 'Saved.json': `{"schema":${JSON.stringify(schema)},"results":${results}}` });
    const { columns, rows } = await readTable(database, 'Saved');
    expect(columns).toEqual([
      'Timestamp:datetime',
      'Exact:long',
      'Flag:bool',
      'Ratio:real',
      'Id:guid',
      'Took:timespan',
      'Bag:dynamic',
      'Price:decimal',
      'Text:string',
    ]);
    expect(rows).toEqual([
      [
        parseServiceDateTime('2026-01-31T23:59:59.1234567Z'),
        9007199254740993n,
        true,
        NaN,
        '2f0c2a34-1f0b-4f0c-8a57-0123456789ab',
        -937_845_000_000n,
        '[{"a":1}]',
        '1.25',
        '7',
      ],
      [null, null, false, null, null, null, '{}', null, ''],
    ]);
    expect(database.notes).toEqual([]);
  });

  it('reads a saved answer of Log Analytics by its columns', async () => {
    const columns = [
      { name: 'TimeGenerated', type: 'datetime' },
      { name: 'Big', type: 'long' },
      { name: 'Bag', type: 'dynamic' },
      { name: 'Text', type: 'string' },
      { name: 'Took', type: 'timespan' },
    ];
    const rows =
      '[["2026-01-31T23:59:59.1234567Z",9007199254740993,"{\\"a\\":[1]}","7","00:00:01.5"],[null,null,null,"",null]]';
    const database = await openFiles({
      'Own_CL.json': `{"tables":[{"name":"PrimaryResult","columns":${JSON.stringify(columns)},"rows":${rows}}]}`,
    });
    expect(await readTable(database, 'Own_CL')).toEqual({
      columns: ['TimeGenerated:datetime', 'Big:long', 'Bag:dynamic', 'Text:string', 'Took:timespan'],
      rows: [
        [parseServiceDateTime('2026-01-31T23:59:59.1234567Z'), 9007199254740993n, '{"a":[1]}', '7', 15_000_000n],
        [null, null, null, '', null],
      ],
    });
  });

  it('keeps the columns of a saved response without rows', async () => {
    const database = await openFiles({ 'None.json': '{"schema":[{"Name":"A","Type":"Int64"}],"results":[]}' });
    expect(await readTable(database, 'None')).toEqual({ columns: ['A:long'], rows: [] });
  });

  it('leaves a broken file out, says so, and reads the others', async () => {
    const database = await openFiles({ 'Bad.json': '[{"a":1},', 'Empty.json': '', 'Good.json': '[{"a":1}]' });
    expect(database.tables.map((table) => table.name)).toEqual(['Good']);
    expect(database.notes).toHaveLength(2);
    expect(database.notes[0]).toMatch(/^Bad\.json could not be read: /);
    expect(database.notes[1]).toBe('Empty.json: there is no column in this file.');
  });
});
