import { findQueries, type QueryBlock } from '../../kusto/splitQueries';
import type { EmbeddedText } from './queryFile';

/** The queries of a text that stands in a file, in order. */
export function queriesIn({ text, isOneQuery }: EmbeddedText): readonly QueryBlock[] {
  const queries = findQueries(text);
  const [first, ...others] = queries;
  const last = others.at(-1);
  if (!isOneQuery || first === undefined || last === undefined) return queries;
  return [{ start: first.start, end: last.end, text: text.slice(first.start, last.end) }];
}
