import { AnalyzedQuery } from '../kusto/analyzedQuery';
import type { BindingScope, TableSchema } from '../kusto/tableSchema';
import { usedTables } from '../kusto/usedTables';
import type { UsedResults } from './protocol';

/** `results`, `results2`, or a wildcard such as `res*`. */
const MENTION = /\bres(?:ults\d*\b|[a-z]*\*)/;

/**
 * The results that can be read as tables. Each run changes them, so that documents are bound against them anew only
 * where a text may mean one.
 */
export class ResultTables {
  #tables: readonly TableSchema[] = [];
  #isTaken = true;

  change(tables: readonly TableSchema[]): void {
    this.#tables = tables;
    this.#isTaken = false;
  }

  /** The tables, to be bound against from now on. */
  take(): readonly TableSchema[] {
    this.#isTaken = true;
    return this.#tables;
  }

  /** True where a text may name a result that documents are not bound against yet. */
  areNewTo(text: string): boolean {
    return !this.#isTaken && MENTION.test(text);
  }

  /** Which results a query reads, and which other tables. A wildcard that reaches further than results reads others. */
  usedBy(query: string, scope: BindingScope): UsedResults {
    if (!MENTION.test(query)) return { results: [], others: [] };
    const names = new Set(this.#tables.map(({ name }) => name));
    const references = usedTables(new AnalyzedQuery(query, scope));
    const ofResults = references.filter((tables) => tables.every((name) => names.has(name)));
    const others = references.filter((tables) => !ofResults.includes(tables));
    return { results: [...new Set(ofResults.flat())], others: [...new Set(others.flat())] };
  }
}
