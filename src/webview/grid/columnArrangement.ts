/** Which columns are shown where, all by their index in the table. */
export interface ColumnArrangement {
  /** All columns in the user's order, the hidden ones too. */
  readonly order: readonly number[];
  readonly hidden: readonly number[];
  /** These stand left of all others and stay while those scroll. */
  readonly pinned: readonly number[];
}

export function arrangeAsReceived(columnCount: number): ColumnArrangement {
  return { order: Array.from({ length: columnCount }, (_, at) => at), hidden: [], pinned: [] };
}

/** Whether an arrangement that was kept is one of so many columns. */
export function fitsColumns({ order, hidden, pinned }: ColumnArrangement, columnCount: number): boolean {
  const isKnown = (column: number) => column < columnCount;
  return (
    order.length === columnCount &&
    new Set(order).size === columnCount &&
    [...order, ...hidden, ...pinned].every(isKnown)
  );
}

/** The columns as they stand from left to right. */
export function shownColumns({ order, hidden, pinned }: ColumnArrangement): readonly number[] {
  const shown = order.filter((column) => !hidden.includes(column));
  return [...shown.filter((column) => pinned.includes(column)), ...shown.filter((column) => !pinned.includes(column))];
}

/** All columns in the order in which they are saved: as shown, a hidden one behind the one that it follows. */
export function orderedColumns(arrangement: ColumnArrangement): readonly number[] {
  const { order, pinned } = arrangement;
  return [...order.filter((column) => pinned.includes(column)), ...order.filter((column) => !pinned.includes(column))];
}

/** How many of the shown columns are pinned. */
export function pinnedCount({ hidden, pinned }: ColumnArrangement): number {
  return pinned.filter((column) => !hidden.includes(column)).length;
}

/** Puts a shown column at another place among its like: pinned ones stay left of the others. */
export function moveColumn(arrangement: ColumnArrangement, column: number, place: number): ColumnArrangement {
  const shown = shownColumns(arrangement);
  const from = shown.indexOf(column);
  if (from < 0) return arrangement;
  const pins = pinnedCount(arrangement);
  const [first, last] = from < pins ? [0, pins - 1] : [pins, shown.length - 1];
  const to = Math.min(Math.max(first, place), last);
  const neighbour = shown[to];
  if (neighbour === undefined || to === from) return arrangement;
  const others = arrangement.order.filter((other) => other !== column);
  const at = others.indexOf(neighbour) + Number(to > from);
  return { ...arrangement, order: [...others.slice(0, at), column, ...others.slice(at)] };
}

/** The last column that is shown stays. */
export function hideColumn(arrangement: ColumnArrangement, column: number): ColumnArrangement {
  const isLast = shownColumns(arrangement).length === 1;
  if (isLast || arrangement.hidden.includes(column)) return arrangement;
  return { ...arrangement, hidden: [...arrangement.hidden, column] };
}

export function showColumn(arrangement: ColumnArrangement, column: number): ColumnArrangement {
  return { ...arrangement, hidden: arrangement.hidden.filter((other) => other !== column) };
}

export function setPinned(arrangement: ColumnArrangement, column: number, isPinned: boolean): ColumnArrangement {
  const others = arrangement.pinned.filter((other) => other !== column);
  return { ...arrangement, pinned: isPinned ? [...others, column] : others };
}
