import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutToWidth, displayWidth, padToWidth } from '../../../src/cli/terminalText';

test.each([
  ['abc', 3],
  ['漢字', 4],
  ['😀', 2],
  ['e\u0301', 1],
  ['ﾊﾝｶｸ', 4],
  ['ＡＢ', 4],
  ['Ж', 1],
])('%s takes %d columns', (text, width) => {
  expect(displayWidth(text)).toBe(width);
});

test('a cut text ends with an ellipsis and never cuts a wide character in two', () => {
  expect(cutToWidth('abcdef', 6)).toBe('abcdef');
  expect(cutToWidth('abcdefg', 6)).toBe('abcde…');
  expect(cutToWidth('漢字漢字', 6)).toBe('漢字…');
});

test('padding fills up to the width on either side', () => {
  expect(padToWidth('漢', 4, 'left')).toBe('  漢');
  expect(padToWidth('漢', 4, 'right')).toBe('漢  ');
});

test('whatever the text, a cut one fits and one that fits is not cut', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 30 }), (text, width) => {
      const cut = cutToWidth(text, width);
      expect(displayWidth(cut)).toBeLessThanOrEqual(width);
      if (displayWidth(text) <= width) expect(cut).toBe(text);
      expect(displayWidth(padToWidth(cut, width, 'left'))).toBe(width);
    }),
  );
});
