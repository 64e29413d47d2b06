/** A string as an SQL literal. Everything that comes from a query or from data enters SQL through here or as a number. */
export function sqlString(text: string): string {
  const pieces = text.split('\0').map((piece) => `'${piece.replaceAll("'", "''")}'`);
  // The database ends a statement at a NUL.
  return pieces.length === 1 ? pieces.join('') : `(${pieces.join(' || chr(0) || ')})`;
}

/** Escapes what has a meaning in a regular expression of RE2. */
export function escapeRe2(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
