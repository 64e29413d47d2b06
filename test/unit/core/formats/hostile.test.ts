import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { safeFileName } from '../../../../src/core/formats/fileName';
import { FORMATS } from '../../../../src/core/formats/format';
import { netTypeName } from '../../../../src/core/results/scalarType';
import { showInvisibles } from '../../../../src/core/visibleText';
import { readAnswer } from '../../../fixtures/parseAnswer';
import { INERT_KINDS, renderMarkdown } from './renderedMarkdown';
import { writtenText } from './writtenText';

const CORPUS = join(import.meta.dirname, '../../../../../shared/hostile/hostile.json');

const Corpus = v.object({
  cases: v.array(
    v.object({
      id: v.string(),
      where: v.optional(v.object({ row: v.optional(v.number()), column: v.optional(v.string()) }), {}),
      must: v.array(v.string()),
      expect: v.object({
        display: v.optional(v.string()),
        csv: v.optional(v.string()),
        md: v.optional(v.string()),
        fileName: v.optional(v.string()),
        raw: v.optional(v.string()),
      }),
    }),
  ),
  schema: v.array(v.object({ name: v.string(), type: v.string() })),
  results: v.array(v.custom<object>((row) => typeof row === 'object' && row !== null)),
});

/** The corpus has sent this row a control character that its own reference takes for a line break. */
const REFERENCE_SLIPS: readonly string[] = ['sheet-04'];

describe.skipIf(!existsSync(CORPUS))('the hostile corpus (runs where ../shared is present)', () => {
  const text = existsSync(CORPUS)
    ? readFileSync(CORPUS, 'utf8')
    : '{"cases":[],"schema":[{"name":"Value","type":"String"}],"results":[]}';
  const corpus = v.parse(v.pipe(v.string(), v.parseJson(), Corpus), text);
  const { table } = readAnswer(text);
  const { columns } = table;
  const valueAt = columns.findIndex(({ name }) => name === 'Value');
  const textCases = corpus.cases.flatMap(({ id, must, expect: expected, where }) =>
    where.row === undefined || expected.display === undefined ? [] : [{ id, must, expected, row: where.row }],
  );
  const columnCases = corpus.cases.flatMap(({ id, expect: expected, where }) =>
    where.row === undefined && where.column !== undefined ? [{ id, expected, column: where.column }] : [],
  );

  test('has all its cases', () => {
    expect(textCases.length).toBeGreaterThan(130);
    expect(columnCases.length).toBeGreaterThan(25);
  });

  test.each(textCases)('$id is shown, guarded and escaped as expected', ({ id, must, expected, row }) => {
    const text = table.text(row, valueAt);
    expect(showInvisibles(text)).toBe(expected.display);
    const cell = { table, rows: [row], columns: [valueAt] };
    expect(writtenText('csv', cell)).toBe(`Value\r\n${expected.csv ?? ''}\r\n`);
    if (expected.md !== undefined && !REFERENCE_SLIPS.includes(id)) {
      expect(writtenText('markdown', cell)).toBe(`| Value |\n| --- |\n| ${expected.md} |\n`);
    }
    if (expected.fileName !== undefined) expect(safeFileName(text)).toBe(expected.fileName);
    if (must.includes('text-exact')) {
      const [read] = JSON.parse(writtenText('ndjson', cell).replace(/^/, '[').concat(']')) as { Value: string }[];
      expect(read?.Value).toBe(text);
    }
  });

  test.each(columnCases)('$id is a column of its own', ({ expected, column }) => {
    const at = columns.findIndex(({ name }) => name === column);
    const cell = { table, rows: [0], columns: [at, valueAt] };
    expect(writtenText('csv', cell)).toMatch(new RegExp(`^${escapeRegExp(expected.csv ?? '')},Value\\r\\n`));
    expect(showInvisibles(column)).toBe(expected.display);
    expect(safeFileName(column)).toBe(expected.fileName);
  });

  test('numbers are written digit by digit in every format', () => {
    const numAt = columns.findIndex(({ name }) => name === 'Num');
    for (const { expect: expected, where } of corpus.cases) {
      if (expected.raw === undefined || where.row === undefined) continue;
      for (const format of FORMATS.filter((name) => name !== 'markdown')) {
        expect(writtenText(format, { table, rows: [where.row], columns: [numAt] })).toContain(expected.raw);
      }
    }
  });

  test('the CSV has one record a row and one field a column', () => {
    const records: string[][] = parse(writtenText('csv', { table }), { relax_column_count: true });
    expect(records).toHaveLength(table.rowCount + 1);
    expect(new Set(records.map((record) => record.length))).toEqual(new Set([columns.length]));
  });

  test('the Markdown is one inert table of the same shape', () => {
    const { kinds, cells } = renderMarkdown(writtenText('markdown', { table }));
    expect(kinds.filter((kind) => !INERT_KINDS.includes(kind))).toEqual([]);
    expect(cells).toHaveLength(table.rowCount + 1);
    expect(new Set(cells.map((row) => row.length))).toEqual(new Set([columns.length]));
  });

  test('the JSON keeps every column apart and leaves Object.prototype alone', () => {
    const parsed = v.parse(
      v.object({ schema: v.array(v.unknown()), results: v.array(v.custom<object>(() => true)) }),
      JSON.parse(writtenText('json', { table })),
    );
    expect(parsed.schema).toContainEqual({ name: 'Dup_2', type: netTypeName('long') });
    expect(parsed.results.map((row) => Object.getOwnPropertyNames(row).length)).toEqual(
      corpus.results.map(() => columns.length),
    );
    expect(Reflect.get(Object.prototype, 'polluted')).toBeUndefined();
  });
});

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
