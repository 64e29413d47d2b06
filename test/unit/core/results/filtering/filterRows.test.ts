import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterRows } from '../../../../../src/core/results/filtering/filterRows';
import { parseFilterText, type ColumnCondition } from '../../../../../src/core/results/filtering/filterText';
import type { ResultTable } from '../../../../../src/core/results/resultTable';
import type { ScalarType } from '../../../../../src/core/results/scalarType';
import { tableOf } from '../../../../fixtures/tableOf';

/** The rows that pass what is typed over the only column. */
function passing(type: ScalarType, cells: readonly string[], typed: string): number[] {
  const condition = parseFilterText(typed, type);
  return condition === undefined ? [] : [...filterOne(oneColumn(type, cells), condition)];
}

function filterOne(table: ResultTable, condition: ColumnCondition): Uint32Array {
  return filterRows(table, { text: '', conditions: [{ column: 0, condition }] });
}

function oneColumn(type: ScalarType, cells: readonly string[]): ResultTable {
  return tableOf(
    [['V', type]],
    cells.map((cell) => [cell]),
  );
}

describe('rows that pass a filter', () => {
  it('hold the text in any case, in the order in which they came', () => {
    const cells = ['"cmd.exe"', '"PowerShell.exe"', 'null', '"powershell_ise"'];
    expect(passing('string', cells, 'POWERSHELL')).toEqual([1, 3]);
    expect(passing('string', cells, '!powershell')).toEqual([0, 2]);
  });

  it('hold a text that is not ASCII', () => {
    expect(passing('string', ['"Müller"', '"Muller"', '"MÜLLER"'], 'müll')).toEqual([0, 2]);
  });

  it('hold an unseen character where its mark is typed, as it is shown, in any case, or in part', () => {
    const cells = ['"a\u202efdp.exe"', '"a‹U+202E›fdp.exe"', '"a\u202dfdp.exe"', '"afdp.exe"', '"\u202e‹U+202E›"'];
    expect(passing('string', cells, '‹U+202E›')).toEqual([0, 1, 4]);
    expect(passing('string', cells, 'A‹u+202e›F')).toEqual([0, 1]);
    expect(passing('string', cells, '‹U+202E›‹U+202E›')).toEqual([4]);
    expect(passing('string', cells, 'U+202')).toEqual([0, 1, 2, 4]);
    expect(passing('string', cells, 'a\u202ef')).toEqual([0]);
    expect(passing('string', cells, '= a‹U+202E›fdp.exe')).toEqual([0, 1]);
    expect(passing('string', ['"u+1"', '"u1"'], 'u+1')).toEqual([0]);
  });

  it('do not hold a text that only two neighbouring values make together', () => {
    expect(passing('string', ['"ab"', '"cd"'], 'bc')).toEqual([]);
  });

  it('compare 64-bit integers to the last digit', () => {
    const cells = ['9223372036854775806', '9223372036854775807', '-9223372036854775808', 'null'];
    expect(passing('long', cells, '> 9223372036854775806')).toEqual([1]);
    expect(passing('long', cells, '= 9223372036854775806')).toEqual([0]);
    expect(passing('long', cells, '!= 9223372036854775806')).toEqual([1, 2, 3]);
    expect(passing('long', cells, '< 0')).toEqual([2]);
    expect(passing('long', cells, 'null')).toEqual([3]);
  });

  it('compare datetimes to the last tick', () => {
    const cells = ['"2026-01-31T23:59:59.1234567Z"', '"2026-01-31T23:59:59.1234568Z"', '"2026-02-01T00:00:00Z"'];
    expect(passing('datetime', cells, '> 2026-01-31 23:59:59.1234567')).toEqual([1, 2]);
    expect(passing('datetime', cells, '2026-01-31..2026-02-01')).toEqual([0, 1, 2]);
    expect(passing('datetime', cells, '< 2026-02-01')).toEqual([0, 1]);
  });

  it('compare timespans, decimals and reals by value', () => {
    expect(passing('timespan', ['"10.00:00:00"', '"9.00:00:00"', '"-00:00:01"'], '> 9.12:00:00')).toEqual([0]);
    expect(passing('decimal', ['"10.10"', '"9.9"', '"10.1000000000000000000000001"'], '> 10.1')).toEqual([2]);
    expect(passing('real', ['1.5', '-2', '1e300'], '-3..2')).toEqual([0, 1]);
  });

  it('are still told apart where a value of another form is among them', () => {
    expect(passing('long', ['12', '"many"', '7', '100000000000000000000'], '> 10')).toEqual([0, 3]);
  });

  it('are none where what is asked for is no value of the type', () => {
    expect(passing('long', ['12', '7'], '> many')).toEqual([]);
  });

  it('hold a text in any column and meet every condition', () => {
    const table = tableOf(
      [
        ['Name', 'string'],
        ['Id', 'long'],
      ],
      [
        ['"a"', '4711'],
        ['"4711"', '1'],
        ['"b"', '2'],
      ],
    );
    expect([...filterRows(table, { text: '4711', conditions: [] })]).toEqual([0, 1]);
    const condition: ColumnCondition = { kind: 'compares', operator: '>', value: '1' };
    expect([...filterRows(table, { text: '4711', conditions: [{ column: 1, condition }] })]).toEqual([0]);
  });

  it('hold exactly the value of another row, whatever it looks like', () => {
    const table = oneColumn('string', ['"null"', '"=x"', '"null"', 'null', '"NULL"']);
    expect([...filterOne(table, { kind: 'same', row: 0 })]).toEqual([0, 2]);
    expect([...filterOne(table, { kind: 'same', row: 3 })]).toEqual([3]);
  });

  it('are those whose text includes the needle, for any texts', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'A', 'b', 'ä', '\\', '"', '😀', '\n') });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 60 }), text, (texts, needle) => {
        fc.pre(needle !== '');
        const table = oneColumn(
          'string',
          texts.map((item) => JSON.stringify(item)),
        );
        const expected = [...texts.keys()].filter((row) => texts[row]?.toLowerCase().includes(needle.toLowerCase()));
        expect([...filterOne(table, { kind: 'contains', text: needle, isNegated: false })]).toEqual(expected);
      }),
    );
  });
});
