import type { TableSelection } from '../formats/rowWriter';
import { breathless, type Breathe } from './longWork';
import { displayCell, displayValue, type DisplayCell } from './display/displayCell';
import { filterRows, NO_FILTER, type RowFilter } from './filtering/filterRows';
import type { CellTexts, ResultTable } from './resultTable';
import { sortRows, type SortKey } from './sorting/sortRows';

/** Rows as a grid shows them: some of a table's, in an order. */
export interface ShownRows {
  readonly table: CellTexts;
  /** The rows that the filter lets through, as they came; absent while it lets all through. */
  readonly kept?: Uint32Array<ArrayBuffer>;
  /** The table's row shown at each place; absent while all rows stand as they came. */
  readonly order?: Uint32Array;
}

/** A table as a grid shows it. Plain data; sorting and filtering give another view. */
export interface ResultView extends ShownRows {
  readonly table: ResultTable;
  readonly sort: readonly SortKey[];
  readonly filter: RowFilter;
}

/** The cells of some rows in the order shown; columns are told by their index in the table. */
export interface CellWindow {
  readonly firstRow: number;
  readonly rowCount: number;
  readonly columns: readonly number[];
}

/** Neighbouring rows in the order shown. */
export interface RowSpan {
  readonly first: number;
  readonly count: number;
}

/** What is selected: rows in the order shown, columns by their index in the table. */
export interface ViewSelection {
  readonly rows: readonly RowSpan[];
  readonly columns: readonly number[];
}

/** How many rows are read to guess a column's width. */
const MEASURED_ROWS = 100;
const WIDEST_GUESS = 60;

/** The rows as they came. */
export function viewResult(table: ResultTable): ResultView {
  return { table, sort: [], filter: NO_FILTER };
}

/** The same rows in another order; keys of columns that do not exist are left out, no keys restore the order received. */
export function sortView(view: ResultView, keys: readonly SortKey[], breathe: Breathe = breathless): ResultView {
  const sort = keys.filter(({ column }) => column < view.table.columns.length);
  return arrange({ ...view, sort }, breathe);
}

/** Other rows of the same table, in the same order. */
export function filterView({ table, sort }: ResultView, filter: RowFilter, breathe: Breathe = breathless): ResultView {
  const isFiltered = filter.text !== '' || filter.conditions.length > 0;
  const kept = isFiltered ? { kept: filterRows(table, filter, breathe) } : {};
  return arrange({ table, sort, filter, ...kept }, breathe);
}

/** How many rows are shown. */
export function shownRowCount({ table, kept }: ShownRows): number {
  return kept?.length ?? table.rowCount;
}

function arrange({ table, sort, filter, kept }: Omit<ResultView, 'order'>, breathe: Breathe): ResultView {
  const order = sort.length === 0 ? kept : sortRows(table, sort, kept, breathe);
  return { table, sort, filter, ...(kept === undefined ? {} : { kept }), ...(order === undefined ? {} : { order }) };
}

/** The table's row shown at a place of the view. */
export function tableRow(view: ShownRows, row: number): number {
  return view.order?.[row] ?? row;
}

/** The cells of a window, row by row, clipped to the table: a window outside it is empty. */
export function readWindow(view: ShownRows, window: CellWindow): DisplayCell[][] {
  const { table } = view;
  const lastRow = Math.min(window.firstRow + window.rowCount, shownRowCount(view));
  const columns = columnsOf(table, window);
  const cells: DisplayCell[][] = [];
  for (let row = window.firstRow; row < lastRow; row += 1) {
    const source = tableRow(view, row);
    const line: DisplayCell[] = [];
    for (const column of columns) line.push(displayCell(table, source, column));
    cells.push(line);
  }
  return cells;
}

/** The table's columns in a window, from left to right. */
export function columnsOf(table: CellTexts, { columns }: CellWindow): readonly number[] {
  return columns.filter((column) => column < table.columns.length);
}

/** The rows and columns of the table that are selected, in the order shown and clipped to the table. */
export function selectFromView(view: ResultView, selection: ViewSelection): TableSelection {
  const { table } = view;
  return {
    table,
    rows: tableRows(view, selection.rows),
    columns: selection.columns.filter((column) => column < table.columns.length),
  };
}

/** The table's rows at some places of a view, clipped to it. */
export function tableRows(view: ResultView, spans: readonly RowSpan[]): Uint32Array<ArrayBuffer> {
  const end = shownRowCount(view);
  const clipped = spans.map(({ first, count }) => ({
    first,
    count: Math.max(0, Math.min(first + count, end) - first),
  }));
  const rows = new Uint32Array(clipped.reduce((sum, { count }) => sum + count, 0));
  let at = 0;
  for (const { first, count } of clipped) {
    for (let place = first; place < first + count; place += 1) rows[at++] = tableRow(view, place);
  }
  return rows;
}

/** All rows in the order shown, and all columns, in the given order. */
export function selectAllFromView({ table, order }: ResultView, columns?: readonly number[]): TableSelection {
  return {
    table,
    ...(order === undefined ? {} : { rows: order }),
    ...(columns === undefined ? {} : { columns }),
  };
}

/** How many characters wide a column should first be, from its header and its first values. */
export function guessCharacters(table: CellTexts, column: number): number {
  const { name, type } = table.columns[column] ?? { name: '', type: 'string' };
  let widest = name.length;
  for (let row = 0; row < Math.min(table.rowCount, MEASURED_ROWS) && widest < WIDEST_GUESS; row += 1) {
    if (!table.isNull(row, column)) widest = Math.max(widest, displayValue(type, table.text(row, column)).length);
  }
  return Math.min(widest, WIDEST_GUESS);
}
