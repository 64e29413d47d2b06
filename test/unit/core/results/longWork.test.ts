import { describe, expect, it } from 'vitest';
import { chartOf } from '../../../../src/core/charts/chartOf';
import { copyRows } from '../../../../src/core/results/controller/copyRows';
import { filterRows } from '../../../../src/core/results/filtering/filterRows';
import type { ColumnCondition } from '../../../../src/core/results/filtering/filterText';
import { arrangeInGroups } from '../../../../src/core/results/grouping/groupedResult';
import type { GroupOrder } from '../../../../src/core/results/grouping/grouping';
import { tableOfGroups } from '../../../../src/core/results/grouping/tableOfGroups';
import { WorkStopped, type Breathe } from '../../../../src/core/results/longWork';
import type { ResultTable } from '../../../../src/core/results/resultTable';
import { viewResult } from '../../../../src/core/results/resultView';
import type { ScalarType } from '../../../../src/core/results/scalarType';
import { createCellFinder } from '../../../../src/core/results/searching/findCells';
import { allRows, sortRows } from '../../../../src/core/results/sorting/sortRows';
import { summarizeCells } from '../../../../src/core/results/statistics/summarizeCells';
import { describeColumn } from '../../../../src/core/results/statistics/columnStatistics';
import { listValues } from '../../../../src/core/results/statistics/columnValues';
import { groupTable, levelBy } from '../../../fixtures/groupedTable';
import { tableOf } from '../../../fixtures/tableOf';

const ROWS = 2500;
const TYPES: readonly ScalarType[] = [
  'string',
  'long',
  'datetime',
  'real',
  'decimal',
  'timespan',
  'guid',
  'dynamic',
  'bool',
];
const usual = tableOf(
  TYPES.map((type) => [type, type]),
  Array.from({ length: ROWS }, (_, row) => TYPES.map((type) => jsonOf(type, (row * 7919) % ROWS))),
);
/** The same with a value in each column that its type does not have, so that texts are compared. */
const unusual = tableOf(
  TYPES.map((type) => [type, type]),
  [
    TYPES.map(() => '"\\ud800 odd"'),
    ...Array.from({ length: ROWS }, (_, row) => TYPES.map((type) => jsonOf(type, (row * 7919) % ROWS))),
  ],
);

function jsonOf(type: ScalarType, number: number): string {
  switch (type) {
    case 'int':
    case 'long':
      return String(number);
    case 'real':
    case 'decimal':
      return `${number}.25`;
    case 'bool':
      return String(number % 2 === 0);
    case 'datetime':
      return JSON.stringify(new Date(Date.UTC(2026, 0, 1) + number * 1000).toISOString());
    case 'timespan':
      return `"00:${String(Math.floor(number / 60) % 60).padStart(2, '0')}:${String(number % 60).padStart(2, '0')}"`;
    case 'dynamic':
      return `{"n":${number}}`;
    case 'guid':
    case 'string':
      return `"text ${number}"`;
  }
}

type Work = (table: ResultTable, column: number, breathe?: Breathe) => unknown;

const filterBy =
  (condition: ColumnCondition): Work =>
  (table, column, breathe) =>
    filterRows(table, { text: '', conditions: [{ column, condition }] }, breathe);
const groupBy =
  (order: GroupOrder): Work =>
  (table, column, breathe) =>
    arrangeInGroups(viewResult(table), { levels: [{ column, order }], aggregates: [] }, undefined, breathe).view.order;
const everything = (table: ResultTable) => ({ table });

const WORKS: Readonly<Record<string, Work>> = {
  sort: (table, column, breathe) => sortRows(table, [{ column, direction: 'ascending' }], allRows(table), breathe),
  'search everywhere': (table, _, breathe) => filterRows(table, { text: 'ä4', conditions: [] }, breathe),
  'filter by a text': filterBy({ kind: 'contains', text: '4', isNegated: false }),
  'filter by null': filterBy({ kind: 'null', isNegated: false }),
  'filter by a value': filterBy({ kind: 'same', row: 17 }),
  'filter by values': filterBy({ kind: 'anyOf', rows: [17, 18] }),
  'filter by an order': filterBy({ kind: 'compares', operator: '>=', value: '40' }),
  'group by value': groupBy({ by: 'value', direction: 'ascending' }),
  'group by an aggregate': groupBy({
    by: 'aggregate',
    aggregate: { column: 1, function: 'distinct' },
    direction: 'descending',
  }),
  find: (table, column, breathe) =>
    createCellFinder().find(
      viewResult(table),
      { text: '49', columns: [column], from: { row: 0, place: 0 }, direction: 'next' },
      breathe,
    ),
  'tell statistics': (table, column, breathe) => describeColumn(table, column, allRows(table), breathe),
  'sum up cells': (table, column, breathe) =>
    summarizeCells(viewResult(table), [{ rows: [{ first: 0, count: table.rowCount }], columns: [column] }], breathe),
  'list values': (table, column, breathe) =>
    listValues(table, column, { rows: allRows(table), chosenRows: [3], text: '4', most: 10 }, breathe),
  'copy as CSV': (table, _, breathe) => copyRows(everything(table), 'csv', true, breathe),
  'copy as a list': (table, column, breathe) => copyRows({ table, columns: [column] }, 'list', false, breathe),
  'draw a line': (table, _, breathe) => chartOf(viewResult(table), { kind: 'linechart', x: 2, y: [3] }, breathe),
  'draw bars of steps': (table, _, breathe) =>
    chartOf(viewResult(table), { kind: 'columnchart', x: 1, y: [3], aggregation: 'sum', bin: '500' }, breathe),
};

/** How often the work breathes, each place where it would end if it were stopped there. */
function breathsOf(work: (breathe: Breathe) => unknown): number {
  let count = 0;
  work(() => (count += 1));
  return count;
}

describe.each(Object.entries(WORKS))('to %s', (_, work) => {
  it.each(TYPES.map((type, column) => ({ type, column })))('can be left in its middle: $type', ({ column }) => {
    for (const table of [usual, unusual]) {
      // What is known of a column's texts after the first time is used again.
      work(table, column);
      const breaths = breathsOf((breathe) => work(table, column, breathe));
      expect(breaths).toBeGreaterThan(0);
      for (const last of new Set([1, Math.ceil(breaths / 2), breaths])) {
        let taken = 0;
        const leave = () => {
          taken += 1;
          if (taken === last) throw new WorkStopped();
        };
        expect(() => work(table, column, leave)).toThrow(WorkStopped);
        expect(taken).toBe(last);
      }
    }
  });

  it('comes to the same, whether it was left before or not', () => {
    for (const [column] of TYPES.entries()) {
      expect(work(usual, column, () => undefined)).toEqual(work(usual, column));
      expect(work(unusual, column, () => undefined)).toEqual(work(unusual, column));
    }
  });
});

it('makes the table of many groups in steps', () => {
  const grouped = groupTable(usual, [levelBy(0)]);
  expect(breathsOf((breathe) => tableOfGroups(grouped, breathe))).toBeGreaterThan(2);
});
