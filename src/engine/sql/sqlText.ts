/** A string as an SQL literal. Everything that comes from a query or from data enters SQL through here or as a number. */
export function sqlString(text: string): string {
  return `'${text.replaceAll('\0', '').replaceAll("'", "''")}'`;
}

/** Escapes what has a meaning in a regular expression of RE2. */
export function escapeRe2(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
