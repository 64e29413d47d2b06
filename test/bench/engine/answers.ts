import { DuckDBListValue, type DuckDBResultReader, type DuckDBValue } from '@duckdb/node-api';

/** The rows of an answer as texts in one order, so that answers of different spelling compare equal. */
export function canonicalRows(answer: DuckDBResultReader): readonly string[] {
  return answer
    .getRows()
    .map((row) => row.map(canonicalText).join(' | '))
    .sort();
}

/** Lists, of the database or as JSON, are compared as sets: `make_set` promises no order. */
function canonicalText(value: DuckDBValue): string {
  if (value instanceof DuckDBListValue) return listText(value.items.map(String));
  if (typeof value !== 'string' || !value.startsWith('["')) return String(value);
  const parsed: unknown = JSON.parse(value);
  return Array.isArray(parsed) ? listText(parsed.map(String)) : value;
}

function listText(items: readonly string[]): string {
  return `[${[...items].sort().join(', ')}]`;
}

/** Tells the first difference between two answers; undefined where there is none. */
export function firstDifference(answer: readonly string[], expected: readonly string[]): string | undefined {
  if (answer.length !== expected.length) return `${answer.length} rows instead of ${expected.length}`;
  const index = answer.findIndex((row, at) => row !== expected[at]);
  return index === -1 ? undefined : `"${answer[index]?.slice(0, 200)}" instead of "${expected[index]?.slice(0, 200)}"`;
}
