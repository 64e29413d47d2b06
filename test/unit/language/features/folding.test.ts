import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { findFoldingRanges } from '../../../../src/language/features/folding';

const foldsOf = (...lines: string[]) =>
  findFoldingRanges(TextDocument.create('file:///hunt.kql', 'kusto', 1, lines.join('\n'))).map(
    ({ startLine, endLine, kind }) => [startLine, endLine, kind],
  );

describe('findFoldingRanges', () => {
  it('folds each query of several lines', () => {
    expect(foldsOf('DeviceInfo', '| take 1', '', 'AlertInfo', '', 'AlertInfo', '| count', '| project Count')).toEqual([
      [0, 1, undefined],
      [5, 7, undefined],
    ]);
  });

  it('folds regions, also one inside another', () => {
    const folds = foldsOf('// region outer', '', '//#region inner', '', '//#endregion', '', '// endregion');
    expect(folds).toEqual([
      [2, 4, 'region'],
      [0, 6, 'region'],
    ]);
  });

  it('leaves a region without an end alone, and an end without a region', () => {
    expect(foldsOf('// endregion', '', '// region left open')).toEqual([]);
  });
});
