import type { GridMessage, GridSelection } from '../../core/protocol/gridMessages';
import { pivotsOn, type Pivot } from '../../core/kql/pivots';
import type { CopyFormat } from '../../core/results/controller/copyRows';
import type { ColumnControl } from '../columns/columnControl';
import { combineRanges, isArea, type CellRange, type Place } from '../grid/selection/cellRange';
import { HEADER_ROW } from '../grid/selection/selection';

export interface SelectionActionsOptions {
  readonly resultId: string;
  readonly control: ColumnControl;
  readonly ranges: () => readonly CellRange[];
  readonly post: (message: GridMessage) => void;
  /** Tells the user why nothing happens. */
  readonly say: (sentence: string) => void;
}

/** What the host is asked to do with the selected cells. */
export interface SelectionActions {
  /** One selected cell is copied as its value alone, more of them as a table. */
  readonly copy: (withHeader: boolean) => void;
  copyAs(format: CopyFormat, withHeader: boolean): void;
  copyCell(place: Place): void;
  /** Saves the selection where more than one cell is selected, else everything. */
  readonly save: () => void;
  /** Asks for a condition on the selected values, or the active cell's. */
  readonly pivot: (kind: Pivot) => void;
  /** What `pivot` can be asked for, by the types of the selected columns. */
  readonly pivots: () => readonly Pivot[];
}

const APART =
  'Ranges that cover neither the same rows nor the same columns make no table: select others, or one at a time.';

export function createSelectionActions({
  resultId,
  control,
  ranges: rangesNow,
  post,
  say,
}: SelectionActionsOptions): SelectionActions {
  return { copy, copyAs, copyCell, save, pivot, pivots };

  function copy(withHeader: boolean): void {
    const ranges = rangesNow();
    const [first] = ranges;
    if (ranges.length === 1 && first !== undefined && !isArea(first) && !withHeader) {
      copyCell({ row: first.firstRow, column: first.firstColumn });
      return;
    }
    const selection = selectedTable();
    if (selection !== undefined) post({ type: 'copyRows', resultId, selection, format: 'tsv', withHeader });
  }

  function copyAs(format: CopyFormat, withHeader: boolean): void {
    const selection = selectedTable();
    if (selection !== undefined) post({ type: 'copyRows', resultId, selection, format, withHeader });
  }

  function copyCell({ row, column: place }: Place): void {
    const column = control.columnAt(place);
    if (row !== HEADER_ROW && column !== undefined) post({ type: 'copyCell', resultId, row, column: column.index });
  }

  function save(): void {
    const ranges = rangesNow();
    if (!ranges.some(isArea) && ranges.length < 2) {
      post({ type: 'save', resultId });
      return;
    }
    const selection = selectedTable();
    if (selection !== undefined) post({ type: 'save', resultId, selection });
  }

  function pivot(kind: Pivot): void {
    const selection = selectedTable();
    if (selection !== undefined) post({ type: 'pivot', resultId, pivot: kind, selection });
  }

  function pivots(): readonly Pivot[] {
    const places = new Set(rangesNow().flatMap(placesIn));
    return pivotsOn([...places].flatMap((place) => control.columnAt(place) ?? []));
  }

  /** What is selected, as rows and columns; where ranges make no such table, that is said. */
  function selectedTable(): GridSelection | undefined {
    const ranges = rangesNow();
    const selection = combineRanges(ranges);
    if (selection === undefined && ranges.length > 0) say(APART);
    return selection === undefined ? undefined : control.toHost(selection);
  }
}

function placesIn({ firstColumn, lastColumn }: CellRange): readonly number[] {
  return Array.from({ length: lastColumn - firstColumn + 1 }, (_, step) => firstColumn + step);
}
