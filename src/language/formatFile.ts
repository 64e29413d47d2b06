import { DEFAULT_FORMAT, formatText } from '../kusto/formatQuery';
import { applyEdits } from '../kusto/textEdit';
import type { QueryFile } from './queryFiles/queryFile';

/** A file with its queries laid out anew; what is not a query stays as it is. */
export function formatFile({ text, embedded }: QueryFile): string {
  const edits = embedded.flatMap((query) => {
    const formatted = applyEdits(query.text, formatText(query.text, DEFAULT_FORMAT));
    // What a file's format cannot hold, such as several lines in a flow mapping, is left as it is.
    return formatted === query.text ? [] : (query.rewrite(formatted) ?? []);
  });
  return applyEdits(text, edits);
}
