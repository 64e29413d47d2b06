import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  CELL_CHARACTERS,
  displayCell,
  displayValue,
  isDisplayCell,
  type DisplayCell,
} from '../../../../../src/core/results/display/displayCell';
import { tableOf } from '../../../../fixtures/tableOf';

const CORPUS = path.resolve(import.meta.dirname, '../../../../../shared/hostile/hostile.json');

const corpusSchema = v.object({
  results: v.array(v.record(v.string(), v.unknown())),
  cases: v.array(
    v.object({
      id: v.string(),
      where: v.object({ row: v.optional(v.number()), column: v.optional(v.string()) }),
      expect: v.object({ display: v.optional(v.string()), mixedScript: v.optional(v.boolean()) }),
    }),
  ),
});

function shown(text: string): DisplayCell {
  return displayCell(tableOf([['Value', 'string']], [[JSON.stringify(text)]]), 0, 0);
}

describe('a cell of the grid', () => {
  it('is plain text for an ordinary value', () => {
    expect(shown('powershell.exe -enc AAAA')).toBe('powershell.exe -enc AAAA');
  });

  it('tells null from an empty text', () => {
    expect(displayCell(tableOf([['Value', 'string']], [['null']]), 0, 0)).toBeNull();
    expect(shown('')).toBe('');
  });

  it('writes invisible characters as marks', () => {
    expect(shown('invoice\u202Efdp.exe')).toBe('invoice‹U+202E›fdp.exe');
    expect(shown('a\r\nb')).toBe('a‹U+000D›‹U+000A›b');
    expect(shown('\uD800')).toBe('‹U+D800›');
  });

  it('marks a word of look-alike letters and leaves its text alone', () => {
    expect(shown('micr\u043Esoft')).toEqual({ text: 'micr\u043Esoft', hasMixedScripts: true });
    expect(shown('привет hello')).toBe('привет hello');
  });

  it('cuts a long value and tells its length', () => {
    expect(shown('x'.repeat(CELL_CHARACTERS))).toBe('x'.repeat(CELL_CHARACTERS));
    expect(shown('x'.repeat(CELL_CHARACTERS + 1))).toEqual({
      text: 'x'.repeat(CELL_CHARACTERS),
      fullLength: CELL_CHARACTERS + 1,
    });
  });

  it('does not cut a surrogate pair in two', () => {
    const cell = shown(`${'x'.repeat(CELL_CHARACTERS - 1)}😀`);
    expect(cell).toEqual({ text: 'x'.repeat(CELL_CHARACTERS - 1), fullLength: CELL_CHARACTERS + 1 });
  });

  it('shows numbers digit by digit', () => {
    const table = tableOf([['Id', 'long']], [['9223372036854775807'], ['-9007199254740993']]);
    expect([displayCell(table, 0, 0), displayCell(table, 1, 0)]).toEqual(['9223372036854775807', '-9007199254740993']);
  });

  it('is always a cell that the page accepts', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => isDisplayCell(shown(text))));
  });

  it.each([5, undefined, {}, { text: 1 }, { text: 'a', fullLength: 'b' }, { text: 'a', hasMixedScripts: false }, []])(
    'is not %o',
    (data) => expect(isDisplayCell(data)).toBe(false),
  );
});

describe('a shown datetime', () => {
  it.each([
    ['2026-01-31T23:59:59Z', '2026-01-31T23:59:59.0000000Z'],
    ['2026-01-31T23:59:59.12Z', '2026-01-31T23:59:59.1200000Z'],
    ['2026-01-31T23:59:59.1234567Z', '2026-01-31T23:59:59.1234567Z'],
    ['not a time', 'not a time'],
  ])('%s has seven fraction digits: %s', (text, expected) => expect(displayValue('datetime', text)).toBe(expected));

  it('leaves other types as they came', () => {
    expect(displayValue('string', '2026-01-31T23:59:59Z')).toBe('2026-01-31T23:59:59Z');
  });
});

describe.skipIf(!existsSync(CORPUS))('the hostile corpus (../shared/hostile/hostile.json)', () => {
  const text = existsSync(CORPUS) ? readFileSync(CORPUS, 'utf8') : '{"results":[],"cases":[]}';
  const { cases, results } = v.parse(corpusSchema, JSON.parse(text));
  const displayed = cases.flatMap(({ id, where, expect: { display, mixedScript } }) => {
    const value = where.row === undefined ? where.column : results[where.row]?.['Value'];
    return display === undefined || typeof value !== 'string' ? [] : [{ id, value, display, mixedScript }];
  });

  it('has cases', () => expect(displayed.length).toBeGreaterThan(160));

  it.each(displayed)('is shown as expected: $id', ({ value, display, mixedScript }) => {
    const cell = shown(value);
    const marked = typeof cell === 'string' || cell === null ? { text: cell } : cell;
    expect(marked.text).toBe(display);
    if (mixedScript === true) expect(marked).toHaveProperty('hasMixedScripts', true);
    else expect(typeof cell).toBe('string');
  });
});
