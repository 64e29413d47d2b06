import { createElement } from '../createElement';
import type { Option } from './choice';

/** Several columns to choose, folded up under what is chosen. */
export interface ColumnChecks {
  readonly element: HTMLElement;
  show(columns: readonly number[]): void;
}

export function createColumnChecks(
  label: string,
  options: readonly Option[],
  none: string,
  onChange: (columns: readonly number[]) => void,
): ColumnChecks {
  const summary = createElement('summary', { className: 'chart-select' });
  const boxes = options.map(({ value }) => createElement('input', { attributes: { type: 'checkbox', value } }));
  const list = createElement(
    'fieldset',
    { className: 'chart-checks' },
    createElement('legend', { text: label }),
    ...boxes.map((box, at) =>
      createElement('label', {}, box, createElement('span', { text: options[at]?.text ?? '' })),
    ),
  );
  const details = createElement('details', { className: 'chart-details' }, summary, list);
  const element = createElement(
    'div',
    { className: 'chart-control' },
    createElement('span', { text: label, attributes: { 'aria-hidden': 'true' } }),
    details,
  );
  list.addEventListener('change', () => onChange(boxes.flatMap((box) => (box.checked ? [Number(box.value)] : []))));
  details.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !details.open) return;
    event.stopPropagation();
    details.open = false;
    summary.focus();
  });
  details.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !details.contains(relatedTarget)) details.open = false;
  });
  return {
    element,
    show: (columns) => {
      boxes.forEach((box, at) => {
        box.checked = columns.includes(at);
      });
      const names = columns.map((column) => options[column]?.text ?? '').join(', ') || none;
      summary.textContent = names;
      summary.setAttribute('aria-label', `${label}: ${names}`);
    },
  };
}
