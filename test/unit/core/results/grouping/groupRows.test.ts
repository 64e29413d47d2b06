import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberGroups, type KeyLevel } from '../../../../../src/core/results/grouping/groupKeys';
import type { GroupOrder } from '../../../../../src/core/results/grouping/grouping';
import type { ResultTable } from '../../../../../src/core/results/resultTable';
import type { ScalarType } from '../../../../../src/core/results/scalarType';
import { sortRows } from '../../../../../src/core/results/sorting/sortRows';
import { groupTable, levelBy, rowsByGroup } from '../../../../fixtures/groupedTable';
import { tableOf } from '../../../../fixtures/tableOf';

const CELLS = {
  string: ['"a"', '"A"', '""', 'null', '"ж"', String.raw`"\ud800"`, '"1"'],
  guid: ['"4f6c1b1e-0000-0000-0000-000000000001"', 'null', '"4F6C1B1E-0000-0000-0000-000000000001"'],
  dynamic: ['{"a":1}', '"a"', '[]', 'null'],
  long: ['1', '9223372036854775807', '9223372036854775806', '-9223372036854775808', 'null', '"1"', '"word"'],
  real: ['1.0', '1', '0.1', '"NaN"', 'null', '-0.0', '0'],
  decimal: ['"1.0"', '"1"', '"0.1000000000000000000000000000000001"', '"0.1"', 'null'],
  bool: ['true', '1', '0', 'null'],
  datetime: ['"2026-01-31T23:59:59.9999999Z"', '"2026-01-31T23:59:59.9999998Z"', '"2026-01-31T00:00:00Z"', 'null'],
  timespan: ['"1.00:00:00"', '"00:00:00.0000001"', '"-00:00:01"', 'null'],
} satisfies Partial<Record<ScalarType, readonly string[]>>;
const TYPES = Object.keys(CELLS) as readonly (keyof typeof CELLS)[];

const anyTable = fc.tuple(fc.constantFrom(...TYPES), fc.constantFrom(...TYPES), fc.nat(40)).chain(
  ([first, second, rowCount]) =>
    fc
      .array(fc.tuple(fc.constantFrom(...CELLS[first]), fc.constantFrom(...CELLS[second])), {
        minLength: rowCount,
        maxLength: rowCount,
      })
      .map((rows) => tableOf([['A', first], ['B', second]], rows)), // prettier-ignore
);
const anyOrder: fc.Arbitrary<GroupOrder> = fc.record({
  by: fc.constantFrom('count' as const, 'value' as const),
  direction: fc.constantFrom('ascending' as const, 'descending' as const),
});

function isSame(table: ResultTable, columns: readonly number[], a: number, b: number): boolean {
  return columns.every(
    (column) => table.isNull(a, column) === table.isNull(b, column) && table.compare(column, a, b) === 0,
  );
}

/** Groups as somebody would by hand: one row after another is put to those that are like it. */
function groupNaively(table: ResultTable, columns: readonly number[], rows: Iterable<number>): number[][] {
  const groups: number[][] = [];
  for (const row of rows) {
    const group = groups.find(([first = 0]) => isSame(table, columns, first, row));
    if (group === undefined) groups.push([row]);
    else group.push(row);
  }
  return groups;
}

function orderNaively(table: ResultTable, column: number, groups: readonly number[][], order: GroupOrder): number[][] {
  const sign = order.direction === 'descending' ? -1 : 1;
  return groups.toSorted((a, b) => {
    const [rowA = 0, rowB = 0] = [a[0], b[0]];
    return sign * (order.by === 'count' ? a.length - b.length : table.compare(column, rowA, rowB));
  });
}

describe('grouped rows', () => {
  it('of one column are those of a naive grouping, in their order', () => {
    fc.assert(
      fc.property(anyTable, anyOrder, (table, order) => {
        const expected = orderNaively(table, 0, groupNaively(table, [0], Array(table.rowCount).keys()), order);
        expect(rowsByGroup(groupTable(table, [levelBy(0, { order })]), 0)).toEqual(expected);
      }),
    );
  });

  it('of two columns are those of a naive grouping within each group of the first', () => {
    fc.assert(
      fc.property(anyTable, anyOrder, anyOrder, (table, first, second) => {
        const grouped = groupTable(table, [levelBy(0, { order: first }), levelBy(1, { order: second })]);
        const outer = orderNaively(table, 0, groupNaively(table, [0], Array(table.rowCount).keys()), first);
        const inner = outer.map((rows) => orderNaively(table, 1, groupNaively(table, [1], rows), second));
        expect(rowsByGroup(grouped, 1)).toEqual(inner.flat());
        expect(rowsByGroup(grouped, 0)).toEqual(inner.map((groups) => groups.flat()));
      }),
    );
  });

  it('are some rows of the table, each group in the order in which they are given', () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        const rows = sortRows(table, [{ column: 1, direction: 'descending' }]).filter((row) => row % 3 !== 0);
        const expected = orderNaively(table, 0, groupNaively(table, [0], rows), {
          by: 'count',
          direction: 'descending',
        });
        expect(rowsByGroup(groupTable(table, [levelBy(0)], { rows }), 0)).toEqual(expected);
      }),
    );
  });

  it('tell null from an empty text, and integers from one another past 2^53', () => {
    const texts = tableOf([['A', 'string']], [['""'], ['null'], ['""']]); // prettier-ignore
    expect(rowsByGroup(groupTable(texts, [levelBy(0)]), 0)).toEqual([[0, 2], [1]]);
    const longs = tableOf([['A', 'long']], [['9007199254740993'], ['9007199254740992'], ['9007199254740993']]); // prettier-ignore
    expect(rowsByGroup(groupTable(longs, [levelBy(0)]), 0)).toEqual([[0, 2], [1]]);
  });

  it('are ordered by an aggregate of theirs, exactly', () => {
    const table = tableOf(
      [['Name', 'string'], ['Size', 'long']],
      [
        ['"a"', '9007199254740992'],
        ['"b"', '9007199254740992'],
        ['"b"', '1'],
        ['"c"', 'null'],
        ['"d"', '5'],
        ['"a"', 'null'],
      ],
    ); // prettier-ignore
    const namesBy = (aggregate: 'sum' | 'average' | 'nulls' | 'max', direction: GroupOrder['direction']) => {
      const order: GroupOrder = { by: 'aggregate', aggregate: { column: 1, function: aggregate }, direction };
      return rowsByGroup(groupTable(table, [levelBy(0, { order })]), 0)
        .map(([row = 0]) => table.text(row, 0))
        .join('');
    };
    expect(namesBy('sum', 'descending')).toBe('badc');
    expect(namesBy('sum', 'ascending')).toBe('cdab');
    expect(namesBy('average', 'descending')).toBe('abdc');
    expect(namesBy('max', 'descending')).toBe('abdc');
    expect(namesBy('nulls', 'descending')).toBe('acbd');
  });

  it('of datetimes stand in bins counted as Kusto counts them, what is no datetime apart', () => {
    const table = tableOf(
      [['Time', 'datetime']],
      [
        ['"2026-01-31T23:59:59.9999999Z"'],
        ['"2026-02-01T00:00:00Z"'],
        ['"2026-01-31T23:00:00Z"'],
        ['null'],
        ['"2026-01-31T22:59:59.9999999Z"'],
      ],
    );
    expect(rowsByGroup(groupTable(table, [levelBy(0, { bin: '1h' })]), 0)).toEqual([[0, 2], [1], [3], [4]]);
    const strange = tableOf(
      [['Time', 'datetime']],
      [['"2026-02-01T00:30:00+01:00"'], ['"soon"'], ['"2026-01-31T23:59:00Z"'], ['"soon"']],
    );
    expect(rowsByGroup(groupTable(strange, [levelBy(0, { bin: '1h' })]), 0)).toEqual([
      [0, 2],
      [1, 3],
    ]);
  });

  it('are none of no rows', () => {
    const table = tableOf([['A', 'string']], []);
    expect(groupTable(table, [levelBy(0), levelBy(0)]).levels.map(({ keys }) => keys.length)).toEqual([0, 0]);
  });
});

describe('the groups of a table', () => {
  it('are not looked for again on the levels that stay the same', () => {
    const table = tableOf([['A', 'string'], ['B', 'long']], [['"a"', '1'], ['"b"', '1']]); // prettier-ignore
    const number = (columns: readonly number[], known: readonly KeyLevel[] = []) =>
      numberGroups(table, columns.map((column) => levelBy(column)), known); // prettier-ignore
    const first = number([0]);
    const second = number([0, 1], first);
    expect(second[0]).toBe(first[0]);
    const again = number([0, 1], second);
    expect(again.map((level, depth) => level === second[depth])).toEqual([true, true]);
    const turned = number([1, 0], second);
    expect(turned.map((level) => second.includes(level))).toEqual([false, false]);
  });
});
