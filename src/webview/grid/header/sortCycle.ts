import type { SortKey } from '../../../core/results/sorting/sortRows';

/**
 * The keys after a click on a column: ascending, then descending, then none. Alone it replaces all others; added (with
 * Shift) it changes its own key only, a new one coming last.
 */
export function nextSortKeys(keys: readonly SortKey[], column: number, isAdded: boolean): readonly SortKey[] {
  const present = keys.find((key) => key.column === column);
  const next = nextKey(column, present);
  if (!isAdded) return next;
  if (present === undefined) return [...keys, ...next];
  return keys.flatMap((key) => (key === present ? next : [key]));
}

function nextKey(column: number, present: SortKey | undefined): readonly SortKey[] {
  switch (present?.direction) {
    case undefined:
      return [{ column, direction: 'ascending' }];
    case 'ascending':
      return [{ column, direction: 'descending' }];
    case 'descending':
      return [];
  }
}

export function sortBy(column: number, direction: SortKey['direction']): readonly SortKey[] {
  return [{ column, direction }];
}

/** A further key, after those of the other columns. */
export function thenSortBy(
  keys: readonly SortKey[],
  column: number,
  direction: SortKey['direction'],
): readonly SortKey[] {
  return [...keys.filter((key) => key.column !== column), { column, direction }];
}
