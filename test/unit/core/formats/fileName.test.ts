import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { proposeFileName, safeFileName } from '../../../../src/core/formats/fileName';

describe('a proposed file name', () => {
  test.each([
    ['powershell downloads', 'powershell downloads'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['C:\\Windows\\x', 'C__Windows_x'],
    ['a"b<c>d|e?f*g', 'a_b_c_d_e_f_g'],
    ['CON', '_CON'],
    ['nul.csv', '_nul.csv'],
    ['COM¹', '_COM¹'],
    ['console', 'console'],
    ['x.csv. ', 'x.csv'],
    ['a\u202Eb\0c', 'a_b_c'],
    ['  ', 'results'],
    ['..', 'results'],
    ['e\u0301', '\u00E9'],
  ])('%j becomes %j', (title, name) => {
    expect(safeFileName(title)).toBe(name);
  });

  test('ends with the format’s ending', () => {
    expect(proposeFileName('Hunt', 'markdown')).toBe('Hunt.md');
  });

  test('is cut between characters, at 120 bytes', () => {
    expect(safeFileName('😀'.repeat(50))).toBe('😀'.repeat(30));
  });

  test('is a plain name whatever the title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (title) => {
        const name = safeFileName(title);
        expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Cf}\p{Cs}]|^[.\s]|[.\s]$|^$/u);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(120);
        expect(safeFileName(name)).toBe(name);
      }),
    );
  });
});
