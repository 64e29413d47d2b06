import type { ColumnFilterText, FilterTexts, GridColumn } from '../../core/protocol/gridMessages';
import { showInvisibles } from '../../core/visibleText';
import { createButton, createElement } from '../createElement';
import type { FindBar, FindDirection } from './findBar';
import { createSearchModeSwitch } from './searchMode';
import { countOf, formatCount } from '../../core/formatCount';

/** Typing is followed when it rests for so long. */
const TYPING_PAUSE_MS = 120;

/** The bar above the rows that says which of them are shown. */
export interface FilterBar {
  readonly element: HTMLElement;
  readonly filter: FilterTexts;
  /** Whether the filter may leave rows out. */
  readonly isFiltered: boolean;
  /** Sets what is asked of one column; nothing where the text is empty. */
  setColumn(condition: ColumnFilterText): void;
  /** What was typed over a column. */
  columnText(column: number): string;
  showCount(shownRowCount: number): void;
  /** Tells a filter as the one that is set; nobody is asked for its rows. */
  showFilter(filter: FilterTexts): void;
  focus(): void;
  /** Goes on looking for cells, or begins to. */
  find(direction: FindDirection): void;
  dispose(): void;
}

export interface FilterBarOptions {
  readonly columns: readonly GridColumn[];
  readonly rowCount: number;
  readonly filter: FilterTexts;
  readonly shownRowCount: number;
  readonly onFilter: (filter: FilterTexts) => void;
  /** Escape in the empty box, Enter and ↓: back to the rows. */
  readonly onLeave: () => void;
  /** Looks for cells in the same bar. */
  readonly findBar: FindBar;
}

export function createFilterBar(options: FilterBarOptions): FilterBar {
  const { columns, rowCount, onFilter } = options;
  let filter = options.filter;
  let timer: number | undefined;
  const box = createElement('input', {
    className: 'filter-box',
    attributes: {
      type: 'text',
      placeholder: 'Filter rows',
      'aria-label': 'Find rows that hold a text',
      spellcheck: 'false',
    },
  });
  box.value = filter.text;
  const chips = createElement('ul', { className: 'filter-chips', attributes: { 'aria-label': 'Filters' } });
  const count = createElement('span', { className: 'filter-count', attributes: { role: 'status' } });
  const clear = createButton('Show All', () => {
    box.value = '';
    change({ text: '', columns: [] });
    box.focus();
  });
  const firstMode = options.findBar.text === undefined ? 'filter' : 'find';
  box.hidden = firstMode === 'find';
  const modes = createSearchModeSwitch(firstMode, (mode) => {
    box.hidden = mode === 'find';
    options.findBar.setActive(mode === 'find');
    focus();
  });
  const element = createElement(
    'div',
    { className: 'filter-bar', attributes: { role: 'search' } },
    modes.element,
    box,
    options.findBar.element,
    chips,
    count,
    clear,
  );

  box.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => change({ ...filter, text: box.value }), TYPING_PAUSE_MS);
  });
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && box.value !== '') {
      box.value = '';
      change({ ...filter, text: '' });
    } else if (event.key === 'Escape' || event.key === 'Enter' || event.key === 'ArrowDown') {
      options.onLeave();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  });
  showCount(options.shownRowCount);
  showChips();

  return {
    element,
    get filter() {
      return filter;
    },
    get isFiltered() {
      return isFiltered();
    },
    setColumn: (condition) => {
      const others = filter.columns.filter(({ column }) => column !== condition.column);
      change({ ...filter, columns: condition.text.trim() === '' ? others : [...others, condition] });
    },
    columnText: (column) => {
      const found = filter.columns.find((item) => item.column === column);
      const isTyped = found?.sameAsRow === undefined && found?.anyOfRows === undefined;
      return found !== undefined && isTyped ? found.text : '';
    },
    showCount,
    showFilter: (other) => {
      filter = other;
      box.value = other.text;
      showChips();
    },
    focus,
    find: (direction) => {
      if (modes.mode === 'find') options.findBar.step(direction);
      else modes.set('find');
    },
    dispose: () => clearTimeout(timer),
  };

  function focus(): void {
    if (modes.mode === 'find') {
      options.findBar.focus();
      return;
    }
    box.focus();
    box.select();
  }

  function change(next: FilterTexts): void {
    clearTimeout(timer);
    filter = next;
    showChips();
    onFilter(next);
  }

  function showCount(shownRowCount: number): void {
    count.textContent = isFiltered() ? `${formatCount(shownRowCount)} of ${countOf(rowCount, 'row')}` : '';
    clear.hidden = !isFiltered();
  }

  function isFiltered(): boolean {
    return filter.text !== '' || filter.columns.length > 0;
  }

  function showChips(): void {
    chips.hidden = filter.columns.length === 0;
    chips.replaceChildren(
      ...filter.columns.map(({ column, text }) => {
        const shown = showInvisibles(`${columns[column]?.name ?? ''} ${text}`);
        const remove = createButton('×', () => removeChip(column), 'chip-remove');
        remove.setAttribute('aria-label', `Remove the filter ${shown}`);
        return createElement('li', { className: 'chip' }, createElement('span', { text: shown }), remove);
      }),
    );
  }

  function removeChip(column: number): void {
    change({ ...filter, columns: filter.columns.filter((item) => item.column !== column) });
    box.focus();
  }
}
