import type { GridColumn } from '../../core/protocol/gridMessages';
import type { Pivot } from '../../core/kql/pivots';
import type { CellValue } from '../../core/results/display/cellValue';
import { showTime } from '../../core/results/display/timeDisplay';
import { showInvisibles } from '../../core/visibleText';
import { createButton, createCloseButton, createElement } from '../createElement';
import { countOf } from '../../core/formatCount';
import type { Place } from '../grid/selection/cellRange';
import { createRowList, type RowListActions, type ShownRow } from './rowList';
import type { ValueRequests } from './valueRequests';
import { createValueView, type ValueLook } from './valueView';

export interface CellPaneActions extends RowListActions {
  readonly requests: ValueRequests;
  /** How values are shown at first; undefined as long as the user has not chosen. */
  readonly look: ValueLook | undefined;
  readonly onLook: () => void;
  readonly onCopy: () => void;
  /** The value is to be in the query, or to be left out by it. */
  readonly onPivot: (pivot: Pivot) => void;
  readonly onClose: () => void;
  /** All that can be done with the cell is wanted, in a menu beside an element. */
  readonly onActions: (anchor: HTMLElement) => void;
}

/** The side pane: one cell's value in full, and its row as a list. */
export interface CellPane {
  readonly element: HTMLElement;
  readonly look: ValueLook;
  showValue(cell: Place, column: GridColumn, value: CellValue): void;
  showRow(row: ShownRow): void;
  /** There is no cell to show. */
  clear(): void;
  dispose(): void;
}

export function createCellPane(actions: CellPaneActions): CellPane {
  const { requests } = actions;
  const name = createElement('h2', { className: 'pane-name' });
  const type = createElement('span', { className: 'pane-type' });
  name.hidden = true;
  const remark = createElement('p', { className: 'pane-remark' });
  let cell: Place = { row: 0, column: 0 };
  const value = createValueView(
    {
      requestNodes: (place, from) => requests.requestNodes(cell, place, from),
      search: (place, text) => requests.search(cell, place, text),
      requestText: (from) => requests.requestText(cell, from),
      onCopy: (place, part) => requests.copy(cell, place, part),
      onExtend: (place) => requests.extend(cell, place),
      onLook: actions.onLook,
    },
    actions.look,
  );
  const rowList = createRowList(actions);
  const more = createButton('Actions…', () => actions.onActions(more));
  more.title = 'Conditions, hunts and copies for the cell (in the grid Ctrl+.)';
  more.setAttribute('aria-haspopup', 'menu');
  const buttons = createElement(
    'div',
    { className: 'buttons', attributes: { role: 'toolbar', 'aria-label': 'Value' } },
    createButton('Include', () => actions.onPivot('include')),
    createButton('Exclude', () => actions.onPivot('exclude')),
    createButton('Copy Value', actions.onCopy),
    more,
  );
  const close = createCloseButton(actions.onClose);
  const element = createElement(
    'aside',
    { className: 'pane', attributes: { 'aria-label': 'Cell and row' } },
    createElement('div', { className: 'pane-header' }, name, type, close, buttons),
    createElement('div', { className: 'pane-body' }, remark, value.element, ...rowList.elements),
  );

  return {
    element,
    get look() {
      return value.look;
    },
    showValue: (next, column, shown) => {
      cell = next;
      name.textContent = showInvisibles(column.name);
      name.hidden = false;
      type.textContent = column.type;
      const remarks = remarksOn(column, shown).join(' ');
      remark.textContent = remarks;
      remark.hidden = remarks === '';
      value.show(shown);
    },
    showRow: rowList.show,
    clear: () => {
      for (const part of [name, type, remark]) part.textContent = '';
      name.hidden = true;
      value.clear();
      rowList.clear();
    },
    dispose: value.dispose,
  };
}

function remarksOn(
  { type }: GridColumn,
  { isNull, text, length, isCut, hasMixedScripts, kind }: CellValue,
): readonly string[] {
  if (isNull) return [];
  if (type === 'datetime') return otherTimes(text);
  if (type !== 'string' && type !== 'dynamic') return [];
  const size = isCut
    ? `The value has ${countOf(length, 'character')}; the first ones are shown. Copy takes them all.`
    : text === ''
      ? 'An empty text.'
      : `${countOf(length, 'character')}.`;
  return [
    ...(hasMixedScripts ? ['A word mixes letters of different alphabets that look alike.'] : []),
    ...(kind === undefined ? [] : [`Looks like: ${kind}.`]),
    size,
  ];
}

/** A time on this machine's clock, and how long ago it was. */
function otherTimes(text: string): readonly string[] {
  const now = Date.now();
  return [`Here: ${showTime(text, 'local', now)}, ${showTime(text, 'relative', now)}.`];
}
