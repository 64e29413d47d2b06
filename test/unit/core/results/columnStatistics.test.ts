import { describe, expect, it } from 'vitest';
import { describeColumn } from '../../../../src/core/results/columnStatistics';
import { allRows } from '../../../../src/core/results/sortRows';
import { tableOf } from '../../../fixtures/tableOf';

const table = tableOf([['Port', 'long']], [['443'], ['80'], ['443'], ['null'], ['8080'], ['443'], ['80']]);

describe('what a column’s values are like', () => {
  it('is told by counts, the commonest values and the ends by type', () => {
    expect(describeColumn(table, 0, allRows(table))).toEqual({
      rowCount: 7,
      nullCount: 1,
      distinctCount: 3,
      top: [
        { text: '443', count: 3, row: 0 },
        { text: '80', count: 2, row: 1 },
        { text: '8080', count: 1, row: 4 },
      ],
      least: '80',
      greatest: '8080',
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
