import { expect, test } from 'vitest';
import { textTable } from './textTable';
import { writtenText } from './writtenText';

test('a TSV file separates with tabs and keeps tabs and line breaks in quotes', () => {
  const table = textTable(
    [
      { name: 'A', type: 'string' },
      { name: 'B', type: 'string' },
    ],
    [['x\ty\nz', '=1']],
  );
  expect(writtenText('tsv', { table })).toBe(`A\tB\r\n"x\ty\nz"\t"'=1"\r\n`);
});
