import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  lineAt,
  lineOfRow,
  listLines,
  openGroupsOf,
  parentLine,
  reveal,
  rowsOfGroup,
  rowsOfLines,
  setAllOpen,
  setOpen,
  siblingsOf,
  type GroupLines,
} from '../../../../../src/core/results/grouping/groupLines';
import { readLines } from '../../../../../src/core/results/grouping/readLines';
import { groupTable, levelBy, linesOf } from '../../../../fixtures/groupedTable';
import { tableOf } from '../../../../fixtures/tableOf';

const table = tableOf(
  [['Device', 'string'], ['File', 'string'], ['Size', 'long']],
  [
    ['"pc1"', '"a"', '1'],
    ['"pc2"', '"b"', '9007199254740993'],
    ['"pc1"', '"b"', '3'],
    ['"pc1"', '"b"', 'null'],
    ['null', '""', '4'],
  ],
); // prettier-ignore
const LEVELS = [levelBy(0), levelBy(1)];

/** Each line as text: `+` a closed group, `-` an open one, indented; a row by its number in the table. */
function draw(lines: GroupLines): readonly string[] {
  const { heads } = readLines(lines, { firstRow: 0, rowCount: 1000, columns: [] });
  return heads.map((head, line) => {
    const found = lineAt(lines, line);
    if (head.kind === 'group')
      return `${' '.repeat(head.depth)}${head.isOpen ? '-' : '+'}${typeof head.value === 'string' ? head.value : 'null'} ${head.count}`;
    return `row ${found?.kind === 'row' ? String(lines.grouped.rows[found.place]) : '?'}`;
  });
}

const groupOn = (lines: GroupLines, line: number) => {
  const found = lineAt(lines, line);
  if (found?.kind !== 'group') throw new Error(`Line ${line} is no group.`);
  return found;
};

describe('the lines of grouped rows', () => {
  it('are the groups of the first level while all are closed', () => {
    expect(draw(linesOf(table, LEVELS))).toEqual(['+pc1 3', '+pc2 1', '+null 1']);
  });

  it('are those of an open group, too', () => {
    const closed = linesOf(table, LEVELS);
    const one = setOpen(closed, groupOn(closed, 0), true);
    expect(draw(one)).toEqual(['-pc1 3', ' +b 2', ' +a 1', '+pc2 1', '+null 1']);
    const two = setOpen(one, groupOn(one, 1), true);
    expect(draw(two)).toEqual(['-pc1 3', ' -b 2', 'row 2', 'row 3', ' +a 1', '+pc2 1', '+null 1']);
    expect(draw(setOpen(two, groupOn(two, 0), false))).toEqual(draw(closed));
    expect(lineAt(two, 7)).toBeUndefined();
  });

  it('are all groups and rows, and none but the first level again', () => {
    const lines = linesOf(table, LEVELS);
    const all = setAllOpen(lines, true);
    expect(all.lineCount).toBe(3 + 4 + 5);
    expect(draw(setAllOpen(all, false))).toEqual(draw(lines));
  });

  it('keep groups open when other rows, or the same in another order, are grouped', () => {
    const closed = linesOf(table, LEVELS);
    const open = setOpen(closed, groupOn(closed, 1), true);
    const order = { by: 'value', direction: 'ascending' } as const;
    const other = groupTable(table, [levelBy(0, { order }), levelBy(1)], { rows: Uint32Array.of(4, 2, 1) });
    // Keys that were counted before are used again, as the controller does.
    const regrouped = { ...other, keyLevels: closed.grouped.keyLevels };
    expect(draw(listLines(regrouped, openGroupsOf(regrouped, open)))).toEqual(['+null 1', '+pc1 1', '-pc2 1', ' +b 1']);
  });

  it('know the group above and how many stand beside one another', () => {
    const closed = linesOf(table, LEVELS);
    const open = setOpen(closed, groupOn(closed, 0), true);
    const deep = setOpen(open, groupOn(open, 1), true);
    expect([0, 1, 2, 3, 4, 5].map((line) => parentLine(deep, line))).toEqual([undefined, 0, 1, 1, 0, undefined]);
    expect(siblingsOf(deep.grouped, groupOn(deep, 4))).toEqual({ position: 2, count: 2 });
    expect(siblingsOf(deep.grouped, groupOn(deep, 5))).toEqual({ position: 2, count: 3 });
  });

  it('stand for rows, a group for all of its own, each row once', () => {
    const closed = linesOf(table, LEVELS);
    const open = setOpen(closed, groupOn(closed, 0), true);
    const deep = setOpen(open, groupOn(open, 1), true);
    expect(rowsOfLines(deep, [{ first: 2, count: 1 }])).toEqual([{ first: 0, count: 1 }]);
    expect(rowsOfLines(deep, [{ first: 1, count: 2 }])).toEqual([{ first: 0, count: 2 }]);
    expect(rowsOfLines(deep, [{ first: 5, count: 99 }, { first: 0, count: 1 }])).toEqual([{ first: 0, count: 5 }]); // prettier-ignore
    expect(rowsOfLines(deep, [{ first: 0, count: 0 }])).toEqual([]);
  });

  it('lead to a row in closed groups', () => {
    fc.assert(
      fc.property(fc.nat(4), fc.array(fc.nat(6)), (place, opened) => {
        let lines = linesOf(table, LEVELS);
        for (const line of opened) {
          const found = lineAt(lines, line);
          if (found?.kind === 'group') lines = setOpen(lines, found, true);
        }
        lines = reveal(lines, place);
        expect(lineAt(lines, lineOfRow(lines, place))).toMatchObject({ kind: 'row', place });
      }),
    );
  });

  it('name every group and every row once, whatever is open', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(11), { maxLength: 12 }), (toggled) => {
        let lines = linesOf(table, LEVELS);
        for (const line of toggled) {
          const found = lineAt(lines, line);
          if (found?.kind === 'group') lines = setOpen(lines, found, toggled.length % 2 === 0);
        }
        const found = Array.from({ length: lines.lineCount }, (_, line) => lineAt(lines, line));
        expect(new Set(found.map((line) => JSON.stringify(line))).size).toBe(lines.lineCount);
        const first = found.filter((line) => line?.kind === 'group' && line.depth === 0);
        expect(
          first.reduce((sum, line) => sum + (line === undefined ? 0 : rowsOfGroup(lines.grouped, line).count), 0),
        ).toBe(5);
      }),
    );
  });
});

describe('a window of grouped rows', () => {
  it('tells what a group is like, its aggregates under their columns, and the cells of rows', () => {
    const aggregates = (['sum', 'max', 'nulls'] as const).map((name) => ({ column: 2, function: name }));
    const closed = linesOf(table, [levelBy(0)], { aggregates });
    const lines = setOpen(closed, groupOn(closed, 1), true);
    const { heads, cells } = readLines(lines, { firstRow: 1, rowCount: 2, columns: [2, 1] }); // prettier-ignore
    expect(heads).toEqual([
      { kind: 'group', depth: 0, value: 'pc2', count: 1, isOpen: true, position: 2, siblings: 3 },
      { kind: 'row', position: 1, siblings: 1 },
    ]);
    expect(cells).toEqual([
      ['sum 9007199254740993 · max 9007199254740993 · nulls 0', ''],
      ['9007199254740993', 'b'],
    ]);
  });

  it('tells every aggregate that a type allows, and nothing of none', () => {
    const timed = tableOf(
      [['Key', 'string'], ['Time', 'datetime'], ['Span', 'timespan'], ['Text', 'string']],
      [
        ['"a"', '"2026-01-31T00:00:00Z"', '"1.00:00:00.0000001"', '"x"'],
        ['"a"', '"2026-01-01T00:00:00.0000001Z"', '"00:00:01"', '"x"'],
        ['"b"', 'null', 'null', 'null'],
      ],
    ); // prettier-ignore
    const aggregates = [
      { column: 1, function: 'min' },
      { column: 1, function: 'max' },
      { column: 2, function: 'sum' },
      { column: 2, function: 'average' },
      { column: 3, function: 'distinct' },
      { column: 3, function: 'count' },
    ] as const;
    const { cells } = readLines(linesOf(timed, [levelBy(0)], { aggregates }), { firstRow: 0, rowCount: 9, columns: [1, 2, 3] }); // prettier-ignore
    expect(cells).toEqual([
      [
        'min 2026-01-01T00:00:00.0000001Z · max 2026-01-31T00:00:00.0000000Z',
        'sum 1.00:00:01.0000001 · avg 12:00:00.5000001',
        'distinct 1 · count 2',
      ],
      ['', '', 'distinct 0 · count 0'],
    ]);
  });

  it('names a bin by its beginning, null as null, and marks what is hostile', () => {
    const hostile = tableOf(
      [['Time', 'datetime'], ['Text', 'string']],
      [['"2026-01-31T23:59:59.9999999Z"', '"a\u202eb"'], ['null', '""']],
    ); // prettier-ignore
    const valuesOf = (lines: GroupLines) =>
      readLines(lines, { firstRow: 0, rowCount: 9, columns: [] }).heads.map(
        (head) => head.kind === 'group' && head.value,
      );
    expect(valuesOf(linesOf(hostile, [levelBy(0, { bin: '1h' })]))).toEqual(['2026-01-31T23:00:00.0000000Z', null]);
    expect(valuesOf(linesOf(hostile, [levelBy(1)]))).toEqual(['a‹U+202E›b', '']);
  });
});
