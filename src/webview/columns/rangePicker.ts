import { createButton, createElement } from '../createElement';

/** What is shown of a column by bounds or by null: for a column with an order two bounds, for all null and not null. */
export interface RangePicker {
  readonly element: HTMLElement;
  show(isOrdered: boolean, example: string): void;
}

/** @param onPick gets the condition as one would type it over the column, see `parseFilterText` */
export function createRangePicker(onPick: (text: string) => void): RangePicker {
  const from = createBound('From');
  const to = createBound('To');
  const range = createElement(
    'span',
    { className: 'range-bounds' },
    from,
    createElement('span', { text: '…', attributes: { 'aria-hidden': 'true' } }),
    to,
    createButton('Show Range', pickRange),
  );
  const element = createElement(
    'div',
    { className: 'buttons range-picker' },
    range,
    createButton('Null', () => onPick('null')),
    createButton('Not Null', () => onPick('!null')),
  );
  return {
    element,
    show: (isOrdered, example) => {
      range.hidden = !isOrdered;
      for (const bound of [from, to]) {
        bound.value = '';
        bound.title = example;
      }
    },
  };

  function createBound(name: string): HTMLInputElement {
    const attributes = { type: 'text', placeholder: name, 'aria-label': name, spellcheck: 'false' };
    const bound = createElement('input', { className: 'filter-box', attributes });
    bound.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      event.stopPropagation();
      pickRange();
    });
    return bound;
  }

  function pickRange(): void {
    const [least, greatest] = [from.value.trim(), to.value.trim()];
    if (least !== '' && greatest !== '') onPick(`${least}..${greatest}`);
    else if (least !== '') onPick(`>=${least}`);
    else if (greatest !== '') onPick(`<=${greatest}`);
  }
}
