import type { DuckDBConnection } from '@duckdb/node-api';

/** Any text as one SQL literal. This is the only way by which a path or a name from data may enter SQL. */
export function quoteText(text: string): string {
  const quoted = text.split('\0').map((part) => `'${part.replaceAll("'", "''")}'`);
  return quoted.length === 1 ? quoted.join('') : `(${quoted.join(' || chr(0) || ')})`;
}

/** A path for a function that reads files: to those, `*`, `?` and `[` in a name would stand for other files. */
export function quotePath(path: string): string {
  return quoteText(path.replace(/[*?[]/g, '[$&]'));
}

/** The rows of a query as text, null as ''. For small answers about data, not for data. */
export async function readTextRows(connection: DuckDBConnection, sql: string): Promise<readonly (readonly string[])[]> {
  const reader = await connection.runAndReadAll(sql);
  return reader.getRows().map((row) => row.map((value) => (value === null ? '' : String(value))));
}

/** The one row of counts that an aggregate query gives. */
export async function readCounts(connection: DuckDBConnection, sql: string): Promise<readonly number[]> {
  const [row = []] = await readTextRows(connection, sql);
  return row.map(Number);
}
