import type { CellWindow } from '../../../core/results/resultView';
import type { Cells, PlaceWindow } from './cells';
import { createCellSource, type CellSource } from './cellSource';
import type { ShownColumns } from '../shownColumn';

/** Cells by the places at which their columns are shown. The cells of pinned columns are always wanted. */
export interface ArrangedSource extends CellSource {
  /** Other columns stand at the places now. */
  arrange(shown: ShownColumns): void;
}

export interface ArrangedSourceOptions {
  readonly rowCount: number;
  readonly shown: ShownColumns;
  /** Of the first rows the table's first columns, which have come already. */
  readonly firstCells?: Cells | undefined;
  readonly fetch: (window: CellWindow) => Promise<Cells | undefined>;
  readonly onArrive: () => void;
}

export function createArrangedSource(options: ArrangedSourceOptions): ArrangedSource {
  let { rowCount, shown } = options;
  let pinned: CellSource | undefined;
  let scrolled = createPart(shown, 0);
  arrange(shown, options.firstCells);

  return {
    arrange: (next) => arrange(next),
    cell: (row, place) => (place < shown.pinnedCount ? pinned : scrolled)?.cell(row, place),
    has: (window) => scrolled.has(beside(window)) && (pinned?.has(pinnedPart(window)) ?? true),
    want: (window, soon = window) => {
      pinned?.want(pinnedPart(window), pinnedPart(soon));
      scrolled.want(beside(window), beside(soon));
    },
    replaceRows: (count) => {
      rowCount = count;
      pinned?.replaceRows(count);
      scrolled.replaceRows(count);
    },
    addRows: (count) => {
      rowCount = count;
      pinned?.addRows(count);
      scrolled.addRows(count);
    },
    dispose: () => {
      pinned?.dispose();
      scrolled.dispose();
    },
  };

  function arrange(next: ShownColumns, firstCells?: Cells): void {
    pinned?.dispose();
    scrolled.dispose();
    shown = next;
    pinned = next.pinnedCount === 0 ? undefined : createPart(next, next.pinnedCount);
    scrolled = createPart(next, next.columns.length, standAsReceived(next, firstCells) ? firstCells : undefined);
  }

  /** A source of the columns at the first places. */
  function createPart({ columns }: ShownColumns, columnCount: number, firstCells?: Cells): CellSource {
    const indexes = columns.map(({ index }) => index);
    return createCellSource({
      rowCount,
      columnCount,
      firstCells,
      fetch: ({ firstColumn, columnCount: count, ...rows }) =>
        options.fetch({ ...rows, columns: indexes.slice(firstColumn, firstColumn + count) }),
      onArrive: options.onArrive,
    });
  }

  function pinnedPart(window: PlaceWindow): PlaceWindow {
    return { ...window, firstColumn: 0, columnCount: shown.pinnedCount };
  }

  function beside(window: PlaceWindow): PlaceWindow {
    const firstColumn = Math.max(window.firstColumn, shown.pinnedCount);
    return { ...window, firstColumn, columnCount: window.firstColumn + window.columnCount - firstColumn };
  }
}

/** Whether the columns of some cells stand where the table has them. */
function standAsReceived({ columns, pinnedCount }: ShownColumns, cells: Cells | undefined): boolean {
  const across = cells?.[0]?.length ?? 0;
  return pinnedCount === 0 && columns.slice(0, across).every(({ index }, place) => index === place);
}
