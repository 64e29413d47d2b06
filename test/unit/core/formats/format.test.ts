import { expect, test } from 'vitest';
import { FORMATS, formatOfFile, writeTable } from '../../../../src/core/formats/format';
import { textTable } from './textTable';

const wide = textTable(
  [{ name: 'A', type: 'string' }],
  Array.from({ length: 5000 }, () => ['x'.repeat(100)]),
);

test.each(FORMATS)('%s comes in pieces that count their rows and can be left at any time', (format) => {
  const chunks = [...writeTable(format, { table: wide })];
  expect(chunks.length).toBeGreaterThan(3);
  expect(Math.max(...chunks.map(({ text }) => text.length))).toBeLessThan(70_000);
  expect(chunks.at(-1)?.rowsWritten).toBe(5000);
  const started = writeTable(format, { table: wide });
  expect(started.next().done).toBe(false);
  expect(started.return(undefined).done).toBe(true);
});

test('a file name’s ending tells the format', () => {
  expect(['a.CSV', 'b.md', 'c.ndjson', 'd.json', 'e.tsv', 'csv', 'f.txt'].map(formatOfFile)).toEqual([
    'csv',
    'markdown',
    'ndjson',
    'json',
    'tsv',
    undefined,
    undefined,
  ]);
});
