import { describe, expect, it } from 'vitest';
import { copyAsTsv } from '../../../../src/core/results/copyRows';
import { tableOf } from '../../../fixtures/tableOf';

describe('copying rows', () => {
  it('gives one cell as its exact text', () => {
    const table = tableOf([['Value', 'string']], [[JSON.stringify('=1+1\t"x"\n')]]);
    expect(copyAsTsv({ table, rows: [0], columns: [0] }, false)).toEqual({
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
    expect(copyAsTsv({ table }, false)).toMatchObject({ value: { text: 'x\t1\r\ny\t2' } });
    expect(copyAsTsv({ table }, true)).toMatchObject({ value: { text: 'A\tB\r\nx\t1\r\ny\t2' } });
  });

  it('refuses what no program could paste, and says what to do', () => {
    const table = tableOf([['Value', 'string']], [[JSON.stringify('x'.repeat(1_000_000))]]);
    const copied = copyAsTsv({ table, rows: Array.from({ length: 30 }, () => 0) }, false);
    expect(copied).toMatchObject({ ok: false, error: { code: 'TooMuchToCopy' } });
  });
});
