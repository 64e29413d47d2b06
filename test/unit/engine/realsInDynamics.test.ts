import { beforeAll, describe, expect, test } from 'vitest';
import type { QueryEngine } from '../../../src/engine/queryEngine';
import { openBareEngine, readAnswer } from '../../fixtures/bareEngine';

describe('reals in dynamics are written as .NET writes them', () => {
  let engine: QueryEngine;

  beforeAll(async () => {
    engine = await openBareEngine();
  });

  test.each([
    ['tostring(dynamic([1e300, 1.50, 1e15, 0.00001, -0.0001]))', '[1E+300,1.5,1E+15,1E-05,-0.0001]'],
    ['tostring(pack_array(1e300, 123456789012345.0, 1e10, real(null), real(inf)))', null],
    [
      `tostring(parse_json('{"a":1e3,"b":[2.50,1E-9],"c":1000000000000000.0}'))`,
      '{"a":1000.0,"b":[2.5,1E-09],"c":1E+15}',
    ],
    [`parse_json('[1e400,1e-2]')`, null],
    ['tostring(parse_json("5e-324"))', '5E-324'],
    ['tostring(toreal(1e300))', '1E+300'],
    ['strcat(dynamic(1e20), "")', '1E+20'],
    [`tostring(parse_json('{"x":1e20}').x)`, '1E+20'],
    [`tostring(parse_json('{"x":[1e-7]}').x)`, '[1E-07]'],
    [`tostring(parse_json('{"x":"1e-7"}').x)`, '1e-7'],
    [`tostring(parse_json('{"x":"100000000000000000000.0"}').x)`, '100000000000000000000.0'],
    [`tostring(bag_pack('a', 0.00001).a)`, '1E-05'],
    [`tostring(pack_array(1e20)[0])`, '1E+20'],
    [`strcat(bag_pack('a', 1e20)['a'], '')`, '1E+20'],
    [`tostring(bag_pack('a', bag_pack('b', 5e-324)).a)`, '{"b":5E-324}'],
  ])('%s', async (expression, expected) => {
    const { rows } = await readAnswer(engine, `print x = ${expression}`);
    if (expected !== null) expect(rows).toEqual([[expected]]);
    if (expected !== '1e-7') expect(JSON.stringify(rows)).not.toMatch(/\de[-+]?\d/);
  });

  test('where they leave a dynamic of a row', async () => {
    const { rows } = await readAnswer(
      engine,
      `datatable(d:dynamic, k:string)[dynamic({"x":1e20}), 'x', dynamic({"x":0.00001234}), 'x', dynamic({"x":2.0}), 'x']
       | project tostring(d.x), tostring(d[k]), strcat(d.x, '')`,
    );
    expect(rows).toEqual([
      ['1E+20', '1E+20', '1E+20'],
      ['1.234E-05', '1.234E-05', '1.234E-05'],
      ['2.0', '2.0', '2.0'],
    ]);
  });

  test('where they become rows', async () => {
    const { rows } = await readAnswer(
      engine,
      'print d = dynamic([1e20, 1.5, "1e5", [1e-9]]) | mv-expand d to typeof(string) | project d',
    );
    expect(rows).toEqual([['1E+20'], ['1.5'], ['1e5'], ['[1E-09]']]);
  });

  test('in lists that are made of columns, nulls among them', async () => {
    const { rows } = await readAnswer(
      engine,
      'datatable(x:real)[1e300, real(null), 0.00002] | summarize make_list(x), make_list_with_nulls(x)',
    );
    expect(rows).toEqual([['[1E+300,2E-05]', '[1E+300,null,2E-05]']]);
  });
});
