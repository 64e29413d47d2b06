import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALL_TYPES_TEXTS, FAKE_GRAPH_ANSWERS } from '../../../fixtures/fakeGraphAnswers';
import { jsonRows, parseAnswer, readAnswer, textRows } from '../../../fixtures/parseAnswer';

/** An answer of one column, one row for each JSON value. */
function column(type: string, ...values: string[]): string {
  const rows = values.map((value) => `{"C":${value}}`).join(',');
  return `{"schema":[{"name":"C","type":"${type}"}],"results":[${rows}]}`;
}

function jsonOf(type: string, value: string): string | undefined {
  return jsonRows(readAnswer(column(type, value)).table)[0]?.[0];
}

function codeOf(body: string | Uint8Array): string {
  const parsed = parseAnswer(body);
  return parsed.ok ? `${parsed.value.table.rowCount} rows` : parsed.error.code;
}

describe('the variants that the service is known to send', () => {
  it('reads columns and rows', () => {
    const { table, notes } = readAnswer(FAKE_GRAPH_ANSWERS.plain);
    expect(table.columns).toEqual([
      { name: 'Timestamp', type: 'datetime' },
      { name: 'FileName', type: 'string' },
      { name: 'InitiatingProcessFileName', type: 'string' },
    ]);
    expect(textRows(table)).toEqual([
      ['2026-03-01T10:11:12.1234567Z', 'whoami.exe', 'powershell.exe'],
      ['2026-03-01T10:11:13Z', 'net.exe', 'powershell.exe'],
    ]);
    expect(notes).toEqual([]);
  });

  it('reads camelCased rows under capitalized columns', () => {
    expect(textRows(readAnswer(FAKE_GRAPH_ANSWERS.camelCased).table)).toEqual([
      ['2026-03-01T10:11:12.1234567Z', 'whoami.exe', 'powershell.exe'],
    ]);
  });

  it('never guesses between columns that differ in case only', () => {
    const { table, notes } = readAnswer(FAKE_GRAPH_ANSWERS.twinNames);
    expect(textRows(table)).toEqual([
      ['1', 'b'],
      [null, null],
    ]);
    expect(notes).toHaveLength(1);
  });

  it('lets an exact name win over one that matches but for case, in either order', () => {
    const schema = '"schema":[{"name":"Name","type":"String"}]';
    const { table } = readAnswer(`{${schema},"results":[{"name":"no","Name":"yes"},{"Name":"yes","name":"no"}]}`);
    expect(textRows(table)).toEqual([['yes'], ['yes']]);
  });

  it('reads Name and Type, Schema and Results', () => {
    expect(textRows(readAnswer(FAKE_GRAPH_ANSWERS.capitalizedSchema).table)).toEqual([['7']]);
  });

  it('takes {} for null except in a dynamic column, null and missing for null everywhere', () => {
    const { table } = readAnswer(FAKE_GRAPH_ANSWERS.nulls);
    expect(textRows(table)).toEqual([
      [null, null, null, '{}', null, null, null, null, '', null],
      Array.from({ length: 10 }, () => null),
      Array.from({ length: 10 }, () => null),
    ]);
  });

  it('reads every type', () => {
    expect(textRows(readAnswer(FAKE_GRAPH_ANSWERS.allTypes).table)).toEqual(ALL_TYPES_TEXTS);
  });

  it('drops sidecars beside values and inside dynamic ones', () => {
    const { table, notes } = readAnswer(FAKE_GRAPH_ANSWERS.sidecars);
    expect(textRows(table)).toEqual([['CVE-2026-0001', 'true', '3', '{"Tags":["a"],"N":9007199254740993}']]);
    expect(notes).toEqual([]);
  });

  it('passes on what the local engine tells beside the rows, and nothing that is no list of texts', () => {
    const rest = '"schema":[{"name":"N","type":"Int64"}],"results":[{"N":1}]';
    expect(readAnswer(`{"@kqlHunting.notes":["one","two"],${rest}}`).notes).toEqual(['one', 'two']);
    expect(readAnswer(`{"@kqlHunting.notes":[{"a":1}],${rest}}`).notes).toEqual([]);
  });

  it('keeps integers past 2^53 and past 64 bits', () => {
    expect(textRows(readAnswer(FAKE_GRAPH_ANSWERS.hugeIntegers).table)).toEqual([
      ['9007199254740993', '-9223372036854775808'],
      ['123456789012345678901234567890', '9223372036854775807'],
    ]);
  });

  it('keeps none, three and seven fraction digits', () => {
    expect(textRows(readAnswer(FAKE_GRAPH_ANSWERS.fractions).table).flat()).toEqual([
      '2026-03-01T10:11:12Z',
      '2026-03-01T10:11:12.120Z',
      '2026-03-01T10:11:12.0000001Z',
      '9999-12-31T23:59:59.9999999Z',
    ]);
  });

  it('takes NaN and infinities as string or bare word', () => {
    const { table } = readAnswer(FAKE_GRAPH_ANSWERS.nonFinite);
    expect(textRows(table).flat()).toEqual(['NaN', 'Infinity', '-Infinity', 'NaN', '-Infinity', null]);
    expect(jsonRows(table)[3]).toEqual(['"NaN"']);
  });

  it('unwraps dynamic values that came as JSON in strings, and leaves other strings alone', () => {
    expect(textRows(readAnswer(FAKE_GRAPH_ANSWERS.dynamicStrings).table).flat()).toEqual([
      String.raw`[{"Id":9007199254740993,"Path":"C:\\x"},{"Id":2}]`,
      '{"a":[1]}',
      '"plain"',
    ]);
  });

  it('feeds columns of one name in the order of the members', () => {
    const { table } = readAnswer(FAKE_GRAPH_ANSWERS.duplicateColumns);
    expect(textRows(table)).toEqual([
      ['a', '1', 'p'],
      ['b', null, null],
    ]);
  });

  it('says once that a row gave a column more often than there are columns', () => {
    const { table, notes } = readAnswer(
      '{"schema":[{"name":"A","type":"Int64"}],"results":[{"A":1,"A":2},{"A":3,"A":4}]}',
    );
    expect(textRows(table)).toEqual([['1'], ['3']]);
    expect(notes).toHaveLength(1);
  });

  it.each(['emptyResults', 'nullResults', 'absentResults'] as const)('shows the columns of %s', (name) => {
    const { table } = readAnswer(FAKE_GRAPH_ANSWERS[name]);
    expect(table.rowCount).toBe(0);
    expect(table.columns.length).toBeGreaterThan(0);
  });

  it('reads rows that come before their schema', () => {
    expect(textRows(readAnswer(FAKE_GRAPH_ANSWERS.schemaAfterResults).table)).toEqual([['1'], ['2']]);
  });

  it('ignores a byte order mark and keeps U+FEFF inside values', () => {
    expect(textRows(readAnswer(FAKE_GRAPH_ANSWERS.byteOrderMark).table)).toEqual([['\uFEFFx']]);
  });

  it('keeps half surrogate pairs and says so once', () => {
    const { table, notes } = readAnswer(FAKE_GRAPH_ANSWERS.loneSurrogate);
    expect(textRows(table)).toEqual([['a\ud83d'], ['😀']]);
    expect(notes).toHaveLength(1);
  });

  it.each(Object.entries(FAKE_GRAPH_ANSWERS).filter(([, body]) => body.length < 5000))(
    'reads %s the same whatever the chunks',
    (_name, body) => {
      const whole = jsonRows(readAnswer(body).table);
      const { length } = new TextEncoder().encode(body);
      const everyByte = Array.from({ length }, (_, index) => index);
      expect(jsonRows(readAnswer(body, everyByte).table)).toEqual(whole);
      for (const cut of everyByte) expect(jsonRows(readAnswer(body, [cut]).table)).toEqual(whole);
    },
  );
});

describe('strings', () => {
  it('resolves every escape', () => {
    expect(jsonOf('String', String.raw`"\"\\\/\b\f\n\r\t\u0041\u00e9\u20AC\uD83D\uDE00"`)).toBe(
      JSON.stringify('"\\/\b\f\n\r\tAé€😀'),
    );
  });

  it.each(['\\n', '\\"', '\\u00e9', '\\ud83d\\ude00', '\\\\'])(
    'resolve %s at any place among others of any length',
    (escape) => {
      const places = Array.from({ length: 100 }, (_, index) => [index % 10, Math.floor(index / 10)] as const);
      const values = places.map(([before, after]) => `"${'a'.repeat(before)}${escape}${'é'.repeat(after)}${escape}"`);
      const texts = values.map((json) => JSON.stringify(JSON.parse(json)));
      expect(jsonRows(readAnswer(column('String', ...values)).table).flat()).toEqual(texts);
      expect(jsonRows(readAnswer(column('Object', ...values.map((json) => `[${json}]`))).table).flat()).toEqual(
        texts.map((json) => `[${json}]`),
      );
    },
  );

  it('writes the strings of dynamic values without needless escapes', () => {
    expect(jsonOf('Object', String.raw`{"\u0061\"":"\u003cb\u003e \u0027 C:\\x \u0001 \ud83d\ude00"}`)).toBe(
      String.raw`{"a\"":"<b> ' C:\\x \u0001 😀"}`,
    );
  });

  it('keeps half surrogate pairs of dynamic values as their escapes', () => {
    expect(jsonOf('Object', String.raw`["\ud800"]`)).toBe(String.raw`["\ud800"]`);
  });
});

describe('dynamic values', () => {
  it('become compact, numbers untouched', () => {
    expect(jsonOf('Object', ' { "a" : [ 1.0 , 1E+2 , -0 , 123456789012345678901234567890 ] , "b" : { } } ')).toBe(
      '{"a":[1.0,1E+2,-0,123456789012345678901234567890],"b":{}}',
    );
  });

  it('keep repeated and odd member names', () => {
    const json = '{"__proto__":{"x":1},"a":1,"a":2,"":3,"constructor":null}';
    expect(jsonOf('Object', json)).toBe(json);
    expect(Object.prototype).not.toHaveProperty('x');
  });

  it('lose sidecars at the start, in the middle and at the end', () => {
    const json =
      '{"@odata.type":"#x","a":1,"b@odata.type":"#Collection(Int64)","b":[{"@odata.type":"#y"}],"c@odata.type":"#z"}';
    expect(jsonOf('Object', json)).toBe('{"a":1,"b":[{}]}');
  });

  it('are unwrapped once and not again', () => {
    expect(jsonOf('Object', JSON.stringify([JSON.stringify({ a: [JSON.stringify({ b: 1 })] })]))).toBe(
      JSON.stringify([{ a: [JSON.stringify({ b: 1 })] }]),
    );
  });

  it.each(['"{not json}"', '"[1,2"', '["{"]', '["{} x"]', '{"a":"{\\"b\\":1}"}', '["[1]"]', '"12"'])(
    'stay as they are where a string only looks like JSON: %s',
    (json) => {
      expect(jsonOf('Object', json)).toBe(json);
    },
  );

  it('give objects in columns of other types as JSON', () => {
    expect(jsonOf('String', '{"a": [1, {"__proto__": 1}]}')).toBe('{"a":[1,{"__proto__":1}]}');
  });

  it('may nest 100,000 levels deep, with a note', () => {
    const json = '['.repeat(100_000) + ']'.repeat(100_000);
    const { table, notes } = readAnswer(column('Object', json));
    expect(table.text(0, 0)).toBe(json);
    expect(notes).toHaveLength(1);
  });

  it('come back with the same value, whatever they are', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 1, '\t'), (json, space) => {
        const value: unknown = JSON.parse(json);
        if (typeof value === 'string' || /\{\\"|"\{|"\[/.test(json)) return;
        const written = jsonOf('Object', JSON.stringify(value, undefined, space));
        expect(written).toBe(JSON.stringify(value));
      }),
    );
  });
});

describe('large and odd answers', () => {
  it.each(['A', '😀', '\\n'])('takes a cell of 10 MB of %s in small chunks', (unit) => {
    const json = `"${unit.repeat(Math.ceil(10_485_760 / new TextEncoder().encode(unit).length))}"`;
    const body = column('String', json, '"next"');
    const cuts = Array.from({ length: Math.ceil(body.length / 50_000) }, (_, index) => index * 50_000);
    const { table } = readAnswer(body, cuts);
    expect(table.json(0, 0) === json).toBe(true);
    expect(table.text(1, 0)).toBe('next');
  });

  it('takes 5,000 columns', () => {
    const names = Array.from({ length: 5000 }, (_, index) => `c${index}`);
    const schema = names.map((name) => `{"name":"${name}","type":"Int32"}`).join(',');
    const row = `{${names.map((name, index) => `"${name}":${index}`).join(',')}}`;
    const { table } = readAnswer(`{"schema":[${schema}],"results":[${row},${row}]}`);
    expect(table.text(1, 4999)).toBe('4999');
  });

  it('keeps the cells of many rows apart, whatever each row has and leaves out', () => {
    const schema = ['S:String', 'L:Int64', 'O:Object', 'B:SByte'].map((column) => column.split(':'));
    const cellsOf = (row: number): readonly string[] => [
      ['null', `"plain ${row}"`, `"line\\n${row}"`, String.raw`"\ud800"`, '""'][row % 5] ?? '',
      ['null', String(row), `-922337203685477${row}`][row % 3] ?? '',
      [`{"a":[${row}]}`, 'null', `"text ${row}"`, '{}'][row % 4] ?? '',
      ['true', 'false', '1', 'null', '"maybe"', '0'][row % 6] ?? '',
    ];
    const rows = Array.from({ length: 1000 }, (_, row) => cellsOf(row));
    const written = rows.map((cells, row) => {
      const members = cells.map((json, index) =>
        json === 'null' && row > 500 ? [] : [`"${schema[index]?.[0]}":${json}`],
      );
      return `{${(row % 7 === 0 ? members.reverse() : members).flat().join(',')}}`;
    });
    const columns = schema.map(([name, type]) => ({ name, type }));
    const { table } = readAnswer(`{"schema":${JSON.stringify(columns)},"results":[${written.join(',')}]}`);
    expect(jsonRows(table)).toEqual(rows);
  });

  it('tells names of any length apart by each of their letters', () => {
    const names = Array.from({ length: 40 }, (_, index) => `${'n'.repeat(index >> 1)}${'xy'[index % 2]}`);
    const swapped = names.map((_, index) => names[index ^ 1]);
    const schema = names.map((name) => ({ name, type: 'String' }));
    const rows = [names, swapped, names].map((order) => `{${order.map((name) => `"${name}":"${name}!"`).join(',')}}`);
    const { table } = readAnswer(`{"schema":${JSON.stringify(schema)},"results":[${rows.join(',')}]}`);
    expect(textRows(table)).toEqual(rows.map(() => names.map((name) => `${name}!`)));
  });

  it('gives names such as __proto__ and constructor columns of their own', () => {
    const names = ['__proto__', 'constructor', 'toString', '', ' ', 'a"b', 'a\nb'];
    const schema = names.map((name) => ({ name, type: 'String' }));
    const row = names.map((name, index) => `${JSON.stringify(name)}:"${index}"`).join(',');
    const { table } = readAnswer(`{"schema":${JSON.stringify(schema)},"results":[{${row}}]}`);
    expect(textRows(table)).toEqual([names.map((_, index) => String(index))]);
  });

  it('notes values under names that are no columns', () => {
    const { notes } = readAnswer('{"schema":[{"name":"A","type":"Int64"}],"results":[{"B":[{"x":"}"}],"A":1}]}');
    expect(notes).toHaveLength(1);
  });

  it('skips other members, before and after the rows', () => {
    const body =
      '{"stats":{"a":["]","}"]},"schema":[{"name":"A","type":"Int64"}],"results":[{"A":1}],"more":null, "x":-1.5e3}';
    expect(textRows(readAnswer(body).table)).toEqual([['1']]);
  });
});

describe('answers that cannot be trusted', () => {
  it.each([
    ['', 'TruncatedAnswer'],
    [' ', 'TruncatedAnswer'],
    ['{', 'TruncatedAnswer'],
    ['[]', 'NotAHuntingAnswer'],
    ['null', 'NotAHuntingAnswer'],
    ['<html>', 'MalformedAnswer'],
    ['{}', 'NotAHuntingAnswer'],
    ['{"error":{"code":"X"}}', 'NotAHuntingAnswer'],
    ['{"schema":[],"results":[]}', 'NotAHuntingAnswer'],
    ['{"schema":[{"name":"A","type":"Int64"}],"results":{}}', 'NotAHuntingAnswer'],
    ['{"schema":[{"name":"A","type":"Int64"}],"results":[],"results":[]}', 'NotAHuntingAnswer'],
    ['{"schema":[{"name":"A","type":"Int64"}],"results":[{"A":1}]} {}', 'MalformedAnswer'],
    ['{"schema":[{"name":"A","type":"Int64"}],"results":[{"A":1},]}', 'MalformedAnswer'],
    ['{"schema":[{"name":"A","type":"Int64"}],"results":[{"A":1}{"A":2}]}', 'MalformedAnswer'],
    ['{"schema":[{"name":"A","type":"Int64"}],"results":[{"A":1,}]}', 'MalformedAnswer'],
    ['{"schema":[{"name":"A","type":"Int64"}],"results":[{"A" 1}]}', 'MalformedAnswer'],
    ['{"schema":[{"name":"A","type":"Int64"}],"results":[{"A":1}', 'TruncatedAnswer'],
    ['{"schema":[{"name":"A","type":"Int64"}],"results":[{"A":1}]', 'TruncatedAnswer'],
    ['{"results":[{"A":1}', 'TruncatedAnswer'],
    ['{"results":[{"A":1}],"schema":[{"name":"A","type":"Int64"}]', 'TruncatedAnswer'],
    ['{"results":[{"A":1},],"schema":[{"name":"A","type":"Int64"}]}', 'MalformedAnswer'],
    ['{"results":[{"A":1}]}', 'NotAHuntingAnswer'],
  ])('%j is %s', (body, code) => {
    expect(codeOf(body)).toBe(code);
  });

  it.each([
    '01',
    '1.',
    '.5',
    '1e',
    '-',
    '+1',
    '0x1',
    'nul',
    'True',
    "'a'",
    '"\\x"',
    '"\\u12"',
    '"a\nb"',
    '[1,]',
    '[1 2]',
    '{"a"}',
    '{a:1}',
    '{"a":1,}',
    '[1}',
    '[',
    'undefined',
  ])('refuses the value %s', (value) => {
    expect(codeOf(column('Object', value))).toMatch(/^(MalformedAnswer|TruncatedAnswer)$/);
  });

  it('gives all rows or an error wherever the bytes break off', () => {
    const body = new TextEncoder().encode(FAKE_GRAPH_ANSWERS.allTypes);
    for (let length = 0; length < body.length; length++) {
      expect(codeOf(body.subarray(0, length))).toBe('TruncatedAnswer');
    }
  });

  it('refuses a row whose member has a broken name', () => {
    const body = '{"schema":[{"name":"a","type":"String"}],"results":[{"\\x61":"1"}]}';
    expect(codeOf(body)).toBe('MalformedAnswer');
  });

  it('gives all rows or an error whatever bytes of the rows are changed', () => {
    const body = new TextEncoder().encode(FAKE_GRAPH_ANSWERS.allTypes);
    const firstRow = FAKE_GRAPH_ANSWERS.allTypes.indexOf('[{"B"');
    const change = fc.tuple(fc.integer({ min: firstRow, max: body.length - 1 }), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const changed = body.slice();
        for (const [position, byte] of changes) changed[position] = byte;
        expect(codeOf(changed)).toMatch(/^(2 rows|MalformedAnswer|TruncatedAnswer|NotAHuntingAnswer)$/);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('any answer in the shape of the service', () => {
  const NUMBER = fc.oneof(
    fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }).map(String),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
    fc.constantFrom('1.0', '1E+2', '-0', '0.10', '1e400'),
  );
  const STRING = fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text));
  const KINDS = {
    String: STRING,
    Int64: NUMBER,
    Double: NUMBER,
    SByte: fc.constantFrom('0', '1', 'true', 'false'),
    DateTime: fc
      .tuple(fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }), fc.stringMatching(/^\d{0,7}$/))
      .map(([date, fraction]) => `"${date.toISOString().slice(0, 19)}${fraction === '' ? '' : `.${fraction}`}Z"`),
    Object: fc
      .dictionary(
        fc.string().filter((name) => !name.includes('@odata')),
        fc.integer(),
      )
      .map((value) => JSON.stringify(value)),
  } as const;

  const answer = fc
    .uniqueArray(
      fc.tuple(fc.string({ minLength: 1 }), fc.constantFrom(...(Object.keys(KINDS) as (keyof typeof KINDS)[]))),
      {
        minLength: 1,
        maxLength: 6,
        selector: ([name]) => name.toLowerCase(),
      },
    )
    .chain((columns) => {
      const cells = fc.tuple(...columns.map(([, type]) => fc.option(KINDS[type])));
      return fc.record({ columns: fc.constant(columns), rows: fc.array(cells, { maxLength: 12 }) });
    });

  it('comes back exactly, cut at any bytes', () => {
    const style = fc.record({
      nullForm: fc.constantFrom('missing', 'null', '{}'),
      sidecars: fc.boolean(),
      schemaLast: fc.boolean(),
      space: fc.constantFrom('', ' ', '\r\n\t'),
    });
    fc.assert(
      fc.property(answer, style, fc.array(fc.nat(4000), { maxLength: 30 }), ({ columns, rows }, written, cuts) => {
        const { nullForm, sidecars, schemaLast, space } = written;
        const bodyRows = rows.map((cells) => {
          const members = cells.flatMap((cell, index) => {
            const [name = '', type = 'String'] = columns[index] ?? [];
            const key = JSON.stringify(name);
            const json = cell ?? (nullForm === '{}' && type === 'Object' ? 'null' : nullForm);
            const sidecar = sidecars ? [`${JSON.stringify(`${name}@odata.type`)}:${space}"#${type}"`] : [];
            return json === 'missing' ? sidecar : [...sidecar, `${key}${space}:${space}${json}`];
          });
          return `{${space}${members.join(`${space},${space}`)}${space}}`;
        });
        const schema = `"schema":${JSON.stringify(columns.map(([name, type]) => ({ name, type })))}`;
        const results = `"results":${space}[${space}${bodyRows.join(`,${space}`)}${space}]`;
        const body = `{${space}${(schemaLast ? [results, schema] : [schema, results]).join(',')}${space}}${space}`;
        const { table } = readAnswer(body, cuts);
        expect(table.columns.map(({ name }) => name)).toEqual(columns.map(([name]) => name));
        expect(jsonRows(table)).toEqual(rows.map((cells) => cells.map((cell) => cell ?? 'null')));
      }),
      { numRuns: 300 },
    );
  });
});
