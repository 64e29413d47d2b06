import type { GridColumn } from '../../core/protocol/gridMessages';
import { aggregatesOf, MOST_LEVELS, type GroupAggregate, type Grouping } from '../../core/results/grouping/grouping';
import type { SortKey } from '../../core/results/sorting/sortRows';
import { createButton, createElement } from '../createElement';
import { AGGREGATE_LABELS } from '../grouping/groupLevelItems';
import { sortBy, thenSortBy } from '../grid/header/sortCycle';

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
  readonly grouping: () => Grouping;
  readonly groupBy: (column: number, isAdded: boolean) => void;
  readonly ungroup: (column: number) => void;
  readonly setAggregates: (aggregates: readonly GroupAggregate[]) => void;
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

export function createColumnActions(
  columns: readonly GridColumn[],
  commands: ColumnCommands,
  close: () => void,
): ColumnActions {
  const element = createElement('div', { className: 'menu-actions' });
  return {
    element,
    show: (column) => {
      element.replaceChildren(
        ...createGroup('Sort', sortActions(column)),
        ...createGroup('Groups', groupActions(column)),
        ...(commands.grouping().levels.length === 0 ? [] : createGroup('In groups', aggregateActions(column))),
        ...createGroup('Column', placeActions(column)),
        ...createGroup('Width', [
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

  function groupActions(column: number): readonly Action[] {
    const { levels } = commands.grouping();
    if (levels.some((level) => level.column === column)) {
      return [{ label: 'Ungroup', run: () => commands.ungroup(column) }];
    }
    const isFull = levels.length === 0 || levels.length >= MOST_LEVELS;
    return [
      { label: 'Group by This Column', run: () => commands.groupBy(column, false) },
      ...(isFull ? [] : [{ label: 'Add to Grouping', run: () => commands.groupBy(column, true) }]),
    ];
  }

  /** Aggregates are told in the column's cells of groups. */
  function aggregateActions(column: number): readonly Action[] {
    const { aggregates } = commands.grouping();
    return aggregatesOf(columns[column]?.type ?? 'string').map((name) => {
      const others = aggregates.filter((own) => own.column !== column || own.function !== name);
      const isOn = others.length < aggregates.length;
      return {
        label: AGGREGATE_LABELS[name],
        isOn,
        run: () => commands.setAggregates(isOn ? others : [...aggregates, { column, function: name }]),
      };
    });
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

  function createGroup(name: string, actions: readonly Action[]): readonly HTMLElement[] {
    const buttons = actions.map(({ label, isOn, run }) => {
      const button = createButton(label, () => {
        close();
        run();
      });
      if (isOn !== undefined) button.setAttribute('aria-pressed', String(isOn));
      return button;
    });
    return [
      createElement('span', { className: 'menu-actions-name', text: name, attributes: { 'aria-hidden': 'true' } }),
      createElement('div', { className: 'buttons', attributes: { role: 'group', 'aria-label': name } }, ...buttons),
    ];
  }
}
