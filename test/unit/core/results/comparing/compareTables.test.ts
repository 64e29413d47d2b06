import { describe, expect, it } from 'vitest';
import { compareTables, type TableComparison } from '../../../../../src/core/results/comparing/compareTables';
import type { ResultTable } from '../../../../../src/core/results/resultTable';
import { jsonRows } from '../../../../fixtures/parseAnswer';
import { tableOf } from '../../../../fixtures/tableOf';

const HOSTS = [
  ['Device', 'string'],
  ['Events', 'long'],
] as const;

describe('two results', () => {
  it('are told apart by the rows that are new, changed or gone', () => {
    const before = tableOf(HOSTS, [
      ['"a"', '1'],
      ['"b"', '2'],
      ['"c"', '3'],
    ]);
    const after = tableOf(HOSTS, [
      ['"d"', '4'],
      ['"b"', '5'],
      ['"a"', '1'],
    ]);
    const { table, ...counts } = compared(before, after, ['Device']);
    expect(table.columns.map(({ name }) => name)).toEqual(['Change', 'Device', 'Differences', 'Events']);
    expect(jsonRows(table)).toEqual([
      ['"new"', '"d"', 'null', '4'],
      ['"changed"', '"b"', '{"Events":{"before":2,"after":5}}', '5'],
      ['"gone"', '"c"', 'null', '3'],
    ]);
    expect(counts).toEqual({ added: 1, gone: 1, changed: 1, same: 1 });
  });

  it('do not differ where a value is only written otherwise', () => {
    const columns = [
      ['Id', 'guid'],
      ['At', 'datetime'],
      ['Score', 'real'],
      ['For', 'timespan'],
    ] as const;
    const before = tableOf(columns, [['"AB00"', '"2026-01-01T00:00:00Z"', '1.0', '"00:00:01"']]);
    const after = tableOf(columns, [['"ab00"', '"2026-01-01T00:00:00.0000000Z"', '1', '"00:00:01.0000000"']]);
    expect(compared(before, after, ['Id']).same).toBe(1);
  });

  it('differ in the last digit of a long and of a datetime', () => {
    const columns = [
      ['Key', 'int'],
      ['Id', 'long'],
      ['At', 'datetime'],
    ] as const;
    const before = tableOf(columns, [['1', '9007199254740993', '"2026-01-01T00:00:00.0000001Z"']]);
    const after = tableOf(columns, [['1', '9007199254740992', '"2026-01-01T00:00:00.0000002Z"']]);
    expect(jsonRows(compared(before, after, ['Key']).table)[0]?.[2]).toBe(
      '{"Id":{"before":9007199254740993,"after":9007199254740992},' +
        '"At":{"before":"2026-01-01T00:00:00.0000001Z","after":"2026-01-01T00:00:00.0000002Z"}}',
    );
  });

  it('pair rows with equal keys one after another', () => {
    const before = tableOf(HOSTS, [
      ['"a"', '1'],
      ['"a"', '2'],
    ]);
    const after = tableOf(HOSTS, [
      ['"a"', '1'],
      ['"a"', '3'],
      ['"a"', '9'],
    ]);
    expect(compared(before, after, ['Device'])).toMatchObject({ same: 1, changed: 1, added: 1, gone: 0 });
  });

  it('tell null from empty text in keys and values', () => {
    const columns = [
      ['Key', 'string'],
      ['Value', 'string'],
    ] as const;
    const before = tableOf(columns, [
      ['null', '"x"'],
      ['"k"', 'null'],
    ]);
    const after = tableOf(columns, [
      ['""', '"x"'],
      ['"k"', '""'],
    ]);
    expect(compared(before, after, ['Key'])).toMatchObject({ added: 1, gone: 1, changed: 1 });
  });

  it('may have other columns: those of one result alone make no difference', () => {
    const before = tableOf(
      [
        ['Device', 'string'],
        ['Old', 'int'],
      ],
      [
        ['"a"', '1'],
        ['"b"', '2'],
      ],
    );
    const after = tableOf(
      [
        ['New', 'int'],
        ['Device', 'string'],
      ],
      [['7', '"a"']],
    );
    const { table, same } = compared(before, after, ['Device']);
    expect(table.columns.map(({ name }) => name)).toEqual(['Change', 'Device', 'Differences', 'New', 'Old']);
    expect(jsonRows(table)).toEqual([['"gone"', '"b"', 'null', 'null', '2']]);
    expect(same).toBe(1);
  });

  it('keep names that are no ordinary names', () => {
    const columns = [
      ['__proto__', 'string'],
      ['Dup', 'int'],
      ['Dup', 'int'],
    ] as const;
    const before = tableOf(columns, [['"constructor"', '1', '2']]);
    const after = tableOf(columns, [['"constructor"', '1', '3']]);
    expect(jsonRows(compared(before, after, ['__proto__']).table)).toEqual([
      ['"changed"', '"constructor"', '{"Dup":{"before":2,"after":3}}', '1', '3'],
    ]);
  });

  it('cannot be compared by a column that one of them lacks, or by none', () => {
    const left = tableOf([['Device', 'string']], []);
    const right = tableOf([['Host', 'string']], []);
    for (const keys of [['Device'], ['Host'], []]) {
      expect(compareTables(left, right, keys)).toMatchObject({ ok: false, error: { code: 'NoSuchKey' } });
    }
  });
});

function compared(before: ResultTable, after: ResultTable, keys: readonly string[]): TableComparison {
  const outcome = compareTables(before, after, keys);
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value;
}
