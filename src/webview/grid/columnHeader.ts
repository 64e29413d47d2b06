import type { GridColumn } from '../../core/protocol/gridMessages';
import { isNumeric } from '../../core/results/scalarType';
import type { SortKey } from '../../core/results/sortRows';
import { showInvisibles } from '../../core/visibleText';
import { createElement } from '../createElement';
import type { ColumnLayout, Span } from './columnLayout';

/** All that decides what the header looks like at one moment. */
export interface HeaderFrame {
  readonly columns: Span;
  readonly layout: ColumnLayout;
  readonly gutterWidth: number;
  readonly scrollLeft: number;
  readonly sort: readonly SortKey[];
  /** The header's column that has the focus, if one has. */
  readonly activeColumn: number | undefined;
}

export interface HeaderActions {
  sort(column: number, isAdded: boolean): void;
  /** The whole column is to be selected, beside others or up to the one selected last. */
  select(column: number, isExtended: boolean): void;
  /** While a column's edge is dragged, and once at its end. */
  resize(column: number, width: number): void;
  fit(column: number): void;
  focus(column: number): void;
  selectAll(): void;
  openMenu(column: number, anchor: HTMLElement): void;
}

/** The row of column headers: sorted by a click, selected by one with Ctrl, resized by dragging an edge, fitted by a double click on it. */
export interface ColumnHeader {
  readonly element: HTMLElement;
  paint(frame: HeaderFrame): void;
  elementAt(column: number): HTMLElement | undefined;
}

interface HeaderSlot {
  readonly element: HTMLElement;
  readonly label: HTMLElement;
  readonly mark: HTMLElement;
  column: number;
}

export function createColumnHeader(columns: readonly GridColumn[], actions: HeaderActions): ColumnHeader {
  const corner = createElement('div', {
    className: 'corner',
    text: '#',
    attributes: { role: 'columnheader', 'aria-colindex': '1', 'aria-label': 'Row number', title: 'Select all' },
  });
  corner.addEventListener('click', () => actions.selectAll());
  const strip = createElement('div', { className: 'header-strip', attributes: { role: 'presentation' } });
  const element = createElement(
    'div',
    { className: 'header', attributes: { role: 'row', 'aria-rowindex': '1' } },
    corner,
    strip,
  );
  const slots: HeaderSlot[] = [];
  let painted: HeaderFrame | undefined;

  const addSlot = (): HeaderSlot => {
    const label = createElement('span', { className: 'label' });
    const mark = createElement('span', { className: 'sort-mark', attributes: { 'aria-hidden': 'true' } });
    const menu = createElement('span', { className: 'menu-mark', attributes: { 'aria-hidden': 'true' } });
    const edge = createElement('span', { className: 'edge', attributes: { 'aria-hidden': 'true' } });
    const cell = createElement(
      'div',
      { className: 'column', attributes: { role: 'columnheader', tabindex: '-1' } },
      label,
      mark,
      menu,
      edge,
    );
    const slot: HeaderSlot = { element: cell, label, mark, column: -1 };
    cell.addEventListener('click', (event) => {
      if (event.target === edge) return;
      if (event.target === menu) {
        actions.openMenu(slot.column, cell);
        return;
      }
      if (event.ctrlKey || event.metaKey) {
        actions.select(slot.column, event.shiftKey);
        return;
      }
      actions.focus(slot.column);
      actions.sort(slot.column, event.shiftKey);
    });
    edge.addEventListener('dblclick', () => actions.fit(slot.column));
    edge.addEventListener('pointerdown', (event) => startResize(event, edge, slot.column));
    strip.append(cell);
    return slot;
  };

  const startResize = (start: PointerEvent, edge: HTMLElement, column: number) => {
    const width = painted?.layout.widths[column] ?? 0;
    const follow = (event: PointerEvent) => actions.resize(column, width + event.clientX - start.clientX);
    const stop = () => {
      edge.removeEventListener('pointermove', follow);
      edge.removeEventListener('lostpointercapture', stop);
    };
    start.preventDefault();
    edge.setPointerCapture(start.pointerId);
    edge.addEventListener('pointermove', follow);
    edge.addEventListener('lostpointercapture', stop);
  };

  const paintSlot = (slot: HeaderSlot, column: number, frame: HeaderFrame) => {
    const { name = '', type = 'string' } = columns[column] ?? {};
    if (slot.column !== column) {
      slot.column = column;
      const shown = showInvisibles(name);
      slot.label.textContent = shown;
      slot.element.title = `${shown}\n${type}\nFilter and statistics: Alt+↓`;
      slot.element.classList.toggle('is-number', isNumeric(type));
      slot.element.setAttribute('aria-colindex', String(column + 2));
    }
    slot.element.style.left = `${frame.layout.edges[column] ?? 0}px`;
    slot.element.style.width = `${frame.layout.widths[column] ?? 0}px`;
    slot.element.classList.toggle('is-active', frame.activeColumn === column);
    const place = frame.sort.findIndex((key) => key.column === column);
    const direction = frame.sort[place]?.direction;
    slot.element.setAttribute('aria-sort', direction ?? 'none');
    const order = frame.sort.length > 1 ? ` ${place + 1}` : '';
    slot.mark.textContent = direction === undefined ? '' : `${direction === 'ascending' ? '▲' : '▼'}${order}`;
  };

  return {
    element,
    paint: (frame) => {
      strip.style.transform = `translateX(${-frame.scrollLeft}px)`;
      if (painted !== undefined && isSameBut(painted, frame)) return;
      corner.style.width = `${frame.gutterWidth}px`;
      strip.style.left = `${frame.gutterWidth}px`;
      const { first, last } = frame.columns;
      while (slots.length < last - first) slots.push(addSlot());
      const count = slots.length;
      slots.forEach((slot, at) => {
        const column = first + ((((at - first) % count) + count) % count);
        slot.element.hidden = column >= last;
        if (column < last) paintSlot(slot, column, frame);
        else slot.column = -1;
      });
      painted = frame;
    },
    elementAt: (column) => slots.find((slot) => slot.column === column)?.element,
  };
}

/** True where only the scroll position differs, for which moving the strip is enough. */
function isSameBut(before: HeaderFrame, after: HeaderFrame): boolean {
  return (
    before.columns.first === after.columns.first &&
    before.columns.last === after.columns.last &&
    before.layout === after.layout &&
    before.gutterWidth === after.gutterWidth &&
    before.sort === after.sort &&
    before.activeColumn === after.activeColumn
  );
}
