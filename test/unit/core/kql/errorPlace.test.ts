import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeInDocument } from '../../../../src/core/kql/errorPlace';

const TEXT = 'DeviceInfo\n| mv-expand Tags\r\n| where Nme == "x"';

describe('placeInDocument', () => {
  it('finds the word at a place of a query that begins a document', () => {
    const place = placeInDocument({ text: TEXT, start: { line: 0, character: 0 } }, { line: 3, column: 9 });
    expect(place).toEqual({ start: { line: 2, character: 8 }, end: { line: 2, character: 11 } });
  });

  it('moves the first line by where the text was taken from', () => {
    const place = placeInDocument({ text: TEXT, start: { line: 7, character: 4 } }, { line: 1, column: 1 });
    expect(place).toEqual({ start: { line: 7, character: 4 }, end: { line: 7, character: 14 } });
  });

  it('does not move the characters of later lines', () => {
    const place = placeInDocument({ text: TEXT, start: { line: 7, character: 4 } }, { line: 3, column: 9 });
    expect(place.start).toEqual({ line: 9, character: 8 });
  });

  it('takes an operator with a hyphen as one word', () => {
    const place = placeInDocument({ text: TEXT, start: { line: 0, character: 0 } }, { line: 2, column: 3 });
    expect(place).toEqual({ start: { line: 1, character: 2 }, end: { line: 1, character: 11 } });
  });

  it('marks one character where no word begins', () => {
    const place = placeInDocument({ text: TEXT, start: { line: 0, character: 0 } }, { line: 3, column: 13 });
    expect(place).toEqual({ start: { line: 2, character: 12 }, end: { line: 2, character: 13 } });
  });

  it('stays inside the text, whatever place is named', () => {
    const anyNumber = fc.integer({ min: -5, max: 50 });
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), anyNumber, anyNumber, (parts, line, column) => {
        const text = parts.map((part) => part.replace(/[\r\n]/g, '')).join('\n');
        const lines = text.split('\n');
        const { start, end } = placeInDocument({ text, start: { line: 0, character: 0 } }, { line, column });
        expect(start.line).toBe(end.line);
        expect(start.character).toBeGreaterThanOrEqual(0);
        expect(end.character).toBeGreaterThanOrEqual(start.character);
        expect(end.character).toBeLessThanOrEqual(lines[start.line]?.length ?? -1);
      }),
    );
  });
});
