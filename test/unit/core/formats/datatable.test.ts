import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeTable } from '../../../../src/core/formats/format';
import type { ResultTable } from '../../../../src/core/results/resultTable';
import { bindQuery } from '../../../../src/kusto/bindQuery';
import { createBindingScope } from '../../../../src/kusto/tableSchema';
import { tableOf } from '../../../fixtures/tableOf';

function write(table: ResultTable): string {
  return Array.from(writeTable('datatable', { table }), ({ text }) => text).join('');
}

describe('a KQL datatable', () => {
  it('holds every type exactly', () => {
    const table = tableOf(
      [
        ['Timestamp', 'datetime'],
        ['Id', 'long'],
        ['my name', 'string'],
        ['Bag', 'dynamic'],
        ['Took', 'timespan'],
        ['Share', 'real'],
        ['Yes', 'bool'],
      ],
      [
        [
          '"2026-01-31T23:59:59.1234567Z"',
          '9223372036854775807',
          '"a\\"b"',
          '{"n":1.10}',
          '"00:00:01.0000001"',
          '0.5',
          '1',
        ],
        ['null', 'null', 'null', 'null', 'null', 'null', 'null'],
      ],
    );
    expect(write(table)).toBe(
      [
        'datatable (Timestamp: datetime, Id: long, ["my name"]: string, Bag: dynamic, Took: timespan, Share: real, Yes: bool) [',
        '  datetime(2026-01-31T23:59:59.1234567Z), long(9223372036854775807), "a\\"b", dynamic({"n":1.10}), time(00:00:01.0000001), real(0.5), true,',
        '  datetime(null), long(null), "", dynamic(null), timespan(null), real(null), bool(null),',
        ']',
        '',
      ].join('\n'),
    );
  });

  it('tells of a value that is none of its column’s type, in a comment that holds it on one line', () => {
    const table = tableOf([['Id', 'long']], [['"1\\n] | take 0"']]);
    expect(write(table)).toBe('datatable (Id: long) [\n  long(null), // Id was "1\\n] | take 0"\n]\n');
  });

  it('keeps dynamic values inside their literals, however an answer escapes them', () => {
    const values = ['{"a":"\\/\\")]; T //"}', '"\\\\/"', '"\u202e\u2028"', '["\\b\\f\\u0000"]', '{"\\/":1}'];
    const table = tableOf(
      [['Bag', 'dynamic']],
      values.map((value) => [value]),
    );
    const text = write(table);
    expect(bindQuery(text, createBindingScope([])).diagnostics).toEqual([]);
    expect(text.split('\n').slice(1, 4)).toEqual([
      '  dynamic({"a":"/\\")]; T //"}),',
      '  dynamic("\\\\/"),',
      '  dynamic("\\u202e\\u2028"),',
    ]);
  });

  it('binds without a fault, whatever texts it holds', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 20 }), { minLength: 1, maxLength: 5 }), (texts) => {
        const table = tableOf(
          [['Text', 'string']],
          texts.map((text) => [JSON.stringify(text)]),
        );
        const { root, diagnostics } = bindQuery(write(table), createBindingScope([]));
        expect(diagnostics).toEqual([]);
        expect(root.text).toContain('datatable');
      }),
      { numRuns: 60 },
    );
  });
});
