import { normalizeDecimal } from '../values/decimalText';
import { isNumeric, type ScalarType } from '../scalarType';
import { parseServiceDateTime, parseServiceTimespan } from '../values/ticks';

/**
 * A text that is the same for two values of a type exactly where they are the same value, however an answer wrote them:
 * `1.0` and `1`, `…:00Z` and `…:00.0000000Z`. A text that is no value of the type stands for itself.
 */
export function comparableText(type: ScalarType, text: string): string {
  if (isNumeric(type)) return normalizeDecimal(text);
  if (type === 'datetime') return String(parseServiceDateTime(text) ?? text);
  if (type === 'timespan') return String(parseServiceTimespan(text) ?? text);
  return type === 'guid' ? text.toLowerCase() : text;
}
