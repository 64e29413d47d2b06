import { isNumeric, type ScalarType } from '../scalarType';
import { compareValues } from '../values/compareValues';
import { isDecimalText } from '../values/decimalText';
import { parseServiceDateTime, parseServiceTimespan } from '../values/ticks';
import { completeTimespan, readTypedTime } from './typedTimes';

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
const BETWEEN = /^(.*?)\s*\.\.\s*(.*)$/s;
const REAL_WORD = /^(?:NaN|-?Infinity)$/;

/**
 * Reads what was typed over a column: `text` or `!text` (holds it or not), `=value`, `!=value`, `null`, `!null`, and for
 * numbers and times `>value`, `>=value`, `<value`, `<=value` and `from..to`, of which one end may be left out. A time
 * alone, such as a day, means what lies in it.
 * @returns undefined where nothing was typed
 */
export function parseFilterText(typed: string, type: ScalarType): ColumnCondition | undefined {
  const text = typed.trim();
  if (text === '') return undefined;
  const nullMatch = NULL.exec(text);
  if (nullMatch !== null) return { kind: 'null', isNegated: nullMatch[1] === '!' };
  const [, operator, value = ''] = COMPARISON.exec(text) ?? [];
  if (isComparison(operator) && (hasOrder(type) || operator === '=' || operator === '!=')) {
    return { kind: 'compares', operator, value: completeValue(value, type) };
  }
  const range = hasOrder(type) ? readRange(text, type) : undefined;
  if (range !== undefined) return range;
  const isNegated = text.startsWith('!') && text.length > 1;
  return { kind: 'contains', text: isNegated ? text.slice(1) : text, isNegated };
}

/** What is wrong with a text typed over a column, in sentences; undefined where nothing is. */
export function faultOfFilterText(typed: string, type: ScalarType): string | undefined {
  const condition = parseFilterText(typed, type);
  if (condition?.kind === 'compares') return faultOfValue(condition.value, type);
  if (condition?.kind !== 'between') return undefined;
  const { from, to } = condition;
  const isBackwards = (compareValues(type, from, to) ?? 0) > 0;
  return (
    faultOfValue(from, type) ??
    faultOfValue(to, type) ??
    (isBackwards ? 'The range ends before it begins: write the lesser value first.' : undefined)
  );
}

function hasOrder(type: ScalarType): boolean {
  return isNumeric(type) || type === 'datetime' || type === 'timespan';
}

function isComparison(text: string | undefined): text is Comparison {
  return text !== undefined && text !== '';
}

function readRange(text: string, type: ScalarType): ColumnCondition | undefined {
  const time = type === 'datetime' ? readTypedTime(text) : undefined;
  if (time !== undefined) return { kind: 'between', from: time.first, to: time.last };
  const [, from = '', to = ''] = BETWEEN.exec(text) ?? [];
  if (from === '' && to === '') return undefined;
  if (to === '') return { kind: 'compares', operator: '>=', value: completeValue(from, type) };
  if (from === '') return { kind: 'compares', operator: '<=', value: completeValue(to, type) };
  return { kind: 'between', from: completeValue(from, type), to: completeValue(to, type) };
}

function completeValue(typed: string, type: ScalarType): string {
  const value = typed.trim();
  if (type === 'timespan') return completeTimespan(value);
  return type === 'datetime' ? (readTypedTime(value)?.first ?? value) : value;
}

function faultOfValue(value: string, type: ScalarType): string | undefined {
  if (isValue(value, type)) return undefined;
  const shown = value === '' ? 'Nothing' : `“${value}”`;
  if (type === 'datetime') return `${shown} is no time. Type one such as 2026-01-31 or 2026-01-31 23:59.`;
  if (type === 'timespan') return `${shown} is no timespan. Type one such as 1.02:30:00, 00:05 or 5m.`;
  if (type === 'bool') return `${shown} is neither true nor false.`;
  return `${shown} is no number. Type one such as 12, -0.5 or 1e6.`;
}

function isValue(value: string, type: ScalarType): boolean {
  if (type === 'datetime') return parseServiceDateTime(value) !== undefined;
  if (type === 'timespan') return parseServiceTimespan(value) !== undefined;
  if (type === 'bool') return /^(?:true|false)$/i.test(value);
  return !isNumeric(type) || isDecimalText(value) || (type === 'real' && REAL_WORD.test(value));
}
