import type { Column } from '../results/resultTable';

/** How rows are wanted by the values of selected cells: with them, without them, with or without their words, from the least to the greatest. */
export const PIVOTS = ['include', 'exclude', 'has', 'notHas', 'between'] as const;
export type Pivot = (typeof PIVOTS)[number];

/** Columns whose values are words to look for. */
export function canHave({ type }: Pick<Column, 'type'>): boolean {
  return type === 'string' || type === 'dynamic' || type === 'guid';
}

/** Columns whose values have an order that `between` knows. */
export function canBeBetween({ type }: Pick<Column, 'type'>): boolean {
  return ['int', 'long', 'real', 'decimal', 'datetime', 'timespan'].includes(type);
}

/** What can be wanted of the values of these columns together; nothing of no columns. */
export function pivotsOn(columns: readonly Pick<Column, 'type'>[]): readonly Pivot[] {
  if (columns.length === 0) return [];
  return PIVOTS.filter((pivot) => columns.every((column) => canBeWanted(pivot, column)));
}

function canBeWanted(pivot: Pivot, column: Pick<Column, 'type'>): boolean {
  switch (pivot) {
    case 'include':
    case 'exclude':
      return true;
    case 'has':
    case 'notHas':
      return canHave(column);
    case 'between':
      return canBeBetween(column);
  }
}
