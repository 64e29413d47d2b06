import type { GridColumn } from '../../core/protocol/gridMessages';
import { formatCount } from '../../core/formatCount';
import { showInvisibles } from '../../core/visibleText';
import type { ColumnControl } from './columnControl';
import { createButton, createElement } from '../createElement';
import { orderedColumns } from '../grid/columnArrangement';
import { placeBelow } from './placeBelow';

/** The list of all columns: which are shown, and in which order. */
export interface ColumnChooser {
  readonly element: HTMLElement;
  open(anchor: DOMRect): void;
  /** Another arrangement: the list tells it while it is open. */
  refresh(): void;
}

export interface ColumnChooserOptions {
  readonly columns: readonly GridColumn[];
  readonly control: () => ColumnControl;
  readonly onReset: () => void;
  readonly onClose: () => void;
}

export function createColumnChooser({ columns, control, onReset, onClose }: ColumnChooserOptions): ColumnChooser {
  const input = createElement('input', {
    className: 'filter-box',
    attributes: { type: 'text', placeholder: 'Find columns', 'aria-label': 'Find columns', spellcheck: 'false' },
  });
  const list = createElement('ul', { className: 'chooser-list', attributes: { 'aria-label': 'Columns' } });
  const count = createElement('p', { className: 'menu-hint', attributes: { role: 'status' } });
  const element = createElement(
    'section',
    { className: 'column-menu column-chooser', attributes: { role: 'dialog', 'aria-label': 'Columns' } },
    input,
    count,
    list,
    createElement(
      'div',
      { className: 'buttons' },
      createButton('Show All', () => control().showAll()),
      createButton('Reset Columns', onReset),
      createButton('Close', close),
    ),
  );
  element.hidden = true;

  input.addEventListener('input', refresh);
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
    else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') stepFrom(event, event.key === 'ArrowUp' ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  element.addEventListener('focusout', (event) => {
    if (event.relatedTarget instanceof Node && !element.contains(event.relatedTarget)) element.hidden = true;
  });

  return {
    element,
    open: (anchor) => {
      element.hidden = false;
      input.value = '';
      refresh();
      placeBelow(element, anchor);
      input.focus();
    },
    refresh: () => {
      if (!element.hidden) refresh();
    },
  };

  function refresh(): void {
    const focused = focusedColumn();
    const { arrangement, shown } = control();
    const typed = input.value.toLowerCase();
    const found = orderedColumns(arrangement).filter((column) => nameOf(column).toLowerCase().includes(typed));
    list.replaceChildren(...found.map(createEntry));
    count.textContent = `${formatCount(shown.columns.length)} of ${formatCount(columns.length)} shown. Alt+↑ and Alt+↓ move a column.`;
    if (focused !== undefined) boxOf(focused)?.focus();
  }

  function createEntry(column: number): HTMLElement {
    const box = createElement('input', { attributes: { type: 'checkbox', 'data-column': String(column) } });
    box.checked = control().placeOf(column) !== undefined;
    box.addEventListener('change', () => {
      if (box.checked) control().show(column);
      else control().hide(column);
    });
    const name = createElement('span', { className: 'value-text', text: nameOf(column) });
    const type = createElement('span', { className: 'pane-type', text: columns[column]?.type ?? '' });
    return createElement('li', {}, createElement('label', { className: 'chooser-entry' }, box, name, type));
  }

  /** The arrows go from the search to the list and along it; with Alt they move the column. */
  function stepFrom(event: KeyboardEvent, step: number): void {
    const boxes = [...list.querySelectorAll('input')];
    const at = boxes.findIndex((box) => box === document.activeElement);
    const column = focusedColumn();
    const place = column === undefined ? undefined : control().placeOf(column);
    if (event.altKey && column !== undefined && place !== undefined) control().move(column, place + step);
    else if (!event.altKey) (boxes[at + step] ?? (step < 0 ? input : boxes.at(-1)))?.focus();
  }

  function focusedColumn(): number | undefined {
    const { activeElement } = document;
    if (!(activeElement instanceof HTMLElement) || !list.contains(activeElement)) return undefined;
    return Number(activeElement.dataset['column']);
  }

  function boxOf(column: number): HTMLElement | null {
    return list.querySelector<HTMLElement>(`[data-column="${column}"]`);
  }

  function nameOf(column: number): string {
    return showInvisibles(columns[column]?.name ?? '');
  }

  function close(): void {
    if (element.hidden) return;
    element.hidden = true;
    onClose();
  }
}
