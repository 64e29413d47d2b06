import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { showInvisibles } from '../../../../src/core/visibleText';
import { INERT_KINDS, renderMarkdown } from './renderedMarkdown';
import { raw, textTable } from './textTable';
import { writtenText } from './writtenText';

describe('a Markdown table', () => {
  test('lines numbers up on the right', () => {
    const table = textTable(
      [
        { name: 'FileName', type: 'string' },
        { name: 'Count', type: 'long' },
      ],
      [
        ['powershell', raw('12')],
        [null, null],
      ],
    );
    expect(writtenText('markdown', { table })).toBe(
      '| FileName | Count |\n| --- | ---: |\n| powershell | 12 |\n|  |  |\n',
    );
  });

  test('keeps a value of several lines in its cell', () => {
    const table = textTable([{ name: 'A', type: 'string' }], [['one\r\ntwo\rthree\nfour']]);
    expect(writtenText('markdown', { table })).toContain('| one<br>two<br>three<br>four |');
  });

  test.each([
    ['[x](https://attacker.test)'],
    ['![x](https://attacker.test/t.png)'],
    ['<https://attacker.test> https://attacker.test www.attacker.test a@attacker.test'],
    ['<img src=x onerror=alert(1)>'],
    ['`code` **bold** _it_ ~~no~~ | # heading'],
    ['\\| \\<b> &lt;b&gt;'],
    ['```\ncode\n```'],
    ['- item\n1. item\n> quote\n# heading\n---'],
    ['a\u202Eb\u0001c'],
  ])('makes nothing but text of %j', (text) => {
    const table = textTable([{ name: text, type: 'string' }], [[text]]);
    const { kinds, cells } = renderMarkdown(writtenText('markdown', { table }));
    expect(kinds.filter((kind) => !INERT_KINDS.includes(kind))).toEqual([]);
    const shown = text.split('\n').map(showInvisibles).join('\n');
    expect(cells).toEqual([[shown], [shown]]);
  });

  test('of any text has one table of its shape', () => {
    const dangerous = fc.constantFrom(
      '|',
      '\\',
      '`',
      '<',
      '&',
      '[',
      ']',
      '(',
      ')',
      '!',
      '\n',
      'http://',
      'www.',
      '*',
      '_',
      '#',
      '-',
      '$',
    );
    const anyText = fc
      .array(fc.oneof(dangerous, fc.string({ unit: 'grapheme', maxLength: 4 })))
      .map((parts) => parts.join(''));
    const anyTable = fc.integer({ min: 1, max: 4 }).chain((width) => {
      const row = fc.array(anyText, { minLength: width, maxLength: width });
      return fc.record({ header: row, rows: fc.array(row, { maxLength: 4 }) });
    });
    fc.assert(
      fc.property(anyTable, ({ header, rows }) => {
        const table = textTable(
          header.map((name) => ({ name, type: 'string' })),
          rows,
        );
        const { kinds, cells } = renderMarkdown(writtenText('markdown', { table }));
        expect(kinds.filter((kind) => !INERT_KINDS.includes(kind))).toEqual([]);
        expect(cells.map((row) => row.length)).toEqual([header, ...rows].map((row) => row.length));
      }),
    );
  });
});
