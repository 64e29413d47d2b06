import fc from 'fast-check';
import { expect, test } from 'vitest';
import { showInvisibles } from '../../../src/core/visibleText';

test.each([
  ['plain text', 'plain text'],
  ['Zażółć 漢字 😀 مرحبا', 'Zażółć 漢字 😀 مرحبا'],
  ['invoice\u202Efdp.exe', 'invoice‹U+202E›fdp.exe'],
  ['\u001B[2J\u0007', '‹U+001B›[2J‹U+0007›'],
  ['a\u00A0\u200B\u3164b', 'a‹U+00A0›‹U+200B›‹U+3164›b'],
  ['\uD800x', '‹U+D800›x'],
  ['\u{E0041}', '‹U+E0041›'],
])('%j is shown as %j', (text, shown) => {
  expect(showInvisibles(text)).toBe(shown);
});

test('what is shown hides nothing, moves nothing and is not marked again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const shown = showInvisibles(text);
      expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/u);
      expect(showInvisibles(shown)).toBe(shown);
    }),
  );
});
