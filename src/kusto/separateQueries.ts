import { itemsOf, KustoLanguage } from './languageService';
import { findQueries, type QueryBlock } from './queryBlocks';

/**
 * The queries of a whole file. Blank lines separate queries, as in an editor; but what Kusto reads better as one query
 * is one: `let` statements and the query that they belong to, or a query with blank lines in it.
 */
export function separateQueries(text: string): QueryBlock[] {
  const queries: (QueryBlock & { readonly faults: number })[] = [];
  for (const block of findQueries(text)) {
    const faults = countSyntaxFaults(block.text);
    const previous = queries.at(-1);
    const joined = previous === undefined ? undefined : join(text, previous, block);
    if (previous !== undefined && joined !== undefined && joined.faults <= previous.faults + faults) {
      queries.splice(-1, 1, joined);
    } else {
      queries.push({ ...block, faults });
    }
  }
  return queries.map(({ start, end, text: query }) => ({ start, end, text: query }));
}

function join(text: string, first: QueryBlock, second: QueryBlock): QueryBlock & { readonly faults: number } {
  const joined = text.slice(first.start, second.end);
  return { start: first.start, end: second.end, text: joined, faults: countSyntaxFaults(joined) };
}

function countSyntaxFaults(text: string): number {
  return itemsOf(KustoLanguage.KustoCode.Parse(text)?.GetSyntaxDiagnostics()).length;
}
