import { partitionPoint } from '../../partitionPoint';
import type { TimeZone } from '../display/timeZone';
import { breathless, type Breathe } from '../longWork';
import { shownRowCount, tableRow, type ResultView } from '../resultView';
import { createNeedle } from './textNeedle';

/** Which cell that holds a text is looked for; cells are passed row by row, and from the last on to the first. */
export interface FindRequest {
  readonly text: string;
  /** The columns looked through, as they stand from left to right. */
  readonly columns: readonly number[];
  /** A row of the view and a place among the columns. */
  readonly from: { readonly row: number; readonly place: number };
  /** `here` takes the cell at `from` too. */
  readonly direction: 'here' | 'next' | 'previous';
  /** Datetimes are looked through as this zone shows them; as they came where it is left out. */
  readonly zone?: TimeZone;
}

export interface FoundCells {
  readonly cellCount: number;
  /** The cell looked for and which of all it is, from 1; absent where no cell holds the text. */
  readonly at?: { readonly row: number; readonly place: number; readonly ordinal: number };
}

/** Finds cells of views; what it knows of the last view, text and columns is used again for the next step. */
export interface CellFinder {
  find(view: ResultView, request: FindRequest, breathe?: Breathe): FoundCells;
}

interface Matches {
  readonly view: ResultView;
  readonly text: string;
  readonly columns: readonly number[];
  readonly zone: TimeZone | undefined;
  /** By a column's place: 1 for each of the table's rows whose cell holds the text. */
  readonly marks: readonly Uint8Array[];
  /** By the view's row: how many cells up to it, its own among them, hold the text. */
  readonly totals: Uint32Array;
}

export function createCellFinder(): CellFinder {
  let known: Matches | undefined;
  return {
    find: (view, request, breathe = breathless) => {
      const { text, columns, zone } = request;
      const isKnown = known?.view === view && known.text === text && known.zone === zone;
      const isSame = isKnown && String(known?.columns) === String(columns);
      const matches = known !== undefined && isSame ? known : findMatches(view, request, breathe);
      known = matches;
      return chooseCell(matches, request);
    },
  };
}

function findMatches(view: ResultView, { text, columns, zone }: FindRequest, breathe: Breathe): Matches {
  const { table } = view;
  const needle = createNeedle(text, zone);
  const marks = columns.map((column) => {
    breathe();
    const found = new Uint8Array(table.rowCount);
    if (text !== '' && column < table.columns.length) table.markMatches(column, needle, found, breathe);
    return found;
  });
  const sums = new Uint16Array(table.rowCount);
  for (const found of marks) {
    breathe();
    for (let row = 0; row < sums.length; row++) sums[row] = (sums[row] ?? 0) + (found[row] ?? 0);
  }
  breathe();
  const totals = new Uint32Array(shownRowCount(view));
  let total = 0;
  for (let row = 0; row < totals.length; row++) {
    total += sums[tableRow(view, row)] ?? 0;
    totals[row] = total;
  }
  return { view, text, columns, zone, marks, totals };
}

function chooseCell(matches: Matches, { from, direction }: FindRequest): FoundCells {
  const { totals } = matches;
  const cellCount = totals.at(-1) ?? 0;
  if (cellCount === 0) return { cellCount };
  const before = countUpTo(matches, from.row, from.place);
  const upTo = countUpTo(matches, from.row, from.place + 1);
  const wanted = direction === 'previous' ? before : (direction === 'here' ? before : upTo) + 1;
  const ordinal = wanted < 1 ? cellCount : wanted > cellCount ? 1 : wanted;
  const row = firstRowWith(totals, ordinal);
  return { cellCount, at: { row, place: placeOf(matches, row, ordinal), ordinal } };
}

/** How many cells hold the text before a place of a row. */
function countUpTo({ view, marks, totals }: Matches, row: number, place: number): number {
  if (row >= totals.length) return totals.at(-1) ?? 0;
  const own = tableRow(view, row);
  const inRow = marks.slice(0, place).reduce((sum, found) => sum + (found[own] ?? 0), 0);
  return (totals[row - 1] ?? 0) + inRow;
}

/** The first row up to which so many cells hold the text. */
function firstRowWith(totals: Uint32Array, count: number): number {
  return partitionPoint(totals.length - 1, (row) => (totals[row] ?? 0) < count);
}

function placeOf({ view, marks, totals }: Matches, row: number, ordinal: number): number {
  const own = tableRow(view, row);
  let left = ordinal - (totals[row - 1] ?? 0);
  return marks.findIndex((found) => {
    left -= found[own] ?? 0;
    return left === 0;
  });
}
