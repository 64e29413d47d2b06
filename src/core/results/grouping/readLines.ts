import { showInvisibles } from '../../visibleText';
import { cutText, displayCell, type DisplayCell } from '../display/displayCell';
import { columnsOf, type CellWindow } from '../resultView';
import { isOpen, keyOf, lineAt, rowsOfGroup, siblingsOf, type GroupLines, type GroupPlace } from './groupLines';
import type { GroupAggregate } from './grouping';
import { binAround } from './timeBins';
import type { GroupedRows } from './groupRows';

/** What a grid shows of a line beside its cells. */
export type LineHead = GroupHead | RowHead;

/** Of a group: its value, and how many rows it has. */
export interface GroupHead {
  readonly kind: 'group';
  readonly depth: number;
  readonly value: DisplayCell;
  readonly count: number;
  readonly isOpen: boolean;
  /** Its number among those beside it, from 1, and how many they are. */
  readonly position: number;
  readonly siblings: number;
}

/** Of a row: its number in its group, from 1, and how many are there. */
export interface RowHead {
  readonly kind: 'row';
  readonly position: number;
  readonly siblings: number;
}

export interface LineWindow {
  readonly heads: readonly LineHead[];
  /** A group's cells tell its aggregates. */
  readonly cells: readonly (readonly DisplayCell[])[];
}

/** Of an aggregate that is no number, this much is told. */
const MOST_CHARACTERS = 100;

const AGGREGATE_NAMES: Readonly<Record<GroupAggregate['function'], string>> = {
  count: 'count',
  distinct: 'distinct',
  nulls: 'nulls',
  sum: 'sum',
  average: 'avg',
  min: 'min',
  max: 'max',
};

/** Lines and cells of a window, whose rows are lines; clipped to what there is. */
export function readLines(shown: GroupLines, window: CellWindow): LineWindow {
  const { grouped } = shown;
  const columns = columnsOf(grouped.table, window);
  const heads: LineHead[] = [];
  const cells: (readonly DisplayCell[])[] = [];
  const last = Math.min(window.firstRow + window.rowCount, shown.lineCount);
  for (let line = window.firstRow; line < last; line++) {
    const found = lineAt(shown, line);
    if (found === undefined) break;
    if (found.kind === 'group') {
      heads.push(headOfGroup(shown, found));
      cells.push(columns.map((column) => aggregateCell(grouped, found, column)));
    } else {
      const row = grouped.rows[found.place] ?? 0;
      heads.push(headOfRow(grouped, found));
      cells.push(columns.map((column) => displayCell(grouped.table, row, column)));
    }
  }
  return { heads, cells };
}

/** The value that a group's rows share, as it is shown. */
export function groupValue(grouped: GroupedRows, place: GroupPlace): DisplayCell {
  const { table } = grouped;
  const { level, row } = keyOf(grouped, place);
  if (level === undefined) return null;
  const bin = level.bin === undefined ? undefined : binAround(table.text(row, level.column), level.bin);
  return bin?.start ?? displayCell(table, row, level.column);
}

function headOfGroup(shown: GroupLines, place: GroupPlace): GroupHead {
  const { position, count: siblings } = siblingsOf(shown.grouped, place);
  return {
    kind: 'group',
    depth: place.depth,
    value: groupValue(shown.grouped, place),
    count: rowsOfGroup(shown.grouped, place).count,
    isOpen: isOpen(shown, place),
    position,
    siblings,
  };
}

function headOfRow(grouped: GroupedRows, { place, ...group }: GroupPlace & { readonly place: number }): RowHead {
  const { first, count } = rowsOfGroup(grouped, group);
  return { kind: 'row', position: place - first + 1, siblings: count };
}

function aggregateCell(grouped: GroupedRows, place: GroupPlace, column: number): string {
  const { first, count } = rowsOfGroup(grouped, place);
  return grouped.grouping.aggregates
    .filter((aggregate) => aggregate.column === column)
    .map((aggregate) => {
      const text = grouped.figures.textOf(aggregate, { start: first, count });
      return text === '' ? '' : `${AGGREGATE_NAMES[aggregate.function]} ${showShort(text)}`;
    })
    .filter((text) => text !== '')
    .join(' · ');
}

/** Texts of a column of numbers may be anything. */
function showShort(text: string): string {
  return showInvisibles(cutText(text, MOST_CHARACTERS));
}
