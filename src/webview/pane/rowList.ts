import type { GridColumn } from '../../core/protocol/gridMessages';
import type { DisplayCell } from '../../core/results/display/displayCell';
import { formatCount } from '../../core/formatCount';
import { showInvisibles } from '../../core/visibleText';
import { createButton, createElement } from '../createElement';
import { remarkOfCell, textOfCell } from '../grid/lines/cellFace';

export interface RowListActions {
  /** A column was chosen. */
  readonly onChooseColumn: (column: number) => void;
  /** The row above (-1) or below (1) is wanted. */
  readonly onStep: (rows: -1 | 1) => void;
}

/** A row as a list of its columns and values, and the way to the rows beside it. */
export interface RowList {
  readonly elements: readonly HTMLElement[];
  readonly show: (row: ShownRow) => void;
  readonly clear: () => void;
}

export interface ShownRow {
  readonly row: number;
  readonly rowCount: number;
  /** As the grid numbers it: of grouped rows, within its group. */
  readonly number: number;
  readonly columns: readonly GridColumn[];
  readonly cells: readonly DisplayCell[];
  readonly activeColumn: number;
  /** It is a group's line: of its columns only those are listed that tell something of the group. */
  readonly isGroup: boolean;
}

export function createRowList(actions: RowListActions): RowList {
  const title = createElement('h3', { className: 'pane-row-title' });
  const previous = createStep('↑', 'Previous row', () => actions.onStep(-1));
  const next = createStep('↓', 'Next row', () => actions.onStep(1));
  const head = createElement(
    'div',
    { className: 'pane-row-head' },
    title,
    createElement(
      'div',
      { className: 'buttons', attributes: { role: 'group', 'aria-label': 'Rows beside this one' } },
      previous,
      next,
    ),
  );
  const list = createElement('dl', { className: 'pane-row' });

  return {
    elements: [head, list],
    show: ({ row, rowCount, number, columns, cells, activeColumn, isGroup }) => {
      head.hidden = false;
      title.textContent = isGroup ? 'Group' : `Row ${formatCount(number)}`;
      // A disabled button would lose the focus.
      previous.setAttribute('aria-disabled', String(row === 0));
      next.setAttribute('aria-disabled', String(row >= rowCount - 1));
      list.replaceChildren(
        ...columns.flatMap((column, at) =>
          isGroup && cells[at] === ''
            ? []
            : createEntry(column, cells[at], at === activeColumn, () => actions.onChooseColumn(at)),
        ),
      );
    },
    clear: () => {
      head.hidden = true;
      list.replaceChildren();
    },
  };
}

function createStep(label: string, name: string, onClick: () => void): HTMLButtonElement {
  const button = createButton(label, onClick);
  button.title = name;
  button.setAttribute('aria-label', name);
  return button;
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
