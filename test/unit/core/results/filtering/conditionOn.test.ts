import { describe, expect, it } from 'vitest';
import type { ScalarType } from '../../../../../src/core/results/scalarType';
import type { Pivot } from '../../../../../src/core/kql/pivots';
import { conditionOn } from '../../../../../src/core/results/filtering/conditionOn';
import { viewResult } from '../../../../../src/core/results/resultView';
import { openBareEngine, readAnswer } from '../../../../fixtures/bareEngine';
import { tableOf } from '../../../../fixtures/tableOf';

type Cell = readonly [json: string, kql: string];

/** Values by type: as an answer has them, and as KQL makes them. */
const VALUES: Partial<Record<ScalarType, readonly Cell[]>> = {
  string: [
    ['"cmd.exe /c \\"a\\" "', '"cmd.exe /c \\"a\\" "'],
    ['""', '""'],
    ['"C:\\\\x\\n\\u202e"', '"C:\\\\x\\n\\u202e"'],
    ['"cmd.exe"', '"cmd.exe"'],
    [`"'; drop"`, `"'; drop"`],
  ],
  long: [
    ['9223372036854775807', 'long(9223372036854775807)'],
    ['9223372036854775806', 'long(9223372036854775806)'],
    ['-9223372036854775808', 'long(-9223372036854775808)'],
    ['null', 'long(null)'],
    ['0', '0'],
  ],
  real: [
    ['1.5', 'real(1.5)'],
    ['"NaN"', 'real(nan)'],
    ['"Infinity"', 'real(+inf)'],
    ['"-Infinity"', 'real(-inf)'],
    ['null', 'real(null)'],
    ['1e+300', 'real(1e300)'],
  ],
  decimal: [
    ['"12345678901234567.1234567"', 'decimal(12345678901234567.1234567)'],
    ['"12345678901234567.1234568"', 'decimal(12345678901234567.1234568)'],
    ['null', 'decimal(null)'],
  ],
  datetime: [
    ['"2026-01-31T23:59:59.1234567Z"', 'datetime(2026-01-31T23:59:59.1234567Z)'],
    ['"2026-01-31T23:59:59.1234568Z"', 'datetime(2026-01-31T23:59:59.1234568Z)'],
    ['null', 'datetime(null)'],
  ],
  timespan: [
    ['"-1.02:03:04.5000001"', 'time(-1.02:03:04.5000001)'],
    ['"00:00:00"', 'time(0)'],
    ['null', 'time(null)'],
  ],
  guid: [
    ['"2b1b9a0c-0000-4000-8000-000000000001"', 'guid(2b1b9a0c-0000-4000-8000-000000000001)'],
    ['"2b1b9a0c-0000-4000-8000-000000000002"', 'guid(2b1b9a0c-0000-4000-8000-000000000002)'],
    ['null', 'guid(null)'],
  ],
  bool: [
    ['true', 'true'],
    ['false', 'false'],
    ['null', 'bool(null)'],
  ],
  dynamic: [
    ['{"a":1,"b":[null]}', 'parse_json(\'{"a":1,"b":[null]}\')'],
    ['"{\\"a\\":1,\\"b\\":[null]}"', 'parse_json(\'"{\\\\"a\\\\":1,\\\\"b\\\\":[null]}"\')'],
    ['"x"', 'parse_json(\'"x"\')'],
    ['"5"', 'parse_json(\'"5"\')'],
    ['5', 'parse_json("5")'],
    ['true', 'parse_json("true")'],
    ['null', 'dynamic(null)'],
    ['9007199254740993', 'parse_json("9007199254740993")'],
    ['[]', 'parse_json("[]")'],
    // Written otherwise in the answer than Kusto writes it.
    ['{"a": "\\u003c\\/\\u0027\\u2028"}', 'parse_json(\'{"a":"</\\\'\\\\u2028"}\')'],
    ['1e-7', 'parse_json("0.0000001")'],
    ['{"é":"ß"}', 'parse_json(\'{"é":"ß"}\')'],
    ['123456789.123456789', 'parse_json("123456789.123456789")'],
  ],
};

const engineOpened = openBareEngine();

/** The places of the rows that a condition keeps, when the local engine runs it. */
async function keptBy(
  columns: readonly (readonly [string, ScalarType])[],
  rows: readonly (readonly Cell[])[],
  where: string,
) {
  const names = columns.map(([name]) => name);
  const made = rows.map(
    (cells, at) => `print Place = ${at}, ${cells.map(([, kql], c) => `${names[c]} = ${kql}`).join(', ')}`,
  );
  const query = `union ${made.map((row) => `(${row})`).join(', ')} | where ${where} | project Place`;
  const { rows: kept } = await readAnswer(await engineOpened, query);
  return kept.map(([place]) => Number(place)).sort((a, b) => a - b);
}

function write(
  columns: readonly (readonly [string, ScalarType])[],
  rows: readonly (readonly Cell[])[],
  pivot: Pivot,
  selected: readonly number[],
) {
  const table = tableOf(
    columns,
    rows.map((cells) => cells.map(([json]) => json)),
  );
  return conditionOn(viewResult(table), pivot, {
    rows: selected.map((first) => ({ first, count: 1 })),
    columns: columns.map((_, at) => at),
  });
}

function conditionFor(...parts: Parameters<typeof write>): string {
  const condition = write(...parts);
  if (!condition.ok) throw new Error(condition.error.message);
  return condition.value;
}

describe('a condition on selected values, run by the local engine', () => {
  it.each(Object.entries(VALUES) as [ScalarType, readonly Cell[]][])(
    'keeps exactly the rows with these values, or all others: %s',
    async (type, values) => {
      const columns = [['Value', type]] as const;
      const rows = values.map((value) => [value]);
      const all = values.map((_, at) => at);
      const choices = [...all.map((at) => [at]), all.slice(0, 2), all.slice(1), all];
      for (const selected of choices) {
        const included = conditionFor(columns, rows, 'include', selected);
        expect(await keptBy(columns, rows, included), included).toEqual(selected);
        const excluded = conditionFor(columns, rows, 'exclude', selected);
        expect(await keptBy(columns, rows, excluded), excluded).toEqual(all.filter((at) => !selected.includes(at)));
      }
    },
  );

  it('joins several columns so that exactly the selected rows are kept', async () => {
    const columns = [
      ['Name', 'string'],
      ['Id', 'long'],
      ['Rate', 'real'],
    ] as const;
    const cells = (name: string, id: string, rate: Cell): readonly Cell[] => [
      [`"${name}"`, `"${name}"`],
      [id, id === 'null' ? 'long(null)' : `long(${id})`],
      rate,
    ];
    const nan: Cell = ['"NaN"', 'real(nan)'];
    const one: Cell = ['1.0', 'real(1.0)'];
    const rows = [
      cells('a', '1', one),
      cells('a', '2', one),
      cells('b', '1', one),
      cells('b', 'null', nan),
      cells('a', 'null', nan),
      cells('b', '2', nan),
    ];
    for (const selected of [[0], [0, 1], [1, 2], [3, 5], [3, 4], [0, 3, 5]]) {
      const included = conditionFor(columns, rows, 'include', selected);
      expect(await keptBy(columns, rows, included), included).toEqual(selected);
      const excluded = conditionFor(columns, rows, 'exclude', selected);
      expect(await keptBy(columns, rows, excluded), excluded).toEqual(
        [0, 1, 2, 3, 4, 5].filter((at) => !selected.includes(at)),
      );
    }
    expect(conditionFor(columns, rows, 'include', [0, 1])).toBe(
      'Name == "a" and Rate == real(1.0) and Id in (long(1), long(2))',
    );
    expect(conditionFor(columns, rows, 'include', [1, 2])).toBe(
      'Rate == real(1.0) and ((Name == "a" and Id == long(2)) or (Name == "b" and Id == long(1)))',
    );
  });

  it('looks for words, or for none of them', async () => {
    const values: readonly Cell[] = [
      ['"powershell -enc abc"', '"powershell -enc abc"'],
      ['"powershell"', '"powershell"'],
      ['"powershellx"', '"powershellx"'],
      ['""', '""'],
      ['"-enc abc"', '"-enc abc"'],
    ];
    const columns = [['Value', 'string']] as const;
    const rows = values.map((value) => [value]);
    expect(conditionFor(columns, rows, 'has', [1])).toBe('Value has "powershell"');
    expect(await keptBy(columns, rows, conditionFor(columns, rows, 'has', [1]))).toEqual([0, 1]);
    expect(await keptBy(columns, rows, conditionFor(columns, rows, 'notHas', [1]))).toEqual([2, 3, 4]);
    expect(await keptBy(columns, rows, conditionFor(columns, rows, 'has', [2, 3, 4]))).toEqual([0, 2, 4]);
    expect(await keptBy(columns, rows, conditionFor(columns, rows, 'notHas', [2, 4]))).toEqual([1, 3]);
    expect(write(columns, rows, 'has', [3])).toMatchObject({ ok: false, error: { code: 'NoWords' } });
  });

  it.each(['long', 'real', 'decimal', 'datetime', 'timespan'] as const)(
    'ranges from the least to the greatest selected value: %s',
    async (type) => {
      const values = VALUES[type] ?? [];
      const columns = [['Value', type]] as const;
      const rows = values.map((value) => [value]);
      const ordered = values.map((_, at) => at).filter((at) => !/null|NaN/.test(values[at]?.[0] ?? ''));
      expect(
        await keptBy(
          columns,
          rows,
          conditionFor(
            columns,
            rows,
            'between',
            values.map((_, at) => at),
          ),
        ),
      ).toEqual(ordered);
      expect(await keptBy(columns, rows, conditionFor(columns, rows, 'between', [0]))).toEqual([0]);
      expect(
        write(
          columns,
          rows,
          'between',
          values.map((_, at) => at).filter((at) => values[at]?.[0] === 'null'),
        ),
      ).toMatchObject(type === 'long' || values.some(([json]) => json === 'null') ? { ok: false } : { ok: true });
    },
  );

  it('says why there is no range of texts and no words of numbers', () => {
    const text = write([['Value', 'string']], [[['"a"', '"a"']]], 'between', [0]);
    expect(text).toMatchObject({ ok: false, error: { code: 'NoOrder' } });
    const number = write([['Value', 'long']], [[['1', '1']]], 'has', [0]);
    expect(number).toMatchObject({ ok: false, error: { code: 'NoWords' } });
  });
});
