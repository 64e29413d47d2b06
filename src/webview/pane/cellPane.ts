import type { GridColumn } from '../../core/protocol/gridMessages';
import type { Pivot } from '../../core/kql/whereClause';
import type { CellValue } from '../../core/results/cellValue';
import type { DisplayCell } from '../../core/results/displayCell';
import { showInvisibles } from '../../core/visibleText';
import { createButton, createElement } from '../createElement';
import { countOf, formatCount } from '../../core/formatCount';
import { remarkOfCell, textOfCell } from '../grid/cellFace';

export interface CellPaneActions {
  readonly onCopy: () => void;
  /** The value is to be in the query, or to be left out by it. */
  readonly onPivot: (pivot: Pivot) => void;
  readonly onClose: () => void;
  /** A column was chosen in the row's list. */
  readonly onChooseColumn: (column: number) => void;
}

/** The side pane: one cell's value in full, and its row as a list. */
export interface CellPane {
  readonly element: HTMLElement;
  showValue(column: GridColumn, value: CellValue): void;
  showRow(row: number, columns: readonly GridColumn[], cells: readonly DisplayCell[], activeColumn: number): void;
  /** There is no cell to show. */
  clear(): void;
}

export function createCellPane(actions: CellPaneActions): CellPane {
  const name = createElement('h2', { className: 'pane-name' });
  const type = createElement('span', { className: 'pane-type' });
  const remark = createElement('p', { className: 'pane-remark' });
  const value = createElement('pre', {
    className: 'pane-value',
    attributes: { tabindex: '0', role: 'region', 'aria-label': 'Value' },
  });
  const rowTitle = createElement('h3', { className: 'pane-row-title' });
  const list = createElement('dl', { className: 'pane-row' });
  const layoutButton = createButton('Raw', () => {
    isRaw = !isRaw;
    showText();
  });
  layoutButton.title = 'Show the value as it came, or laid out over lines';
  const buttons = createElement(
    'div',
    { className: 'buttons', attributes: { role: 'toolbar', 'aria-label': 'Value' } },
    layoutButton,
    createButton('Include', () => actions.onPivot('include')),
    createButton('Exclude', () => actions.onPivot('exclude')),
    createButton('Copy Value', actions.onCopy),
    createButton('Close', actions.onClose),
  );
  const element = createElement(
    'aside',
    { className: 'pane', attributes: { 'aria-label': 'Cell and row' } },
    createElement('div', { className: 'pane-header' }, name, type, buttons),
    createElement('div', { className: 'pane-body' }, remark, value, rowTitle, list),
  );
  let isRaw = false;
  let shown: CellValue | undefined;

  const showText = () => {
    const laidOut = isRaw ? undefined : shown?.formatted;
    value.textContent = shown?.isNull === true ? 'null' : (laidOut ?? shown?.text ?? '');
    layoutButton.hidden = shown?.formatted === undefined;
    layoutButton.textContent = isRaw ? 'Formatted' : 'Raw';
  };

  return {
    element,
    showValue: (column, next) => {
      shown = next;
      name.textContent = showInvisibles(column.name);
      type.textContent = column.type;
      value.classList.toggle('is-null', next.isNull);
      const remarks = remarksOn(next);
      remark.textContent = remarks;
      remark.hidden = remarks === '';
      showText();
    },
    showRow: (row, columns, cells, activeColumn) => {
      rowTitle.textContent = `Row ${formatCount(row + 1)}`;
      list.replaceChildren(
        ...columns.flatMap((column, at) =>
          createEntry(column, cells[at], at === activeColumn, () => actions.onChooseColumn(at)),
        ),
      );
    },
    clear: () => {
      shown = undefined;
      for (const part of [name, type, remark, value, rowTitle]) part.textContent = '';
      list.replaceChildren();
      layoutButton.hidden = true;
    },
  };
}

function remarksOn({ isNull, text, length, isCut, hasMixedScripts }: CellValue): string {
  if (isNull) return '';
  const size = isCut
    ? `The value has ${countOf(length, 'character')}; the first ones are shown. Copy takes them all.`
    : text === ''
      ? 'An empty text.'
      : countOf(length, 'character');
  return hasMixedScripts ? `A word mixes letters of different alphabets that look alike. ${size}` : size;
}

function createEntry(
  column: GridColumn,
  cell: DisplayCell | undefined,
  isActive: boolean,
  onChoose: () => void,
): readonly HTMLElement[] {
  const button = createButton(showInvisibles(column.name), onChoose, 'row-entry');
  if (isActive) button.setAttribute('aria-current', 'true');
  const value = createElement('dd', { className: cell === null ? 'is-null' : '', text: textOfCell(cell) });
  const remark = remarkOfCell(cell);
  if (remark !== undefined) {
    value.title = remark;
    value.classList.add('is-marked');
  }
  return [createElement('dt', {}, button), value];
}
