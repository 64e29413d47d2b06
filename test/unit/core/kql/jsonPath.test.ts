import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeExtend, writeJsonPath } from '../../../../src/core/kql/jsonPath';
import { writeString } from '../../../../src/core/kql/valueLiteral';
import { PARSED, stepsTo, walkJson } from '../../../../src/core/json/walkJson';
import { measureValue } from '../../../../src/core/json/jsonExtent';
import { bindQuery } from '../../../../src/kusto/bindQuery';
import { createBindingScope } from '../../../../src/kusto/tableSchema';
import { openBareEngine, readAnswer } from '../../../fixtures/bareEngine';

const DYNAMIC = { name: 'Data', type: 'dynamic' } as const;
const STRING = { name: 'Data', type: 'string' } as const;

describe('the path of a value in a column', () => {
  it('is written with dots, quotes and indexes', () => {
    expect(writeJsonPath(DYNAMIC, ['Path', 'odd key', 0])).toBe('Data.Path["odd key"][0]');
    expect(writeJsonPath(STRING, ['Id'])).toBe('parse_json(Data).Id');
    expect(writeJsonPath(DYNAMIC, ['where', 'by'])).toBe('Data["where"]["by"]');
    expect(writeJsonPath(DYNAMIC, ['Raw', PARSED, 'Id'])).toBe('parse_json(tostring(Data.Raw)).Id');
    expect(writeJsonPath({ name: 'my "data"', type: 'dynamic' }, ['a"] | take 0'])).toBe(
      '["my \\"data\\""]["a\\"] | take 0"]',
    );
  });

  it('is understood by Kusto’s own parser, whatever the members are called', () => {
    const scope = createBindingScope([]);
    const name = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[A-Za-z_]\w{0,12}$/));
    fc.assert(
      fc.property(fc.array(fc.oneof(name, fc.nat(9)), { minLength: 1, maxLength: 4 }), (steps) => {
        const query = `print Data = parse_json("") | extend X = tostring(${writeJsonPath(DYNAMIC, steps)})`;
        expect(bindQuery(query, scope).diagnostics).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a value made a column', () => {
  it.each([
    ['"x"', 'extend Kind = tostring(Data["kind"])'],
    ['9223372036854775807', 'extend Kind = tolong(Data["kind"])'],
    ['9223372036854775808', 'extend Kind = toreal(Data["kind"])'],
    ['1.0', 'extend Kind = toreal(Data["kind"])'],
    ['true', 'extend Kind = tobool(Data["kind"])'],
    ['"2026-01-31T10:00:00.1234567Z"', 'extend Kind = todatetime(Data["kind"])'],
    ['"2026-01-31"', 'extend Kind = tostring(Data["kind"])'],
    ['null', 'extend Kind = tostring(Data["kind"])'],
    ['{"a":1}', 'extend Kind = Data["kind"]'],
  ])('is converted by its type: %s', (value, expected) => {
    expect(writeExtend(DYNAMIC, ['kind'], value, ['Data'])).toBe(expected);
  });

  it('gets a name that no column has, in any case', () => {
    expect(writeExtend(DYNAMIC, ['deviceName'], '"x"', ['DEVICENAME', 'DeviceName2'])).toContain('DeviceName3 =');
    expect(writeExtend(DYNAMIC, ['Items', 0, 1], '"x"', [])).toContain('Items_0_1 =');
    expect(writeExtend(DYNAMIC, ['é "’'], '"x"', [])).toContain('extend Data = ');
    expect(writeExtend(DYNAMIC, ['1st one'], '"x"', [])).toContain('_1st_one =');
    expect(writeExtend(DYNAMIC, [0], '"x"', ['Data'])).toContain('Data_0 =');
  });

  it('has the value when the query runs, for every value of a document', async () => {
    const engine = await openBareEngine();
    const inner = JSON.stringify({ deep: [{ 'a b': 'found' }] });
    const json = JSON.stringify({
      type: 'x',
      'odd "key"': [1, { n: 'y\n' }],
      Raw: inner,
      Flag: true,
      Rate: 0.5,
      Big: 12,
    });
    const places = [...walkJson(json)].map(({ start }) => start).filter((start) => !'{['.includes(json.charAt(start)));
    const wanted = places.map((start) => ({
      steps: stepsTo(json, start) ?? [],
      value: json.slice(start, measureValue(json, start).end),
    }));
    wanted.push({ steps: ['Raw', PARSED, 'deep', 0, 'a b'], value: '"found"' });
    expect(wanted.length).toBe(8);
    for (const column of [DYNAMIC, STRING]) {
      const source = column.type === 'dynamic' ? `parse_json(${writeString(json)})` : writeString(json);
      for (const { steps, value } of wanted) {
        const operator = writeExtend(column, steps, value, ['Data']);
        const { rows } = await readAnswer(engine, `print Data = ${source} | ${operator} | project-away Data`);
        expect(String(rows[0]?.[0]), operator).toBe(String(JSON.parse(value)));
      }
    }
  });
});
