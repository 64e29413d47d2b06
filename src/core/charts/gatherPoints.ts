import { ROWS_A_BREATH, type Breathe } from '../results/longWork';
import type { ResultView } from '../results/resultView';
import { shownRowCount, tableRow } from '../results/resultView';
import type { ChosenColumns } from './chooseColumns';
import { itemTextsOf, type ColumnRole } from './columnRole';
import { numberOf } from './pointValues';

/** A value of a row, or an item of its arrays, before it has a place in a drawing. */
export interface RawPoint {
  readonly row: number;
  /** How many rows and items stand before it. */
  readonly order: number;
  /** Undefined for null. */
  readonly x: string | undefined;
  readonly y: string | undefined;
  /** Which of the chosen y columns it is of. */
  readonly yIndex: number;
  readonly isAnomaly: boolean;
}

/** The points of one distinct combination of values of the series columns and one y column. */
export interface RawSeries {
  /** The values of the series columns; undefined for null. */
  readonly names: readonly (string | undefined)[];
  readonly yIndex: number;
  readonly points: RawPoint[];
}

/** Takes the rows that a view shows apart into series, in the order in which they are met. */
export function gatherSeries(
  view: ResultView,
  roles: readonly ColumnRole[],
  { x, y, series, anomalies }: ChosenColumns,
  breathe: Breathe,
): readonly RawSeries[] {
  const { table } = view;
  const found = new Map<string, RawSeries>();
  const read = (row: number, column: number) => (table.isNull(row, column) ? undefined : table.text(row, column));
  const isArray = (column: number) => roles[column]?.isArray === true;
  const columns = [x, ...y, ...anomalies];
  let met = 0;
  const measures = y.length === 0 ? [undefined] : y;

  for (let place = 0; place < shownRowCount(view); place++) {
    if (place % ROWS_A_BREATH === 0) breathe();
    const row = tableRow(view, place);
    const names = series.map((column) => read(row, column));
    const key = JSON.stringify(names.map((name) => name ?? null));
    const cells = columns.map((column) => itemsOfCell(read(row, column), isArray(column)));
    const length = columns.some(isArray) ? longestOf(cells) : 1;
    const order = met;
    met += length;
    measures.forEach((column, yIndex) => {
      const target = seriesFor(found, `${yIndex} ${key}`, names, yIndex);
      const yCell = column === undefined ? undefined : cells[1 + yIndex];
      const anomalyCell = cells[1 + y.length + Math.min(yIndex, anomalies.length - 1)];
      for (let item = 0; item < length; item++) {
        target.points.push({
          row,
          order: order + item,
          x: itemAt(cells[0], item),
          y: itemAt(yCell, item),
          yIndex,
          isAnomaly: anomalies.length > 0 && yIndex < anomalies.length && isSet(itemAt(anomalyCell, item)),
        });
      }
    });
  }
  return [...found.values()];
}

type Cell = string | undefined | readonly (string | null)[];

/** A cell that is no array stands for as many equal items as its neighbours have. */
function itemsOfCell(text: string | undefined, isArray: boolean): Cell {
  return isArray && text !== undefined ? (itemTextsOf(text) ?? []) : text;
}

function itemAt(cell: Cell, item: number): string | undefined {
  return typeof cell === 'string' || cell === undefined ? cell : (cell[item] ?? undefined);
}

function longestOf(cells: readonly Cell[]): number {
  return Math.max(0, ...cells.map((cell) => (typeof cell === 'string' ? 0 : (cell?.length ?? 0))));
}

function seriesFor(
  found: Map<string, RawSeries>,
  key: string,
  names: readonly (string | undefined)[],
  yIndex: number,
): RawSeries {
  const existing = found.get(key);
  if (existing !== undefined) return existing;
  const added = { names, yIndex, points: [] };
  found.set(key, added);
  return added;
}

function isSet(text: string | undefined): boolean {
  return text !== undefined && (numberOf(text === 'true' ? 'bool' : 'real', text) ?? 0) !== 0;
}
