import type { AnalyzedQuery } from './analyzedQuery';
import type { Completion, Completions } from './completion';

/** A column, an operator that compares it, and the literals of a list that are there already. */
const COMPARED =
  /([A-Za-z_]\w*)\s*(?:==|=~|!=|!~|!?in~?\s*\(|has_any\s*\(|!?has\b|!?contains\b|!?startswith\b)(?:\s*(?:"[^"\r\n]*"|'[^'\r\n]*')\s*,)*\s*$/;

/** A string that is not closed before the cursor. */
const OPEN_STRING = /(["'])([^"'\r\n]*)$/;

/** The values of the compared column, for a cursor inside a string; undefined anywhere else. */
export function valuesInString(query: AnalyzedQuery, offset: number): Completions | undefined {
  const { text } = query;
  const [whole = '', quote = '', typed = ''] = OPEN_STRING.exec(lineBefore(text, offset)) ?? [];
  if (quote === '') return undefined;
  const values = comparedValues(query, offset - whole.length);
  if (values.length === 0) return undefined;
  const rest = /^[^"'\r\n]*/.exec(text.slice(offset))?.[0] ?? '';
  const isClosed = text.charAt(offset + rest.length) === quote;
  const end = isClosed ? offset + rest.length : offset;
  return { start: offset - typed.length, end, items: values.map((value, index) => toCompletion(value, value, index)) };
}

/** The values of the compared column as literals, for a cursor where one can begin. */
export function valueLiterals(query: AnalyzedQuery, offset: number): Completion[] {
  return comparedValues(query, offset).map((value, index) =>
    toCompletion(value, `"${value.replace(/[\\"]/g, '\\$&')}"`, index),
  );
}

function comparedValues({ text, scope }: AnalyzedQuery, offset: number): string[] {
  const column = COMPARED.exec(text.slice(Math.max(0, offset - 1_000), offset))?.[1];
  if (column === undefined) return [];
  const values = scope.tables
    .filter(({ name }) => text.includes(name))
    .flatMap(({ columns }) => columns.filter(({ name }) => name === column))
    .flatMap(({ examples }) => examples ?? []);
  return [...new Set(values)];
}

function lineBefore(text: string, offset: number): string {
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
}

function toCompletion(value: string, before: string, index: number): Completion {
  const order = `013_${String(index).padStart(4, '0')}`;
  return { kind: 'value', name: value, detail: '', before, after: '', order };
}
