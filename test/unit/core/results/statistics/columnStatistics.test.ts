import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeColumn } from '../../../../../src/core/results/statistics/columnStatistics';
import { displayValue } from '../../../../../src/core/results/display/displayCell';
import type { ResultTable } from '../../../../../src/core/results/resultTable';
import type { ScalarType } from '../../../../../src/core/results/scalarType';
import { allRows, sortRows } from '../../../../../src/core/results/sorting/sortRows';
import { tableOf } from '../../../../fixtures/tableOf';

const table = tableOf([['Port', 'long']], [['443'], ['80'], ['443'], ['null'], ['8080'], ['443'], ['80']]);

describe('what a column’s values are like', () => {
  it('is told by counts and the ends by type', () => {
    expect(describeColumn(table, 0, allRows(table))).toEqual({
      rowCount: 7,
      nullCount: 1,
      distinctCount: 3,
      least: '80',
      greatest: '8080',
      histogram: [2, 3, ...Array<number>(21).fill(0), 1],
    });
  });

  it('is told of the rows that are shown only', () => {
    expect(describeColumn(table, 0, Uint32Array.of(1, 6))).toMatchObject({ rowCount: 2, distinctCount: 1 });
  });

  it('has no ends where all are null', () => {
    const { least, greatest, nullCount } = describeColumn(table, 0, Uint32Array.of(3));
    expect([least, greatest, nullCount]).toEqual([undefined, undefined, 1]);
  });
});

/** The same by sorting all rows and counting neighbours. */
function describeBySorting(table: ResultTable, type: ScalarType, rows: Uint32Array<ArrayBuffer>) {
  const held = rows.filter((row) => !table.isNull(row, 0));
  const sorted = [...sortRows(table, [{ column: 0, direction: 'ascending' }], held)];
  const isFirstOfItsValue = (row: number, at: number) => at === 0 || table.compare(0, sorted[at - 1] ?? 0, row) !== 0;
  const textOf = (row: number) => displayValue(type, table.text(row, 0));
  const ends = sorted.length === 0 ? {} : { least: textOf(sorted[0] ?? 0), greatest: textOf(sorted.at(-1) ?? 0) };
  return {
    rowCount: rows.length,
    nullCount: rows.length - held.length,
    distinctCount: sorted.filter(isFirstOfItsValue).length,
    ...ends,
  };
}

const word = fc.string({ maxLength: 2, unit: fc.constantFrom('a', 'B', 'é', '\uffee', '😀') });
const number = fc.integer({ min: -20, max: 20 });
const CELLS: readonly (readonly [ScalarType, fc.Arbitrary<string>])[] = [
  ['string', word.map((text) => JSON.stringify(text))],
  ['string', fc.oneof(word, fc.constant('\ud800')).map((text) => JSON.stringify(text))],
  ['dynamic', fc.tuple(word, number).map(([text, value]) => JSON.stringify([text, value]))],
  ['decimal', fc.tuple(number, fc.constantFrom('', '.0', '.50', '.5')).map(([whole, rest]) => `"${whole}${rest}"`)],
  ['long', number.map(String)],
  ['long', fc.oneof(number.map(String), fc.constantFrom('"x"', '1.5', '-0'))],
  ['real', number.chain((whole) => fc.constantFrom(`${whole}`, `${whole}.0`, `${whole}.10`))],
  ['bool', fc.constantFrom('0', '1', 'true', '"maybe"')],
  ['datetime', number.map((day) => `"2026-10-${String(Math.abs(day) + 1).padStart(2, '0')}T00:00:00Z"`)],
  ['timespan', number.map((second) => `"00:00:${String(Math.abs(second)).padStart(2, '0')}"`)],
];

describe('what is told of values that are counted', () => {
  it.each(CELLS)('%s: is what sorting them tells, for any values and rows', (type, cell) => {
    const cells = fc.array(fc.oneof({ weight: 6, arbitrary: cell }, { weight: 1, arbitrary: fc.constant('null') }), {
      maxLength: 80,
    });
    fc.assert(
      fc.property(cells, fc.boolean(), fc.integer({ min: 1, max: 3 }), (json, isSortedBefore, step) => {
        const own = tableOf(
          [['V', type]],
          json.map((value) => [value]),
        );
        if (isSortedBefore) sortRows(own, [{ column: 0, direction: 'ascending' }]);
        const rows = allRows(own).filter((row) => row % step === 0);
        const { histogram, ...told } = describeColumn(own, 0, rows);
        expect(histogram?.reduce((sum, count) => sum + count) ?? 0).toBeLessThanOrEqual(rows.length);
        expect(told).toEqual(describeBySorting(own, type, rows));
      }),
    );
  });

  it('is right of more texts that differ than are looked up while they come in', () => {
    const json = Array.from({ length: 12_000 }, (_, row) => [`"${(row * 7919) % 9000} text"`]);
    const own = tableOf([['V', 'string']], json);
    expect(describeColumn(own, 0, allRows(own))).toEqual(describeBySorting(own, 'string', allRows(own)));
    expect(describeColumn(own, 0, allRows(own)).distinctCount).toBe(9000);
  });
});
