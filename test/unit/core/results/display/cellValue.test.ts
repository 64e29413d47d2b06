import { describe, expect, it } from 'vitest';
import { readCellValue, VALUE_CHARACTERS } from '../../../../../src/core/results/display/cellValue';
import { tableOf } from '../../../../fixtures/tableOf';

describe('a value in the side pane', () => {
  it('is null, or an empty text, and tells which', () => {
    const table = tableOf([['Value', 'string']], [['null'], ['""']]);
    expect(readCellValue(table, 0, 0)).toMatchObject({ isNull: true });
    expect(readCellValue(table, 1, 0)).toMatchObject({ isNull: false, text: '', length: 0 });
  });

  it('keeps line breaks and tabs, and marks all else that is invisible', () => {
    const table = tableOf([['Value', 'string']], [[JSON.stringify('a\r\n\tb\u202E\rc')]]);
    expect(readCellValue(table, 0, 0).text).toBe('a\n\tb‹U+202E›‹U+000D›c');
  });

  it('lays out a dynamic value with its digits untouched', () => {
    const table = tableOf([['Value', 'dynamic']], [['{"id":9007199254740993}']]);
    expect(readCellValue(table, 0, 0)).toMatchObject({
      text: '{"id":9007199254740993}',
      formatted: '{\n  "id": 9007199254740993\n}',
    });
  });

  it('lays out JSON in a string, but no other string', () => {
    const table = tableOf([['Value', 'string']], [[JSON.stringify('{"a":[1]}')], ['"{a}"']]);
    expect(readCellValue(table, 0, 0).formatted).toBe('{\n  "a": [\n    1\n  ]\n}');
    expect(readCellValue(table, 1, 0)).not.toHaveProperty('formatted');
  });

  it('cuts 10 MB to what a pane can hold and tells the full length', () => {
    const table = tableOf([['Value', 'string']], [[JSON.stringify('A'.repeat(10_485_760))]]);
    const value = readCellValue(table, 0, 0);
    expect(value.text.length).toBe(VALUE_CHARACTERS);
    expect(value).toMatchObject({ isCut: true, length: 10_485_760 });
  });
});
