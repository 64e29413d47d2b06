import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layOutTable } from '../../../src/cli/terminalTable';
import { displayWidth } from '../../../src/cli/terminalText';
import { writeRows } from '../../../src/core/formats/format';
import type { Column, ResultTable } from '../../../src/core/results/resultTable';
import { raw, textTable } from '../core/formats/textTable';

function linesOf(table: ResultTable, width?: number): string[] {
  const { writer } = layOutTable({ table }, width);
  const text = [...writeRows(writer, { table })].map((chunk) => chunk.text).join('');
  return text.split('\n').slice(0, -1);
}

const strings = (...names: string[]): Column[] => names.map((name) => ({ name, type: 'string' }));

describe('a terminal table', () => {
  test('is aligned, numbers on the right', () => {
    const columns: readonly Column[] = [
      { name: 'FileName', type: 'string' },
      { name: 'N', type: 'long' },
      { name: 'Note', type: 'string' },
    ];
    const table = textTable(columns, [
      ['漢字.exe', raw('7'), 'x'],
      ['powershell.exe', raw('1234'), null],
    ]);
    expect(linesOf(table)).toEqual([
      'FileName           N  Note',
      '--------------  ----  ----',
      '漢字.exe           7  x',
      'powershell.exe  1234  null',
    ]);
  });

  test('of no rows shows its columns', () => {
    expect(linesOf(textTable(strings('A', 'B'), []))).toEqual(['A  B', '-  -']);
  });

  test('is cut to the terminal, the widest column first', () => {
    const table = textTable(strings('Device', 'CommandLine'), [
      ['host-1', 'powershell -enc AAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
    ]);
    expect(linesOf(table, 24)[2]).toBe('host-1  powershell -enc…');
  });

  test('says how many columns found no place', () => {
    const table = textTable(strings('ColumnOne', 'ColumnTwo', 'ColumnThree'), [['a', 'b', 'c']]);
    expect(layOutTable({ table }, 20).hiddenColumns).toBe(1);
    expect(layOutTable({ table }, undefined).hiddenColumns).toBe(0);
  });

  test('cuts nothing where no terminal reads it', () => {
    const long = 'x'.repeat(5000);
    const lines = linesOf(
      textTable(strings('A', 'B'), [
        [long, 'end'],
        ['short', 'end'],
      ]),
    );
    expect(lines[2]).toBe(`${long}  end`);
    expect(lines[3]?.length).toBe(85);
  });

  test('lets no value command the terminal or break its line', () => {
    const table = textTable(strings('A\u001B[31m'), [['\u001B]52;c;AAAA\u0007\r\nnext\u009B1m\u202E']]);
    expect(linesOf(table)).toHaveLength(3);
    expect(linesOf(table).join('')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  test('of any values fits the terminal and stays inert', () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 60 });
    const anyTable = fc.integer({ min: 1, max: 6 }).chain((width) => {
      const row = fc.array(anyText, { minLength: width, maxLength: width });
      return fc.record({
        names: row,
        rows: fc.array(row, { maxLength: 4 }),
        terminalWidth: fc.integer({ min: 8, max: 120 }),
      });
    });
    fc.assert(
      fc.property(anyTable, ({ names, rows, terminalWidth }) => {
        const lines = linesOf(textTable(strings(...names), rows), terminalWidth);
        expect(lines).toHaveLength(rows.length + 2);
        for (const line of lines) {
          expect(displayWidth(line)).toBeLessThanOrEqual(terminalWidth);
          expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
        }
      }),
    );
  });
});
