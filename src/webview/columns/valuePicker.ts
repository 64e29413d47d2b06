import { countOf, formatCount } from '../../core/formatCount';
import type { ChoosableValue, ColumnValues } from '../../core/results/statistics/columnValues';
import { createButton, createElement } from '../createElement';
import { nameOfText } from '../../core/nameOfText';

const TYPING_PAUSE_MS = 120;

export interface ValuePickerOptions {
  readonly request: (column: number, text: string) => Promise<ColumnValues | undefined>;
  /** Only rows with these values are wanted; all where none is given. */
  readonly onPick: (column: number, values: readonly ChoosableValue[]) => void;
}

/** A column's values with their counts: one is picked by a click, several by their boxes. */
export interface ValuePicker {
  readonly element: HTMLElement;
  show(column: number): void;
}

export function createValuePicker({ request, onPick }: ValuePickerOptions): ValuePicker {
  const search = createElement('input', {
    className: 'filter-box',
    attributes: { type: 'text', placeholder: 'Find values', 'aria-label': 'Find values', spellcheck: 'false' },
  });
  const list = createElement('ol', { className: 'menu-values', attributes: { 'aria-label': 'Values' } });
  const count = createElement('p', { className: 'menu-hint', attributes: { role: 'status' } });
  const pick = createButton('Show Chosen', () => onPick(shown, [...chosen.values()]));
  const element = createElement('div', { className: 'value-picker' }, search, count, list, pick);
  let shown = -1;
  let asked = 0;
  let timer: number | undefined;
  let chosen = new Map<number, ChoosableValue>();

  search.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), TYPING_PAUSE_MS);
  });
  search.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    void ask();
  });

  return {
    element,
    show: (column) => {
      clearTimeout(timer);
      shown = column;
      chosen = new Map();
      search.value = '';
      list.replaceChildren();
      count.textContent = '';
      showChosen();
      void ask().then((values) => {
        for (const value of values ?? []) if (value.isChosen) chosen.set(value.row, value);
        showChosen();
      });
    },
  };

  async function ask(): Promise<readonly ChoosableValue[] | undefined> {
    clearTimeout(timer);
    asked += 1;
    const own = asked;
    const found = await request(shown, search.value);
    if (found === undefined || own !== asked) return undefined;
    list.replaceChildren(...found.values.map((value) => createEntry(value, found.rowCount)));
    count.textContent = `${formatCount(found.values.length)} of ${countOf(found.valueCount, 'value')}`;
    return found.values;
  }

  function createEntry(value: ChoosableValue, rowCount: number): HTMLElement {
    const name = value.isNull ? 'null' : nameOfText(value.text);
    const box = createElement('input', { attributes: { type: 'checkbox', 'aria-label': `Choose ${name}` } });
    box.checked = value.isChosen || chosen.has(value.row);
    box.addEventListener('change', () => {
      if (box.checked) chosen.set(value.row, value);
      else chosen.delete(value.row);
      showChosen();
    });
    const share = createElement('span', { className: 'value-share', attributes: { 'aria-hidden': 'true' } });
    share.style.width = `${(100 * value.count) / Math.max(1, rowCount)}%`;
    const only = createButton('', () => onPick(shown, [value]), 'value-entry');
    const text = createElement('span', { className: value.isNull ? 'value-text is-null' : 'value-text', text: name });
    only.append(share, text, createElement('span', { className: 'value-count', text: formatCount(value.count) }));
    return createElement('li', { className: 'value-line' }, box, only);
  }

  function showChosen(): void {
    pick.disabled = chosen.size === 0;
    pick.textContent = chosen.size === 0 ? 'Show Chosen' : `Show Chosen (${formatCount(chosen.size)})`;
  }
}
