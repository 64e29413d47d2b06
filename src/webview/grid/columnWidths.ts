import { clampWidth, layOutColumns, type ColumnLayout } from './columnLayout';
import type { ShownColumn, ShownColumns } from './shownColumn';

/** How wide a table's columns are, hidden ones among them, and where those that are shown stand; in pixels. */
export interface ColumnWidths {
  /** By the table's columns; none before `begin`. */
  readonly all: readonly number[];
  readonly layout: ColumnLayout;
  /** The fonts are known, and with them how wide columns are as long as nobody says otherwise. */
  begin(firstWidths: readonly number[]): void;
  /** Other columns are shown, or in another order. */
  arrange(shown: ShownColumns): void;
  set(place: number, width: number): void;
  /** @param widthOf a column's own width; undefined where it gets its first one again */
  fit(places: readonly number[], widthOf: (place: number, column: ShownColumn) => number | undefined): void;
  /** All columns get their first widths again. */
  reset(): void;
}

/** @param kept widths to begin with, by the table's columns; those of a table with other columns do not count */
export function createColumnWidths(
  shown: ShownColumns,
  kept: readonly number[] | undefined,
  onLayOut: () => void,
): ColumnWidths {
  let { columns } = shown;
  let first: readonly number[] = [];
  let widths: readonly number[] = [];
  let layout = layOutColumns([]);

  return {
    get all() {
      return widths;
    },
    get layout() {
      return layout;
    },
    begin: (firstWidths) => {
      first = firstWidths;
      layOut(kept?.length === first.length ? kept : first);
    },
    arrange: (next) => {
      columns = next.columns;
      layOut(widths);
    },
    set: (place, width) => {
      const column = columns[place];
      if (column !== undefined) layOut(widths.with(column.index, clampWidth(width)));
    },
    fit: (places, widthOf) => {
      const fitted = [...widths];
      for (const place of places) {
        const column = columns[place];
        if (column !== undefined) fitted[column.index] = clampWidth(widthOf(place, column) ?? first[column.index] ?? 0);
      }
      layOut(fitted);
    },
    reset: () => layOut(first),
  };

  function layOut(next: readonly number[]): void {
    widths = next;
    layout = layOutColumns(columns.map(({ index }) => widths[index] ?? 0));
    onLayOut();
  }
}
