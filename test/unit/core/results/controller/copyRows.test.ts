import { describe, expect, it } from 'vitest';
import { copyRows, type CopyFormat } from '../../../../../src/core/results/controller/copyRows';
import { tableOf } from '../../../../fixtures/tableOf';

describe('copying rows', () => {
  it('gives one cell as its exact text', () => {
    const table = tableOf([['Value', 'string']], [[JSON.stringify('=1+1\t"x"\n')]]);
    expect(copyRows({ table, rows: [0], columns: [0] }, 'tsv', false)).toEqual({
      ok: true,
      value: { text: '=1+1\t"x"\n', summary: 'Copied 1 cell.' },
    });
  });

  it('gives more as TSV without a last line break, with the header where asked', () => {
    const table = tableOf(
      [
        ['A', 'string'],
        ['B', 'long'],
      ],
      [
        ['"x"', '1'],
        ['"y"', '2'],
      ],
    );
    expect(copyRows({ table }, 'tsv', false)).toMatchObject({ value: { text: 'x\t1\r\ny\t2' } });
    expect(copyRows({ table }, 'tsv', true)).toMatchObject({ value: { text: 'A\tB\r\nx\t1\r\ny\t2' } });
  });

  it('gives JSON, Markdown and CSV whole', () => {
    const table = tableOf([['A', 'long']], [['9223372036854775807'], ['null']]);
    const textOf = (format: CopyFormat) => {
      const copied = copyRows({ table }, format, true);
      return copied.ok ? copied.value.text : copied.error.code;
    };
    expect(textOf('json')).toBe(
      '{"schema":[{"name":"A","type":"Int64"}],"results":[\n{"A":9223372036854775807},\n{"A":null}\n]}',
    );
    expect(textOf('markdown')).toBe('| A |\n| ---: |\n| 9223372036854775807 |\n|  |');
    expect(textOf('csv')).toBe('A\r\n9223372036854775807\r\n""');
  });

  it('gives one column’s distinct values as a KQL list, and says where it cannot', () => {
    const table = tableOf(
      [
        ['A', 'string'],
        ['B', 'long'],
      ],
      [
        ['"x\\"y"', '1'],
        ['"x\\"y"', 'null'],
        ['"z"', '"many"'],
      ],
    );
    expect(copyRows({ table, columns: [0] }, 'list', true)).toMatchObject({ value: { text: '"x\\"y", "z"' } });
    expect(copyRows({ table, rows: [0, 1], columns: [1] }, 'list', true)).toMatchObject({
      value: { text: 'long(1), long(null)' },
    });
    expect(copyRows({ table, columns: [1] }, 'list', true)).toMatchObject({ error: { code: 'NoSuchValue' } });
    expect(copyRows({ table }, 'list', true)).toMatchObject({ error: { code: 'SeveralColumns' } });
  });

  it('refuses what no program could paste, and says what to do', () => {
    const table = tableOf([['Value', 'string']], [[JSON.stringify('x'.repeat(1_000_000))]]);
    const copied = copyRows({ table, rows: Array.from({ length: 30 }, () => 0) }, 'tsv', false);
    expect(copied).toMatchObject({ ok: false, error: { code: 'TooMuchToCopy' } });
  });
});
