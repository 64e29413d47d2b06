import { createButton, createElement } from '../createElement';

/** What a text typed above the rows does: shows only rows that hold it, or goes from cell to cell that does. */
export type SearchMode = 'filter' | 'find';

export interface SearchModeSwitch {
  readonly element: HTMLElement;
  readonly mode: SearchMode;
  set(mode: SearchMode): void;
}

export function createSearchModeSwitch(first: SearchMode, onChange: (mode: SearchMode) => void): SearchModeSwitch {
  let mode = first;
  const filter = createButton('Filter', () => set('filter'));
  const find = createButton('Find', () => set('find'));
  filter.title = 'Show only rows that hold a text (Ctrl+F)';
  find.title = 'Go from cell to cell that holds a text (F3)';
  const attributes = { role: 'group', 'aria-label': 'What typing does' };
  const element = createElement('div', { className: 'buttons', attributes }, filter, find);
  press();
  return {
    element,
    get mode() {
      return mode;
    },
    set,
  };

  function set(next: SearchMode): void {
    mode = next;
    press();
    onChange(next);
  }

  function press(): void {
    filter.setAttribute('aria-pressed', String(mode === 'filter'));
    find.setAttribute('aria-pressed', String(mode === 'find'));
  }
}
