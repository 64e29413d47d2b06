import { countOf, formatCount } from '../../core/formatCount';
import { nameOfText } from '../../core/nameOfText';
import type { ColumnStatistics } from '../../core/results/statistics/columnStatistics';
import { createElement } from '../createElement';

/** What a column's values are like: counts, its ends, and how the values spread between them. */
export interface ColumnFacts {
  readonly element: HTMLElement;
  show(statistics: ColumnStatistics): void;
  clear(): void;
}

export function createColumnFacts(): ColumnFacts {
  const list = createElement('dl', { className: 'menu-facts' });
  const bars = createElement('div', { className: 'histogram', attributes: { role: 'img' } });
  const element = createElement('div', {}, list, bars);
  bars.hidden = true;

  return {
    element,
    show: (statistics) => {
      list.replaceChildren(...describe(statistics));
      showBars(statistics.histogram ?? []);
    },
    clear: () => {
      list.replaceChildren();
      showBars([]);
    },
  };

  function showBars(counts: readonly number[]): void {
    const most = Math.max(...counts, 1);
    bars.hidden = counts.length === 0;
    bars.setAttribute('aria-label', `Rows from the least to the greatest value, in equal steps: ${counts.join(', ')}`);
    bars.replaceChildren(...counts.map((count) => createBar(count, most)));
  }
}

function createBar(count: number, most: number): HTMLElement {
  const bar = createElement('span', { className: 'histogram-bar', attributes: { title: countOf(count, 'row') } });
  bar.style.height = `${(count / most) * 100}%`;
  bar.classList.toggle('is-empty', count === 0);
  return bar;
}

function describe({ rowCount, nullCount, distinctCount, least, greatest }: ColumnStatistics): readonly HTMLElement[] {
  const entries: readonly (readonly [string, string])[] = [
    ['Rows', formatCount(rowCount)],
    ['Null', formatCount(nullCount)],
    ['Distinct', countOf(distinctCount, 'value')],
    ...(least === undefined ? [] : [['Least', nameOfText(least)] as const]),
    ...(greatest === undefined ? [] : [['Greatest', nameOfText(greatest)] as const]),
  ];
  return entries.flatMap(([name, text]) => [createElement('dt', { text: name }), createElement('dd', { text })]);
}
