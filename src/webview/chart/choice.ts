import { createElement } from '../createElement';

export interface Option {
  readonly value: string;
  readonly text: string;
}

/** A list to choose one of, with its label. */
export interface Choice {
  readonly element: HTMLElement;
  /** @param options others than before, where they change */
  show(value: string, options?: readonly Option[]): void;
  hide(isHidden: boolean): void;
}

export function createChoice(label: string, options: readonly Option[], onChange: (value: string) => void): Choice {
  const select = createElement('select', { className: 'chart-select' });
  const element = createElement(
    'label',
    { className: 'chart-control' },
    createElement('span', { text: label }),
    select,
  );
  const fill = (shown: readonly Option[]) =>
    select.replaceChildren(...shown.map(({ value, text }) => createElement('option', { text, attributes: { value } })));
  fill(options);
  select.addEventListener('change', () => onChange(select.value));
  return {
    element,
    show: (value, others) => {
      if (others !== undefined) fill(others);
      select.value = value;
    },
    hide: (isHidden) => {
      element.hidden = isHidden;
    },
  };
}
