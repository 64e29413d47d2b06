import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { parseAnswer, readAnswer } from '../../../fixtures/parseAnswer';

const FILE = join(import.meta.dirname, '../../../../../shared/hostile/hostile.json');

const Corpus = v.object({
  cases: v.array(
    v.object({
      id: v.string(),
      must: v.array(v.string()),
      where: v.object({ row: v.optional(v.number()), column: v.optional(v.string()) }),
      expect: v.object({ raw: v.optional(v.string()) }),
    }),
  ),
  malformed: v.array(v.object({ id: v.string(), text: v.string() })),
  schema: v.array(v.object({ name: v.string(), type: v.string() })),
  results: v.array(v.looseObject({ Value: v.optional(v.unknown()) })),
});

// The corpus lies beside the project on the machines that have it; elsewhere this suite says that it was skipped.
describe.skipIf(!existsSync(FILE))('the hostile answer of ../shared/hostile', () => {
  const text = existsSync(FILE) ? readFileSync(FILE, 'utf8') : '';
  const corpus = text === '' ? undefined : v.parse(v.pipe(v.string(), v.parseJson(), Corpus), text);
  const cases = corpus?.cases ?? [];
  const columns = corpus?.schema ?? [];
  // Its `cases` and other members are skipped as any unknown member is.
  const { table, notes } = text === '' ? { table: undefined, notes: [] } : readAnswer(text);

  it('gives every column as its own, and every row', () => {
    expect(table?.columns.map(({ name }) => name)).toEqual(columns.map(({ name }) => name));
    expect(table?.rowCount).toBe(corpus?.results.length);
    expect(Object.prototype).not.toHaveProperty('polluted');
  });

  it.each(cases.filter(({ must }) => must.includes('number-exact')))('$id is exact', ({ where, expect: expected }) => {
    const column = columns.findIndex(({ name }) => name === where.column);
    expect(table?.text(where.row ?? -1, column)).toBe(expected.raw);
  });

  it.each(cases.filter(({ must, where }) => must.includes('text-exact') && where.column === 'Value'))(
    '$id is unchanged',
    ({ where }) => {
      const row = where.row ?? -1;
      const column = columns.findIndex(({ name }) => name === 'Value');
      expect(table?.text(row, column)).toBe(corpus?.results[row]?.Value);
    },
  );

  it('keeps values of other types than their columns', () => {
    const at = (id: string, column: string) => {
      const row = cases.find((one) => one.id === id)?.where.row ?? -1;
      const index = columns.findIndex(({ name }) => name === column);
      return table?.isNull(row, index) === true ? null : table?.json(row, index);
    };
    expect(at('odd-01', 'Value')).toBe('12');
    expect(at('odd-03', 'Value')).toBeNull();
    expect(at('odd-04', 'Value')).toBe('{"a":[1,{"__proto__":{"polluted":1}}]}');
    expect(at('odd-07', 'When')).toBe('"9999-12-31T23:59:59.9999999Z"');
    expect(at('odd-11', 'Num')).toBe('"Infinity"');
  });

  it('tells once of half surrogate pairs', () => {
    expect(notes).toHaveLength(1);
  });

  it.each(corpus?.malformed ?? [])('$id is a typed error', ({ text: body }) => {
    const parsed = parseAnswer(body);
    expect(parsed.ok).toBe(false);
    if (!parsed.ok) expect(parsed.error.code).toMatch(/^(MalformedAnswer|TruncatedAnswer|NotAHuntingAnswer)$/);
  });
});
