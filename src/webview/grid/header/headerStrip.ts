import { isNumeric } from '../../../core/results/scalarType';
import type { SortKey } from '../../../core/results/sorting/sortRows';
import { showInvisibles } from '../../../core/visibleText';
import { createElement } from '../../createElement';
import type { ColumnLayout, Span } from '../columnLayout';
import type { ShownColumn } from '../shownColumn';

/** What decides how some headers look. */
export interface HeaderStripFrame {
  readonly columns: readonly ShownColumn[];
  readonly layout: ColumnLayout;
  readonly sort: readonly SortKey[];
  /** The header's place that has the focus, if one has. */
  readonly activeColumn: number | undefined;
}

export type HeaderPart = 'label' | 'menu' | 'edge';

/** What is done with the header at a place. */
export interface HeaderStripActions {
  click(place: number, part: HeaderPart, element: HTMLElement, event: MouseEvent): void;
  press(place: number, part: HeaderPart, event: PointerEvent): void;
  doubleClick(place: number, part: HeaderPart): void;
}

/** Headers of neighbouring columns: a few elements that take on other columns as the view moves. */
export interface HeaderStrip {
  readonly element: HTMLElement;
  paint(span: Span, frame: HeaderStripFrame): void;
  elementAt(place: number): HTMLElement | undefined;
}

interface HeaderSlot {
  readonly element: HTMLElement;
  readonly label: HTMLElement;
  readonly mark: HTMLElement;
  place: number;
  column: ShownColumn | undefined;
}

const SORT_MARKS = { ascending: '▲', descending: '▼' } as const;

export function createHeaderStrip(className: string, actions: HeaderStripActions): HeaderStrip {
  const element = createElement('div', { className, attributes: { role: 'presentation' } });
  const slots: HeaderSlot[] = [];

  const addSlot = (): HeaderSlot => {
    const { cell, label, mark, menu, edge } = createHeaderCell();
    const slot: HeaderSlot = { element: cell, label, mark, place: -1, column: undefined };
    const partOf = ({ target }: Event): HeaderPart => (target === edge ? 'edge' : target === menu ? 'menu' : 'label');
    cell.addEventListener('click', (event) => actions.click(slot.place, partOf(event), cell, event));
    cell.addEventListener('pointerdown', (event) => actions.press(slot.place, partOf(event), event));
    cell.addEventListener('dblclick', (event) => actions.doubleClick(slot.place, partOf(event)));
    element.append(cell);
    return slot;
  };

  return {
    element,
    paint: ({ first, last }, frame) => {
      while (slots.length < last - first) slots.push(addSlot());
      const count = slots.length;
      slots.forEach((slot, at) => {
        const place = first + ((((at - first) % count) + count) % count);
        slot.element.hidden = place >= last;
        if (place < last) paintSlot(slot, place, frame);
        else slot.place = -1;
      });
    },
    elementAt: (place) => slots.find((slot) => slot.place === place)?.element,
  };
}

/** A header without a name, as wide as what stands beside a name: its padding and marks, that of sorting too. */
export function createSortedHeader(): HTMLElement {
  const { cell, mark } = createHeaderCell();
  mark.textContent = SORT_MARKS.ascending;
  // The mark of the menu has its room beside that of sorting in the active header, and below the pointer.
  cell.classList.add('is-active');
  return cell;
}

function createHeaderCell() {
  const label = createElement('span', { className: 'label' });
  const mark = createElement('span', { className: 'sort-mark', attributes: { 'aria-hidden': 'true' } });
  const menu = createElement('span', { className: 'menu-mark', attributes: { 'aria-hidden': 'true' } });
  const edge = createElement('span', { className: 'edge', attributes: { 'aria-hidden': 'true' } });
  const attributes = { role: 'columnheader', tabindex: '-1' };
  const cell = createElement('div', { className: 'column', attributes }, label, mark, menu, edge);
  return { cell, label, mark, menu, edge };
}

function paintSlot(slot: HeaderSlot, place: number, { columns, layout, sort, activeColumn }: HeaderStripFrame): void {
  const column = columns[place];
  if (slot.column !== column) showColumn(slot, column);
  if (slot.place !== place) {
    slot.place = place;
    slot.element.setAttribute('aria-colindex', String(place + 2));
  }
  slot.element.style.left = `${layout.edges[place] ?? 0}px`;
  slot.element.style.width = `${layout.widths[place] ?? 0}px`;
  slot.element.classList.toggle('is-active', activeColumn === place);
  const key = sort.findIndex((item) => item.column === column?.index);
  const direction = sort[key]?.direction;
  slot.element.setAttribute('aria-sort', direction ?? 'none');
  const order = sort.length > 1 ? ` ${key + 1}` : '';
  slot.mark.textContent = direction === undefined ? '' : `${SORT_MARKS[direction]}${order}`;
}

function showColumn(slot: HeaderSlot, column: ShownColumn | undefined): void {
  const { name = '', type = 'string' } = column ?? {};
  slot.column = column;
  slot.label.textContent = showInvisibles(name);
  slot.element.classList.toggle('is-number', isNumeric(type));
}
