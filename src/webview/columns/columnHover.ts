import type { GridColumn } from '../../core/protocol/gridMessages';
import { formatCount } from '../../core/formatCount';
import { showInvisibles } from '../../core/visibleText';
import { nameOfText } from '../../core/nameOfText';
import { createColumnFacts } from './columnFacts';
import { createElement } from '../createElement';
import type { HostRequests } from '../host/hostRequests';
import { placeBelow } from './placeBelow';

/** A pointer that rests on a header for so long wants to know. */
const REST_MS = 500;
const MOST_VALUES = 5;

export interface ColumnHoverOptions {
  readonly columns: readonly GridColumn[];
  readonly requests: Pick<HostRequests, 'requestStatistics' | 'requestValues'>;
  /** The column, by its index in the table, whose header an element is or lies in. */
  readonly columnOf: (header: HTMLElement) => number | undefined;
}

/**
 * What a column's values are like, while the pointer rests on its header: counts, ends, a histogram and the commonest
 * values. The column's menu tells the same to whoever uses the keyboard.
 */
export interface ColumnHover {
  readonly element: HTMLElement;
  /** Watches the headers in a part of the page. */
  watch(part: HTMLElement): void;
  dispose(): void;
}

export function createColumnHover({ columns, requests, columnOf }: ColumnHoverOptions): ColumnHover {
  const title = createElement('p', { className: 'hover-title' });
  const facts = createColumnFacts();
  const values = createElement('dl', { className: 'hover-values' });
  const element = createElement(
    'div',
    { className: 'column-hover', attributes: { role: 'tooltip' } },
    title,
    facts.element,
    values,
    createElement('p', { className: 'menu-hint', text: 'Menu, filter and values: Alt+↓' }),
  );
  element.hidden = true;
  let timer: number | undefined;
  let over: HTMLElement | undefined;

  return {
    element,
    watch: (part) => {
      part.addEventListener('pointerover', ({ target, buttons }) => {
        const header = target instanceof HTMLElement ? target.closest<HTMLElement>('.column') : null;
        if (header === over) return;
        hide();
        if (header === null || buttons !== 0) return;
        over = header;
        timer = setTimeout(() => void show(header), REST_MS);
      });
      for (const ending of ['pointerleave', 'pointerdown', 'keydown', 'wheel'] as const) {
        part.addEventListener(ending, hide, { passive: true });
      }
    },
    dispose: hide,
  };

  function hide(): void {
    clearTimeout(timer);
    over = undefined;
    element.hidden = true;
  }

  async function show(header: HTMLElement): Promise<void> {
    const column = columnOf(header);
    if (column === undefined) return;
    const { name = '', type = '' } = columns[column] ?? {};
    title.textContent = `${showInvisibles(name)} · ${type}`;
    facts.clear();
    values.replaceChildren();
    element.hidden = false;
    placeBelow(element, header.getBoundingClientRect());
    const [statistics, listed] = await Promise.all([
      requests.requestStatistics(column),
      // Null may be among the commonest.
      requests.requestValues(column, '', MOST_VALUES + 1),
    ]);
    if (over !== header || statistics === undefined || listed === undefined) return;
    facts.show(statistics);
    // Where each value is there once, none is commoner than the others.
    const common = listed.values.filter(({ count, isNull }) => count > 1 && !isNull).slice(0, MOST_VALUES);
    values.replaceChildren(
      ...common.flatMap(({ text, count }) => [
        createElement('dt', { text: nameOfText(text) }),
        createElement('dd', { text: formatCount(count) }),
      ]),
    );
  }
}
