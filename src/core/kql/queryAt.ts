/** A 0-based place in a document, as editors count. */
export interface TextPosition {
  readonly line: number;
  readonly character: number;
}

export interface TextRange {
  readonly start: TextPosition;
  readonly end: TextPosition;
}

/**
 * The query that a cursor means: the one it is in or touches; in the blanks between queries the one above; above the
 * first query that one. `queries` are in order and do not overlap.
 */
export function findQueryAt<T extends { readonly range: TextRange }>(
  queries: readonly T[],
  cursor: TextPosition,
): T | undefined {
  return (
    queries.find(({ range }) => range.start.line <= cursor.line && cursor.line <= range.end.line) ??
    queries.findLast(({ range }) => range.end.line < cursor.line) ??
    queries[0]
  );
}
