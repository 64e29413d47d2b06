import type { Breathe } from '../results/longWork';
import { mergeSort } from '../results/sorting/mergeSort';
import { countUp } from '../results/sorting/radixSort';

/** Items in the order of a number that each has; those with the same keep their order. */
export function sortByNumber<Item>(
  items: readonly Item[],
  numberOf: (item: Item) => number,
  breathe: Breathe,
): readonly Item[] {
  const numbers = Float64Array.from(items, numberOf);
  const order = mergeSort(countUp(items.length), (a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0), breathe);
  const sorted: Item[] = [];
  for (const place of order) {
    const item = items[place];
    if (item !== undefined) sorted.push(item);
  }
  return sorted;
}
