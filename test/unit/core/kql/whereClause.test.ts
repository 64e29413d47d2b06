import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeColumn } from '../../../../src/core/kql/columnReference';
import { writeLiteral, writeString } from '../../../../src/core/kql/valueLiteral';
import { writeRowsCondition } from '../../../../src/core/kql/whereClause';
import type { Column } from '../../../../src/core/results/resultTable';
import type { ScalarType } from '../../../../src/core/results/scalarType';
import { bindQuery } from '../../../../src/kusto/bindQuery';
import type { BoundNode } from '../../../../src/kusto/boundNode';
import { createBindingScope } from '../../../../src/kusto/tableSchema';

const writeCondition = (column: Column, values: readonly (string | null)[], isIncluded: boolean) =>
  writeRowsCondition({ columns: [column], rows: [...new Set(values)].map((value) => [value]) }, isIncluded);

const SCOPE = createBindingScope([]);

function stringsOf(node: BoundNode): string[] {
  const own = node.stringValue;
  return [...(own === undefined ? [] : [own]), ...node.children.flatMap(stringsOf)];
}

describe('a condition on values', () => {
  it.each<[ScalarType, readonly (string | null)[], string, string]>([
    ['string', ['cmd.exe'], 'Name == "cmd.exe"', 'Name != "cmd.exe"'],
    ['string', ['a', 'b', 'a'], 'Name in ("a", "b")', 'Name !in ("a", "b")'],
    ['string', [null], 'isempty(Name)', 'isnotempty(Name)'],
    [
      'long',
      ['-9223372036854775808', null],
      'Name == long(-9223372036854775808) or isnull(Name)',
      'Name != long(-9223372036854775808) and isnotnull(Name)',
    ],
    [
      'datetime',
      ['2026-01-31T23:59:59.1234567Z'],
      'Name == datetime(2026-01-31T23:59:59.1234567Z)',
      'Name != datetime(2026-01-31T23:59:59.1234567Z)',
    ],
    ['timespan', ['-1.02:03:04.5000000'], 'Name == time(-1.02:03:04.5000000)', 'Name != time(-1.02:03:04.5000000)'],
    [
      'dynamic',
      ['{"a":1}'],
      'tostring(Name) == "{\\"a\\":1}" and gettype(Name) != "string"',
      'not(tostring(Name) == "{\\"a\\":1}" and gettype(Name) != "string")',
    ],
    ['dynamic', ['"x"', null], 'tostring(Name) == "x" or isnull(Name)', 'tostring(Name) != "x" and isnotnull(Name)'],
    ['bool', ['true'], 'Name == true', 'Name != true'],
    [
      'real',
      ['NaN', '1e+300', '-Infinity'],
      'Name in (real(1e+300), real(-inf)) or isnan(Name)',
      'Name !in (real(1e+300), real(-inf)) and not(isnan(Name))',
    ],
  ])('on a %s column is written for %j', (type, values, included, excluded) => {
    expect(writeCondition({ name: 'Name', type }, values, true)).toBe(included);
    expect(writeCondition({ name: 'Name', type }, values, false)).toBe(excluded);
  });

  it('is not written for what is no value of the column’s type, nor for nothing', () => {
    expect(writeCondition({ name: 'N', type: 'long' }, ['1) or true or (1 == 1'], true)).toBeUndefined();
    expect(writeCondition({ name: 'N', type: 'datetime' }, ['now()'], true)).toBeUndefined();
    expect(writeCondition({ name: 'N', type: 'string' }, [], true)).toBeUndefined();
  });

  it('names a column so that it is that column, whatever it is called', () => {
    expect(writeColumn('DeviceName')).toBe('DeviceName');
    expect(writeColumn('count_')).toBe('["count_"]');
    expect(writeColumn('a"] | take 0 //')).toBe('["a\\"] | take 0 //"]');
  });
});

describe('a text in a query', () => {
  it('is read back by Kusto’s own parser, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const bound = bindQuery(`print ${writeString(text)}`, SCOPE);
        expect(bound.diagnostics).toEqual([]);
        expect(stringsOf(bound.root)).toEqual([text]);
      }),
      { numRuns: 300 },
    );
  });

  it('hides nothing from a reader', () => {
    expect(writeString('pay\u202Efdp.exe\u200B\u00A0\u{E0041}')).toBe(
      '"pay\\u202efdp.exe\\u200b\\u00a0\\udb40\\udc41"',
    );
  });

  it.each<[ScalarType, string]>([
    ['long', '9007199254740993'],
    ['int', '-5'],
    ['decimal', '-1.10'],
    ['guid', '2b1b9a0c-0000-4000-8000-000000000001'],
    ['real', '-Infinity'],
  ])('stands beside a %s that is bound as one', (type, text) => {
    const literal = writeLiteral(type, text) ?? '';
    const bound = bindQuery(`print X = ${literal}`, SCOPE);
    expect(bound.diagnostics).toEqual([]);
    expect(literal.startsWith(`${type}(`)).toBe(true);
  });
});
