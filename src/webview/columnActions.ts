import type { SortKey } from '../core/results/sortRows';
import { createButton, createElement } from './createElement';
import { sortBy, thenSortBy } from './grid/sortCycle';

/** What can be done with the column that a menu is about. */
export interface ColumnCommands {
  readonly sort: () => readonly SortKey[];
  readonly setSort: (keys: readonly SortKey[]) => void;
  readonly isPinned: (column: number) => boolean;
  readonly pin: (column: number, isPinned: boolean) => void;
  readonly hide: (column: number) => void;
  /** Moves a column by so many places. */
  readonly move: (column: number, by: number) => void;
  readonly fit: (column: number) => void;
  readonly fitAll: () => void;
  readonly select: (column: number) => void;
  readonly reset: () => void;
}

/** Buttons in a column's menu; each closes the menu. */
export interface ColumnActions {
  readonly element: HTMLElement;
  show(column: number): void;
}

interface Action {
  readonly label: string;
  readonly isOn?: boolean;
  readonly run: () => void;
}

export function createColumnActions(commands: ColumnCommands, close: () => void): ColumnActions {
  const element = createElement('div', { className: 'menu-actions' });
  return {
    element,
    show: (column) => {
      element.replaceChildren(
        createGroup('Sort', sortActions(column)),
        createGroup('Column', placeActions(column)),
        createGroup('Width', [
          { label: 'Fit', run: () => commands.fit(column) },
          { label: 'Fit All', run: commands.fitAll },
          { label: 'Reset Columns', run: commands.reset },
        ]),
      );
    },
  };

  function sortActions(column: number): readonly Action[] {
    const keys = commands.sort();
    const own = keys.find((key) => key.column === column);
    const hasOthers = keys.some((key) => key.column !== column);
    const by = (direction: SortKey['direction'], label: string): Action => ({
      label,
      isOn: own?.direction === direction,
      run: () => commands.setSort(sortBy(column, direction)),
    });
    const thenBy = (direction: SortKey['direction'], label: string): Action => ({
      label,
      run: () => commands.setSort(thenSortBy(keys, column, direction)),
    });
    return [
      by('ascending', 'Ascending'),
      by('descending', 'Descending'),
      ...(hasOthers ? [thenBy('ascending', 'Then By ▲'), thenBy('descending', 'Then By ▼')] : []),
      ...(keys.length > 0 ? [{ label: 'Unsorted', run: () => commands.setSort([]) }] : []),
    ];
  }

  function placeActions(column: number): readonly Action[] {
    const isPinned = commands.isPinned(column);
    return [
      { label: isPinned ? 'Unpin' : 'Pin Left', run: () => commands.pin(column, !isPinned) },
      { label: 'Hide', run: () => commands.hide(column) },
      { label: 'Move Left', run: () => commands.move(column, -1) },
      { label: 'Move Right', run: () => commands.move(column, 1) },
      { label: 'Select', run: () => commands.select(column) },
    ];
  }

  function createGroup(name: string, actions: readonly Action[]): HTMLElement {
    const buttons = actions.map(({ label, isOn, run }) => {
      const button = createButton(label, () => {
        close();
        run();
      });
      if (isOn !== undefined) button.setAttribute('aria-pressed', String(isOn));
      return button;
    });
    return createElement(
      'div',
      { className: 'buttons', attributes: { role: 'group', 'aria-label': name } },
      ...buttons,
    );
  }
}
