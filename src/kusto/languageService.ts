/// <reference types="@kusto/language-service-next" />
import '@kusto/language-service-next/bridge.min.js';
import '@kusto/language-service-next/Kusto.Language.Bridge.min.js';

/**
 * Microsoft's Kusto language service (`@kusto/language-service-next`, pinned: its constructor names move between
 * versions). Loading it takes a few hundred milliseconds and adds globals, so only processes of their own import it.
 */
export const KustoLanguage = Kusto.Language;

/** A list as the language service hands it over. */
interface BridgeList<T> {
  readonly Count: number;
  getItem(index: number): T | null;
}

/** The items of one of the language service's lists, as an array; some of its lists are arrays under another name. */
export function itemsOf<T>(list: BridgeList<T> | readonly T[] | null | undefined): T[] {
  if (list instanceof Array) return [...list];
  const items: T[] = [];
  for (let index = 0; index < (list?.Count ?? 0); index++) {
    const item = list?.getItem(index);
    if (item !== null && item !== undefined) items.push(item);
  }
  return items;
}
