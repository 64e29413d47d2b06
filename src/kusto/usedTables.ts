import type { AnalyzedQuery } from './analyzedQuery';
import { walkTree } from './walkTree';

/**
 * The tables of the scope that a query reads, in the order of the text: one entry a table that is named, one entry with
 * all that it stands for a wildcard. None where the query cannot be bound.
 */
export function usedTables({ bound, scope }: AnalyzedQuery): readonly (readonly string[])[] {
  if (bound === undefined) return [];
  const references = [...walkTree(bound.root)].flatMap(({ node }) => {
    const stored = node.tableSymbols.filter((symbol) => scope.globals.IsDatabaseTable(symbol));
    return stored.length === 0 ? [] : [stored.map(({ Name: name }) => name ?? '')];
  });
  const distinct = new Map(references.map((names) => [JSON.stringify(names), names]));
  return [...distinct.values()];
}
