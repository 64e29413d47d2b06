import type { SortKey } from '../sorting/sortRows';
import { isNumeric, type ScalarType } from '../scalarType';
import { isSummable } from '../statistics/sumColumn';
import type { TimeBin } from './timeBins';

/** What can be told of the values that a group has in a column; `count` leaves nulls out. */
export const AGGREGATE_FUNCTIONS = ['count', 'distinct', 'nulls', 'sum', 'average', 'min', 'max'] as const;
export type AggregateFunction = (typeof AGGREGATE_FUNCTIONS)[number];

export interface GroupAggregate {
  readonly column: number;
  readonly function: AggregateFunction;
}

/** In which order the groups of one level stand: by how many rows they have, by their value, or by an aggregate. */
export type GroupOrder =
  | { readonly by: 'count' | 'value'; readonly direction: SortKey['direction'] }
  | { readonly by: 'aggregate'; readonly aggregate: GroupAggregate; readonly direction: SortKey['direction'] };

export const LARGEST_FIRST: GroupOrder = { by: 'count', direction: 'descending' };

/** Rows with the same value in a column are a group, or with datetimes in the same bin. */
export interface GroupLevel {
  readonly column: number;
  readonly bin?: TimeBin;
  readonly order: GroupOrder;
}

/** How a result is grouped: each level within the groups of the one before. No levels: not at all. */
export interface Grouping {
  readonly levels: readonly GroupLevel[];
  readonly aggregates: readonly GroupAggregate[];
}

export const NOT_GROUPED: Grouping = { levels: [], aggregates: [] };

/** More levels than anybody reads. */
export const MOST_LEVELS = 8;

/** The aggregates that a column's type allows. */
export function aggregatesOf(type: ScalarType): readonly AggregateFunction[] {
  const isOrdered = isNumeric(type) || type === 'datetime' || type === 'timespan';
  return AGGREGATE_FUNCTIONS.filter((name) => {
    if (name === 'sum' || name === 'average') return isSummable(type);
    return isOrdered || (name !== 'min' && name !== 'max');
  });
}
