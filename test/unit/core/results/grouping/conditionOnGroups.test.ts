import { describe, expect, it } from 'vitest';
import { conditionOnGroups, groupsIn } from '../../../../../src/core/results/grouping/conditionOnGroups';
import { lineAt, setOpen } from '../../../../../src/core/results/grouping/groupLines';
import { groupTable, levelBy, linesOf } from '../../../../fixtures/groupedTable';
import { tableOf } from '../../../../fixtures/tableOf';

const table = tableOf(
  [['Device', 'string'], ['Time', 'datetime'], ['Size', 'long']],
  [
    ['"pc\\"1"', '"2026-01-31T23:59:59.9999999Z"', '9007199254740993'],
    ['null', '"2026-01-31T22:00:00Z"', 'null'],
    ['"pc\\"1"', 'null', '1'],
  ],
); // prettier-ignore

function condition(levels: Parameters<typeof groupTable>[1], groups: readonly number[], isIncluded: boolean): string {
  const grouped = groupTable(table, levels);
  const depth = levels.length - 1;
  const written = conditionOnGroups(grouped, groups.map((group) => ({ depth, group })), isIncluded); // prettier-ignore
  return written.ok ? written.value : written.error.code;
}

describe('a condition on groups', () => {
  it('asks for the value of each level', () => {
    expect(condition([levelBy(0), levelBy(2)], [0], true)).toBe(
      'Device == "pc\\"1" and Size == long(9007199254740993)',
    );
    expect(condition([levelBy(0), levelBy(2)], [0], false)).toBe(
      'not(Device == "pc\\"1" and Size == long(9007199254740993))',
    );
    expect(condition([levelBy(0)], [1], true)).toBe('isempty(Device)');
  });

  it('asks for one of several groups', () => {
    expect(condition([levelBy(0), levelBy(2)], [1, 2], true)).toBe(
      '(Device == "pc\\"1" and Size == long(1)) or (isempty(Device) and isnull(Size))',
    );
    expect(condition([levelBy(0)], [0, 1], false)).toBe('Device != "pc\\"1" and isnotempty(Device)');
  });

  it('asks for groups of different levels', () => {
    const grouped = groupTable(table, [levelBy(0), levelBy(2)]);
    expect(conditionOnGroups(grouped, [{ depth: 0, group: 1 }, { depth: 1, group: 0 }], true)).toEqual({
      ok: true,
      value: 'isempty(Device) or (Device == "pc\\"1" and Size == long(9007199254740993))',
    }); // prettier-ignore
  });

  it('asks for the times of a bin, and leaves rows without a time among those that are in none', () => {
    expect(condition([levelBy(1, { bin: '1h' })], [0], true)).toBe(
      'Time >= datetime(2026-01-31T23:00:00.0000000Z) and Time < datetime(2026-02-01T00:00:00.0000000Z)',
    );
    expect(condition([levelBy(1, { bin: '1h' })], [0], false)).toBe(
      'not(bin(Time, 1h) == datetime(2026-01-31T23:00:00.0000000Z))',
    );
    expect(condition([levelBy(1, { bin: '1h' })], [2], true)).toBe('isnull(Time)');
  });

  it('says so where KQL cannot write a value, or there are too many', () => {
    const words = tableOf([['Size', 'long']], [['"word"']]);
    expect(conditionOnGroups(groupTable(words, [levelBy(0)]), [{ depth: 0, group: 0 }], true)).toMatchObject({
      ok: false,
      error: { code: 'NoSuchValue' },
    });
    const many = Array.from({ length: 1001 }, () => ({ depth: 0, group: 0 }));
    expect(conditionOnGroups(groupTable(table, [levelBy(0)]), many, true)).toMatchObject({
      error: { code: 'TooManyValues' },
    });
  });

  it('is not made of lines among which is a row', () => {
    const closed = linesOf(table, [levelBy(0)]);
    const first = lineAt(closed, 0);
    const open = first === undefined ? closed : setOpen(closed, first, true);
    expect(groupsIn(closed, [{ first: 0, count: 9 }])).toHaveLength(2);
    expect(groupsIn(open, [{ first: 0, count: 2 }])).toBeUndefined();
    expect(groupsIn(open, [])).toBeUndefined();
  });
});
