import { describe, expect, test } from 'vitest';
import { PAUSE, type Procedure, type Row } from '../../../src/engine/procedures/procedure';
import { patternsOfTexts, reduceTexts } from '../../../src/engine/procedures/reduceTexts';

function run(procedure: Procedure, ...texts: readonly (readonly [text: string, count: bigint])[]): Row[] {
  return [...procedure([texts])].filter((row) => row !== PAUSE);
}

describe('reduce', () => {
  test('puts wildcards where texts that are alike differ', () => {
    const rows = run(reduceTexts({ threshold: 0.1, separators: undefined }), ['San Jose', 2n], ['San Luis', 1n]);
    expect(rows).toEqual([['San *', 3n, 'San Jose']]);
  });

  test('leaves apart what is less alike than the threshold asks', () => {
    const rows = run(reduceTexts({ threshold: 0.9, separators: undefined }), ['San Jose', 2n], ['San Luis', 3n]);
    expect(rows.map(([pattern]) => pattern)).toEqual(['San Luis', 'San Jose']);
  });

  test('counts rows that resemble no other one as others, last', () => {
    const rows = run(reduceTexts({ threshold: 0.1, separators: undefined }), ['one', 1n], ['two', 1n], ['a b', 2n]);
    expect(rows).toEqual([
      ['a b', 2n, 'a b'],
      ['others', 2n, ''],
    ]);
  });

  test('parts terms at the given characters only', () => {
    const rows = run(reduceTexts({ threshold: 0.1, separators: '-' }), ['a b-1', 1n], ['a b-2', 1n], ['', 1n]);
    expect(rows.map(([pattern]) => pattern)).toEqual(['a b-*', 'others']);
  });

  test('tells each text its pattern', () => {
    const rows = run(patternsOfTexts({ threshold: 0.1, separators: undefined }), ['x 1', 1n], ['x 2', 1n], ['y', 1n]);
    expect(rows).toEqual([
      ['x 1', 'x *', 2n, 'x 1'],
      ['x 2', 'x *', 2n, 'x 1'],
      ['y', 'others', 1n, ''],
    ]);
  });
});
