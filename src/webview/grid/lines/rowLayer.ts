import type { DisplayCell } from '../../../core/results/display/displayCell';
import { createElement } from '../../createElement';
import { formatCount } from '../../../core/formatCount';
import { classOfFace, FACE, faceOfCell, remarkOfCell, textOfCell } from './cellFace';
import type { ColumnLayout, Span } from '../columnLayout';
import { createLineGutter, type LineGutter } from './lineGutter';
import type { ShownLines } from './shownLine';
import { holdsPlace, isArea, type CellRange, type Place } from '../selection/cellRange';

/** All that decides what the rows look like at one moment. */
export interface RowFrame {
  readonly rows: Span;
  /** The places that scroll and are seen. */
  readonly scrolled: Span;
  readonly pinnedCount: number;
  readonly layout: ColumnLayout;
  readonly rowHeight: number;
  readonly gutterWidth: number;
  /** Where the view begins, in pixels from the first row. */
  readonly offset: number;
  readonly scrollLeft: number;
  readonly active: Place;
  readonly ranges: readonly CellRange[];
  readonly lines: ShownLines;
  cell(row: number, column: number): DisplayCell | undefined;
  isNumber(column: number): boolean;
}

interface CellSlot {
  readonly element: HTMLElement;
  readonly text: Text;
  column: number;
  cell: DisplayCell | undefined;
  face: number;
}

interface RowSlot {
  readonly element: HTMLElement;
  /** What stays while the rest is scrolled sideways: the row's number and the cells of pinned columns. */
  readonly fixed: HTMLElement;
  readonly gutter: LineGutter;
  readonly pinnedCells: CellSlot[];
  readonly cells: CellSlot[];
  row: number;
  base: number;
  top: number;
}

const NOWHERE = -1;
/** Where an element stands that shows some cell still, but not where it belongs. */
const FORGOTTEN = -2;

/** The rows on the screen: a few elements that take on other rows and columns as the view moves. */
export interface RowLayer {
  readonly element: HTMLElement;
  /** How many rows have elements. */
  readonly rowElements: number;
  paint(frame: RowFrame): void;
  /**
   * Of the lines on the screen gives some the rows that stand there in another frame. That begins a multiple of
   * `rowElements` further than the one that was painted last, so that every element stays where it is.
   */
  paintLines(frame: RowFrame, lines: Span): void;
  /** Every element takes its place and size anew at the next `paint`. */
  forgetPlaces(): void;
  /** The element that shows a cell, if it is on the screen. */
  elementAt(place: Place): HTMLElement | undefined;
}

export function createRowLayer(): RowLayer {
  const element = createElement('div', { className: 'rows', attributes: { role: 'presentation' } });
  const slots: RowSlot[] = [];
  let scrollLeft = 0;

  const showRow = (slot: RowSlot, row: number, base: number, frame: RowFrame) => {
    if (slot.row === NOWHERE) slot.element.hidden = false;
    if (slot.row !== row) {
      slot.row = row;
      slot.element.setAttribute('aria-rowindex', String(row + 2));
    } else if (slot.base === base) return;
    slot.base = base;
    const top = (row - base) * frame.rowHeight;
    if (slot.top === top) return;
    slot.top = top;
    slot.element.style.transform = `translateY(${top}px)`;
  };

  const paintRow = (slot: RowSlot, frame: RowFrame) => {
    slot.gutter.show(slot.row, frame.lines?.head(slot.row), frame.lines !== undefined);
    paintCells(slot.pinnedCells, slot.fixed, slot.row, { first: 0, last: frame.pinnedCount }, frame);
    paintCells(slot.cells, slot.element, slot.row, frame.scrolled, frame);
    const columnCount = frame.layout.widths.length;
    const isSelected = frame.ranges.some((range) => isRowInside(range, slot.row, columnCount));
    slot.gutter.element.classList.toggle('is-selected', isSelected);
  };

  // Rows are placed relative to one near the view, because browsers place far elements imprecisely. With this one most
  // elements stay where they are when the view jumps to other rows.
  const baseOf = (first: number) => first - (first % Math.max(1, slots.length));

  return {
    element,
    get rowElements() {
      return slots.length;
    },
    paint: (frame) => {
      const { first, last } = frame.rows;
      while (slots.length < last - first) slots.push(addRow(element));
      const base = baseOf(first);
      element.style.transform = `translate(${-frame.scrollLeft}px, ${base * frame.rowHeight - frame.offset}px)`;
      const isMovedSideways = scrollLeft !== frame.scrollLeft;
      scrollLeft = frame.scrollLeft;
      const count = slots.length;
      for (let at = 0; at < count; at += 1) {
        const slot = slots[at];
        if (slot === undefined) continue;
        const row = first + ((((at - first) % count) + count) % count);
        if (row >= last) hideRow(slot);
        else {
          showRow(slot, row, base, frame);
          paintRow(slot, frame);
        }
        if (isMovedSideways) slot.fixed.style.transform = `translateX(${scrollLeft}px)`;
      }
    },
    paintLines: (frame, lines) => {
      const { first, last } = frame.rows;
      const base = baseOf(first);
      for (let row = first + lines.first; row < Math.min(last, first + lines.last); row += 1) {
        const slot = slots[row % slots.length];
        if (slot === undefined) continue;
        showRow(slot, row, base, frame);
        paintRow(slot, frame);
      }
    },
    forgetPlaces: () => {
      for (const slot of slots) {
        slot.base = NOWHERE;
        slot.top = NOWHERE;
        for (const cell of [...slot.pinnedCells, ...slot.cells]) cell.column = FORGOTTEN;
      }
    },
    elementAt: ({ row, column }) =>
      findCell(
        slots.find((slot) => slot.row === row),
        column,
      )?.element,
  };

  function addRow(parent: HTMLElement): RowSlot {
    const row = createElement('div', { className: 'row', attributes: { role: 'row' } });
    const gutter = createLineGutter(row);
    const fixed = createElement('div', { className: 'fixed', attributes: { role: 'presentation' } }, gutter.element);
    fixed.style.transform = `translateX(${scrollLeft}px)`;
    row.append(fixed);
    row.hidden = true;
    parent.append(row);
    return {
      element: row,
      fixed,
      gutter,
      pinnedCells: [],
      cells: [],
      row: NOWHERE,
      base: NOWHERE,
      top: NOWHERE,
    };
  }
}

function findCell(slot: RowSlot | undefined, column: number): CellSlot | undefined {
  const isThere = (cell: CellSlot) => cell.column === column;
  return slot?.pinnedCells.find(isThere) ?? slot?.cells.find(isThere);
}

/** Shows the cells at some places in elements of their own: slot k those at places p with p % count == k. */
function paintCells(cells: CellSlot[], parent: HTMLElement, row: number, { first, last }: Span, frame: RowFrame): void {
  while (cells.length < last - first) cells.push(addCell(parent));
  const count = cells.length;
  for (let at = 0; at < count; at += 1) {
    const cell = cells[at];
    const place = first + ((((at - first) % count) + count) % count);
    if (cell !== undefined) paintCell(cell, row, place < last ? place : NOWHERE, frame);
  }
}

function addCell(row: HTMLElement): CellSlot {
  const text = document.createTextNode('');
  const element = createElement('div', { className: 'cell', attributes: { role: 'gridcell', tabindex: '-1' } }, text);
  element.hidden = true;
  row.append(element);
  return { element, text, column: NOWHERE, cell: '', face: 0 };
}

function hideRow(slot: RowSlot): void {
  if (slot.row === NOWHERE) return;
  slot.row = NOWHERE;
  slot.base = NOWHERE;
  slot.element.hidden = true;
  slot.element.removeAttribute('aria-rowindex');
}

function paintCell(slot: CellSlot, row: number, column: number, frame: RowFrame): void {
  const { element } = slot;
  if (column === NOWHERE) {
    if (slot.column !== NOWHERE) element.hidden = true;
    slot.column = NOWHERE;
    return;
  }
  if (slot.column !== column) {
    slot.column = column;
    element.hidden = false;
    element.style.left = `${frame.gutterWidth + (frame.layout.edges[column] ?? 0)}px`;
    element.style.width = `${frame.layout.widths[column] ?? 0}px`;
    element.setAttribute('aria-colindex', String(column + 2));
  }
  const cell = frame.cell(row, column);
  if (cell !== slot.cell) {
    slot.cell = cell;
    slot.text.data = textOfCell(cell);
    showRemark(element, cell);
  }
  const face = faceOfCell(cell) | (frame.isNumber(column) ? FACE.number : 0) | faceOfPlace(row, column, frame);
  if (face === slot.face) return;
  if (((face ^ slot.face) & FACE.selected) !== 0) {
    if ((face & FACE.selected) !== 0) element.setAttribute('aria-selected', 'true');
    else element.removeAttribute('aria-selected');
  }
  slot.face = face;
  element.className = classOfFace(face);
}

function showRemark(element: HTMLElement, cell: DisplayCell | undefined): void {
  const remark = remarkOfCell(cell);
  if (remark === undefined) {
    if (element.title !== '') element.title = '';
    return;
  }
  element.title = remark;
  const fullLength = typeof cell === 'object' ? cell?.fullLength : undefined;
  if (fullLength !== undefined) element.dataset['length'] = `${formatCount(fullLength)} characters`;
}

function faceOfPlace(row: number, column: number, { active, ranges }: RowFrame): number {
  const isActive = active.row === row && active.column === column;
  return (isActive ? FACE.active : 0) | (isSelected(row, column, ranges) ? FACE.selected : 0);
}

/** One single cell alone has the focus and needs no other mark. */
function isSelected(row: number, column: number, ranges: readonly CellRange[]): boolean {
  const [only] = ranges;
  if (ranges.length === 1 && only !== undefined && !isArea(only)) return false;
  return ranges.some((range) => holdsPlace(range, { row, column }));
}

function isRowInside(range: CellRange, row: number, columnCount: number): boolean {
  const isWhole = range.firstColumn === 0 && range.lastColumn === columnCount - 1;
  return isWhole && row >= range.firstRow && row <= range.lastRow;
}
