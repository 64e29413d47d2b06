import { breathless, type Breathe } from '../longWork';
import type { ResultTable } from '../resultTable';
import { createGroupFigures, type GroupFigures, type RowStretch } from './groupFigures';
import { numberGroups, type KeyLevel } from './groupKeys';
import type { Grouping } from './grouping';
import { layOutGroups, type GroupLayout, type GroupsOfLevel, type SortLevel } from './groupLayout';
import { sortGroups } from './sortGroups';

/** Rows of a table, group by group; within a group they keep their order. */
export interface GroupedRows extends GroupLayout {
  readonly table: ResultTable;
  readonly grouping: Grouping;
  readonly keyLevels: readonly KeyLevel[];
  /** Tells aggregates over stretches of `rows`. */
  readonly figures: GroupFigures;
}

/**
 * Groups rows.
 * @param rows of the table in the order in which each group is to have them
 * @param known what an earlier grouping of the table had, of which what is the same is used again
 */
export function groupRows(
  table: ResultTable,
  rows: Uint32Array,
  grouping: Grouping,
  known?: readonly KeyLevel[],
  breathe: Breathe = breathless,
): GroupedRows {
  const keyLevels = numberGroups(table, grouping.levels, known, breathe);
  // An order by an aggregate wants the rows of each group beside one another, the groups in whatever order.
  const unordered = remember(() => layOutGroups(keyLevels, rows, (_, { keys }) => keys, breathe));
  const unorderedFigures = remember(() => createGroupFigures(table, unordered().rows, breathe));
  const sortLevel: SortLevel = (depth, { keys, counts }) => {
    const [level, order] = [keyLevels[depth], grouping.levels[depth]?.order];
    if (level === undefined || order === undefined) return keys;
    const stretches = remember(() => stretchesByKey(level, unordered().levels[depth]));
    const stretchOf = (key: number): RowStretch => stretches()[key] ?? { start: 0, count: 0 };
    return sortGroups({ table, level, keys, counts, figures: unorderedFigures, stretchOf }, order, breathe);
  };
  const layout = layOutGroups(keyLevels, rows, sortLevel, breathe);
  return { table, grouping, keyLevels, ...layout, figures: createGroupFigures(table, layout.rows) };
}

function stretchesByKey({ count }: KeyLevel, groups: GroupsOfLevel | undefined): readonly (RowStretch | undefined)[] {
  const stretches = new Array<RowStretch | undefined>(count);
  groups?.keys.forEach((key, place) => {
    stretches[key] = { start: groups.starts[place] ?? 0, count: groups.counts[place] ?? 0 };
  });
  return stretches;
}

function remember<Value>(make: () => Value): () => Value {
  let known: { readonly value: Value } | undefined;
  return () => (known ??= { value: make() }).value;
}
