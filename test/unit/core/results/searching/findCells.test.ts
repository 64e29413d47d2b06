import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCellFinder, type FindRequest } from '../../../../../src/core/results/searching/findCells';
import { filterView, sortView, viewResult } from '../../../../../src/core/results/resultView';
import { tableOf } from '../../../../fixtures/tableOf';

const table = tableOf(
  [
    ['A', 'string'],
    ['B', 'string'],
    ['C', 'long'],
  ],
  [
    ['"x1"', '"-"', '5'],
    ['"-"', '"X2"', 'null'],
    ['"x3"', '"x4"', '15'],
  ],
);
const view = viewResult(table);
const request = (row: number, place: number, direction: FindRequest['direction'], text = 'x'): FindRequest => ({
  text,
  columns: [0, 1, 2],
  from: { row, place },
  direction,
});
const find = (...given: Parameters<typeof request>) => createCellFinder().find(view, request(...given));

describe('looking for cells', () => {
  it('counts all cells that hold the text, whatever its case', () => expect(find(0, 0, 'here').cellCount).toBe(4));

  it('takes the cell itself at first, then goes on row by row', () => {
    expect(find(0, 0, 'here').at).toEqual({ row: 0, place: 0, ordinal: 1 });
    expect(find(0, 0, 'next').at).toEqual({ row: 1, place: 1, ordinal: 2 });
    expect(find(1, 1, 'next').at).toEqual({ row: 2, place: 0, ordinal: 3 });
    expect(find(2, 0, 'next').at).toEqual({ row: 2, place: 1, ordinal: 4 });
  });

  it('goes back, and around at both ends', () => {
    expect(find(2, 1, 'previous').at).toEqual({ row: 2, place: 0, ordinal: 3 });
    expect(find(0, 0, 'previous').at).toEqual({ row: 2, place: 1, ordinal: 4 });
    expect(find(2, 2, 'next').at).toEqual({ row: 0, place: 0, ordinal: 1 });
  });

  it('looks only through the columns given, in their order', () => {
    const found = createCellFinder().find(view, { ...request(0, 0, 'here'), columns: [1, 0] });
    expect(found).toEqual({ cellCount: 4, at: { row: 0, place: 1, ordinal: 1 } });
    expect(createCellFinder().find(view, { ...request(0, 0, 'here', '5'), columns: [0, 1, 9] })).toEqual({
      cellCount: 0,
    });
  });

  it('finds numbers by their digits, and nothing for no text', () => {
    expect(find(0, 0, 'here', '5').cellCount).toBe(2);
    expect(find(0, 0, 'here', '')).toEqual({ cellCount: 0 });
    expect(find(0, 0, 'here', 'none')).toEqual({ cellCount: 0 });
  });

  it('looks through the rows shown, in their order', () => {
    const finder = createCellFinder();
    const sorted = sortView(view, [{ column: 2, direction: 'descending' }]);
    expect(finder.find(sorted, request(0, 0, 'here')).at).toEqual({ row: 0, place: 0, ordinal: 1 });
    expect(finder.find(sorted, request(0, 1, 'next')).at).toEqual({ row: 1, place: 0, ordinal: 3 });
    const filtered = filterView(view, { text: '15', conditions: [] });
    expect(finder.find(filtered, request(0, 0, 'next'))).toEqual({
      cellCount: 2,
      at: { row: 0, place: 1, ordinal: 2 },
    });
    expect(finder.find(filtered, request(99, 0, 'next')).at).toEqual({ row: 0, place: 0, ordinal: 1 });
  });

  it('visits each cell that holds the text once, going on or going back', () => {
    const cell = fc.constantFrom('"a"', '"b"', 'null');
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }), (rows) => {
        const made = viewResult(tableOf([['A', 'string'], ['B', 'string']], rows)); // prettier-ignore
        const wanted = rows.flatMap((cells, row) =>
          cells.flatMap((value, place) => (value === '"a"' ? [`${row}/${place}`] : [])),
        );
        const finder = createCellFinder();
        for (const direction of ['next', 'previous'] as const) {
          let from = { row: 0, place: 0 };
          const visited = new Set<string>();
          wanted.forEach(() => {
            const { at } = finder.find(made, { text: 'a', columns: [0, 1], from, direction });
            if (at === undefined) return;
            from = { row: at.row, place: at.place };
            visited.add(`${at.row}/${at.place}`);
          });
          expect([...visited].sort()).toEqual([...wanted].sort());
        }
      }),
    );
  });
});
