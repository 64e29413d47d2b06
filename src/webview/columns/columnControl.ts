import type { GridColumn, GridSelection } from '../../core/protocol/gridMessages';
import { countOf, formatCount } from '../../core/formatCount';
import { showInvisibles } from '../../core/visibleText';
import {
  arrangeAsReceived,
  hideColumn,
  moveColumn,
  pinnedCount,
  setPinned,
  showColumn,
  shownColumns,
  type ColumnArrangement,
} from '../grid/columnArrangement';
import type { ShownColumn, ShownColumns } from '../grid/shownColumn';

export interface ColumnControlOptions {
  readonly columns: readonly GridColumn[];
  readonly arrangement: ColumnArrangement | undefined;
  /** @param sentence what happened, for the status line */
  readonly onChange: (shown: ShownColumns, sentence: string) => void;
}

/** Which columns a result shows where; columns are told by their index in the table, places by where they stand. */
export interface ColumnControl {
  readonly arrangement: ColumnArrangement;
  readonly shown: ShownColumns;
  /** The column at a place. */
  columnAt(place: number): ShownColumn | undefined;
  /** Where a column stands; undefined while it is hidden. */
  placeOf(column: number): number | undefined;
  /** What is selected, its columns told as the host knows them. */
  readonly toHost: (selection: GridSelection) => GridSelection;
  readonly isPinned: (column: number) => boolean;
  move(column: number, to: number): void;
  readonly hide: (column: number) => void;
  show(column: number): void;
  showAll(): void;
  readonly pin: (column: number, isPinned: boolean) => void;
  reset(): void;
}

export function createColumnControl({ columns, arrangement: kept, onChange }: ColumnControlOptions): ColumnControl {
  let arrangement = kept ?? arrangeAsReceived(columns.length);
  let shown = show(arrangement);

  return {
    get arrangement() {
      return arrangement;
    },
    get shown() {
      return shown;
    },
    columnAt: (place) => shown.columns[place],
    placeOf,
    toHost: (selection) => ({
      ...selection,
      columns: selection.columns.flatMap((place) => shown.columns[place]?.index ?? []),
    }),
    isPinned: (column) => arrangement.pinned.includes(column),
    move: (column, to) => {
      change(moveColumn(arrangement, column, to), () => {
        const place = formatCount((placeOf(column) ?? 0) + 1);
        return `${nameOf(column)} is column ${place} of ${formatCount(shown.columns.length)}.`;
      });
    },
    hide: (column) => {
      const next = hideColumn(arrangement, column);
      change(next, () => (next.hidden.includes(column) ? `${nameOf(column)} is hidden.` : 'One column stays.'));
    },
    show: (column) => change(showColumn(arrangement, column), () => `${nameOf(column)} is shown.`),
    showAll: () => change({ ...arrangement, hidden: [] }, () => `${countOf(columns.length, 'column')} shown.`),
    pin: (column, isPinned) =>
      change(setPinned(arrangement, column, isPinned), () => {
        return isPinned ? `${nameOf(column)} is pinned to the left.` : `${nameOf(column)} scrolls again.`;
      }),
    reset: () => change(arrangeAsReceived(columns.length), () => 'The columns are as received.'),
  };

  function change(next: ColumnArrangement, describe: () => string): void {
    arrangement = next;
    shown = show(next);
    onChange(shown, describe());
  }

  function show(next: ColumnArrangement): ShownColumns {
    return {
      columns: shownColumns(next).flatMap((index) => {
        const column = columns[index];
        return column === undefined ? [] : [{ ...column, index }];
      }),
      pinnedCount: pinnedCount(next),
    };
  }

  function placeOf(column: number): number | undefined {
    const place = shown.columns.findIndex(({ index }) => index === column);
    return place < 0 ? undefined : place;
  }

  function nameOf(column: number): string {
    return showInvisibles(columns[column]?.name ?? '');
  }
}
