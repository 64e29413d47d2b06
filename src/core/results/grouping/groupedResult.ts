import { MOST_OPEN_GROUPS, type AskedGrouping, type GroupedCounts } from '../../protocol/groupMessages';
import { breathless, type Breathe } from '../longWork';
import type { ResultView } from '../resultView';
import { allRows, sortRows } from '../sorting/sortRows';
import { listLines, openGroupsOf, rowsOfOpenGroups, type GroupLines } from './groupLines';
import { groupRows, type GroupedRows } from './groupRows';
import type { Grouping } from './grouping';
import { suggestBin, type TimeBin } from './timeBins';

/** A view of rows, and how they are grouped. */
export interface ArrangedRows {
  /** The rows as they are sorted and filtered. */
  readonly base: ResultView;
  /** The same, group by group where they are grouped. */
  readonly view: ResultView;
  readonly groups?: GroupLines;
}

/** @param known how rows of the same table were grouped: what is the same is used again, and what was open is open */
export function arrangeInGroups(
  base: ResultView,
  grouping: Grouping,
  known: GroupLines | undefined,
  breathe: Breathe = breathless,
): ArrangedRows {
  if (grouping.levels.length === 0) return { base, view: base };
  const { table } = base;
  const rows = base.order ?? allRows(table);
  const grouped: GroupedRows = groupRows(table, rows, grouping, known?.grouped.keyLevels, breathe);
  breathe();
  const groups = listLines(grouped, openGroupsOf(grouped, known));
  return { base, view: { ...base, order: grouped.rows }, groups };
}

/** Other rows, or in another order, grouped as before. */
export function arrangeAgain(
  base: ResultView,
  groups: GroupLines | undefined,
  breathe: Breathe = breathless,
): ArrangedRows {
  if (groups === undefined) return { base, view: base };
  return arrangeInGroups(base, groups.grouped.grouping, groups, breathe);
}

export function countsOf(groups: GroupLines): GroupedCounts {
  const { grouped, lineCount } = groups;
  return {
    grouping: grouped.grouping,
    lineCount,
    groupCount: grouped.levels[0]?.keys.length ?? 0,
    openRows: rowsOfOpenGroups(groups, MOST_OPEN_GROUPS),
  };
}

/** The grouping that is asked for: columns that there are, and bins that fit where they are left open. */
export function readGrouping(
  { table }: ResultView,
  { levels, aggregates }: AskedGrouping,
  breathe: Breathe = breathless,
): Grouping {
  const isThere = ({ column }: { readonly column: number }): boolean => column < table.columns.length;
  return {
    levels: levels.filter(isThere).map(({ bin, ...level }) => {
      if (bin === undefined || table.columns[level.column]?.type !== 'datetime') return level;
      return { ...level, bin: bin === 'fitting' ? fittingBin(table, level.column, breathe) : bin };
    }),
    aggregates: aggregates.filter(isThere),
  };
}

function fittingBin(table: ResultView['table'], column: number, breathe: Breathe): TimeBin {
  const sorted = sortRows(table, [{ column, direction: 'ascending' }], allRows(table), breathe);
  const first = sorted.find((row) => !table.isNull(row, column)) ?? 0;
  const last = sorted.at(-1) ?? 0;
  return table.rowCount === 0 ? '1d' : suggestBin(table.text(first, column), table.text(last, column));
}
