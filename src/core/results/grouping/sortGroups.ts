import { breathless, ROWS_A_BREATH, type Breathe } from '../longWork';
import { mergeSort } from '../sorting/mergeSort';
import { countUp, radixSort } from '../sorting/radixSort';
import type { ResultTable } from '../resultTable';
import { sortRows } from '../sorting/sortRows';
import { compareFigures, type GroupFigures, type RowStretch } from './groupFigures';
import type { KeyLevel } from './groupKeys';
import type { GroupAggregate, GroupOrder } from './grouping';

export interface GroupsToSort {
  readonly table: ResultTable;
  readonly level: KeyLevel;
  /** By their numbers; those that the order finds equal keep their places. */
  readonly keys: Uint32Array;
  /** By number: how many rows a group has. */
  readonly counts: Uint32Array;
  /** Rows in an order in which the groups' stand together, and where those of a group do. */
  readonly figures: () => GroupFigures;
  readonly stretchOf: (key: number) => RowStretch;
}

/** Orders groups of one level. @returns their numbers, first to last */
export function sortGroups(groups: GroupsToSort, order: GroupOrder, breathe: Breathe = breathless): Uint32Array {
  const isDescending = order.direction === 'descending';
  switch (order.by) {
    case 'count': {
      const { keys, counts } = groups;
      const low = keys.map((key) => (isDescending ? ~(counts[key] ?? 0) : (counts[key] ?? 0)));
      return radixSort(keys, { low, high: new Uint32Array(keys.length) }, breathe);
    }
    case 'value':
      return sortByValue(groups, order.direction, breathe);
    case 'aggregate':
      return sortByFigure(groups, order.aggregate, isDescending ? -1 : 1, breathe);
  }
}

function sortByValue(
  { table, level, keys }: GroupsToSort,
  direction: GroupOrder['direction'],
  breathe: Breathe,
): Uint32Array {
  const rows = Uint32Array.from(keys, (key) => level.firstRows[key] ?? 0);
  const sorted = sortRows(table, [{ column: level.column, direction }], rows, breathe);
  return sorted.map((row) => level.groups[row] ?? 0);
}

function sortByFigure(
  { keys, figures, stretchOf }: GroupsToSort,
  aggregate: GroupAggregate,
  sign: number,
  breathe: Breathe,
): Uint32Array {
  const known = figures();
  const values = Array.from(keys, (key, at) => {
    if (at % ROWS_A_BREATH === 0) breathe();
    return known.figureOf(aggregate, stretchOf(key));
  });
  const sorted = mergeSort(
    countUp(keys.length),
    (placeA, placeB) => sign * compareFigures(aggregate, values[placeA], values[placeB]),
    breathe,
  );
  return sorted.map((place) => keys[place] ?? 0);
}
