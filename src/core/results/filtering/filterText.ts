import type { ScalarType } from '../scalarType';

/** What a user asks of one column's values. */
export type ColumnCondition =
  /** The text holds another one, whatever the case. */
  | { readonly kind: 'contains'; readonly text: string; readonly isNegated: boolean }
  | { readonly kind: 'null'; readonly isNegated: boolean }
  /** The value is the one in another row. */
  | { readonly kind: 'same'; readonly row: number }
  /** The value is one of those in other rows. */
  | { readonly kind: 'anyOf'; readonly rows: readonly number[] }
  /** The value stands at, before or behind another one, by the column's type. */
  | { readonly kind: 'compares'; readonly operator: Comparison; readonly value: string }
  /** Both ends belong to it. */
  | { readonly kind: 'between'; readonly from: string; readonly to: string };

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';

const NULL = /^(!?)=?\s*null$/i;
const COMPARISON = /^(!=|<=|>=|=|<|>)\s*(.*)$/s;
const BETWEEN = /^(.*?\S)\s*\.\.\s*(\S.*)$/s;
/** A day, or a day and the beginning of a time: `2026-01-31`, `2026-01-31 23:59`. */
const BEGUN_DATETIME = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d)(?::(\d\d)(?::(\d\d)(?:\.(\d{1,7}))?)?)?)?Z?$/;

/**
 * Reads what was typed over a column: `text` or `!text` (holds it or not), `=value`, `!=value`, `null`, `!null`, and for
 * numbers and times `>value`, `>=value`, `<value`, `<=value` and `from..to`.
 * @returns undefined where nothing was typed
 */
export function parseFilterText(typed: string, type: ScalarType): ColumnCondition | undefined {
  const text = typed.trim();
  if (text === '') return undefined;
  const isText = type === 'string' || type === 'dynamic' || type === 'guid' || type === 'bool';
  const nullMatch = NULL.exec(text);
  if (nullMatch !== null) return { kind: 'null', isNegated: nullMatch[1] === '!' };
  const [, operator, value = ''] = COMPARISON.exec(text) ?? [];
  if (isComparison(operator) && (!isText || operator === '=' || operator === '!=')) {
    return { kind: 'compares', operator, value: completeValue(value, type) };
  }
  const [, from, to] = isText ? [] : (BETWEEN.exec(text) ?? []);
  if (from !== undefined && to !== undefined) {
    return { kind: 'between', from: completeValue(from, type), to: completeValue(to, type) };
  }
  const isNegated = text.startsWith('!') && text.length > 1;
  return { kind: 'contains', text: isNegated ? text.slice(1) : text, isNegated };
}

function isComparison(text: string | undefined): text is Comparison {
  return text !== undefined && text !== '';
}

function completeValue(typed: string, type: ScalarType): string {
  const value = typed.trim();
  if (type !== 'datetime') return value;
  const [, day, hour = '00', minute = '00', second = '00', fraction = ''] = BEGUN_DATETIME.exec(value) ?? [];
  return day === undefined ? value : `${day}T${hour}:${minute}:${second}.${fraction.padEnd(7, '0')}Z`;
}
