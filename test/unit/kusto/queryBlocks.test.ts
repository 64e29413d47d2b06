import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { itemsOf, KustoLanguage } from '../../../src/kusto/languageService';
import { splitBlocks } from '../../../src/kusto/queryBlocks';

/** Texts of the pieces that decide where a block begins. */
const script = fc
  .array(
    fc.constantFrom(
      '\n',
      '\r\n',
      '\n\n',
      '\n \t\n',
      'a',
      ' | take 1',
      '//',
      '"',
      "'",
      '@"',
      "h'",
      '```',
      '~~~',
      '\\',
      '\\q',
      '""',
    ),
    { maxLength: 30 },
  )
  .map((pieces) => pieces.join(''));

describe('splitBlocks', () => {
  test('covers the whole text, blanks included', () => {
    fc.assert(
      fc.property(script, (text) => {
        expect(
          splitBlocks(text)
            .map((block) => block.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });

  test('separates as Kusto’s own script does', () => {
    fc.assert(
      fc.property(script, (text) => {
        const blocks = itemsOf(KustoLanguage.Editor.CodeScript.From$1(text, KustoLanguage.GlobalState.Default)?.Blocks);
        const withText = ({ text }: { text: string | null }) => (text ?? '').trim() !== '';
        expect(
          splitBlocks(text)
            .filter(withText)
            .map(({ start, text }) => [start, text.trimEnd()]),
        ).toEqual(
          blocks
            .map((block) => ({ start: block.Start, text: block.Text }))
            .filter(withText)
            .map(({ start, text }) => [start, text?.trimEnd()]),
        );
      }),
      { numRuns: 500 },
    );
  });

  test('takes a megabyte in one string', () => {
    const text = `print a = "${'\\n'.repeat(500_000)}"\n\nprint b = \`\`\`\n\nx`;
    expect(splitBlocks(text).map(({ start }) => start)).toEqual([0, 1_000_014]);
  });
});
