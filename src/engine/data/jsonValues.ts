import type { ScalarType } from '../../core/results/scalarType';
import { convertText, type TypeTest } from './textValues';

/** SQL for the text of a JSON value: a string without its quotes, anything else as written. */
function textOfJson(value: string): string {
  return `json_extract_string(${value}, '$')`;
}

/**
 * SQL that reads a JSON value as a value of a type: NULL where it is none. A hunting response writes null as `{}`
 * for every type but dynamic, and may wrap a dynamic's arrays and objects in a string.
 */
export function convertJson(value: string, type: ScalarType): string {
  const text = textOfJson(value);
  if (type !== 'dynamic') return convertText(text, type);
  return `CASE json_type(${value}) WHEN 'NULL' THEN NULL
    WHEN 'VARCHAR' THEN CASE WHEN left(ltrim(${text}), 1) IN ('{', '[') AND json_valid(${text}) THEN ${text}::JSON ELSE ${value} END
    ELSE ${value} END`;
}

/** SQL that is true where a JSON value stands for no value at all. */
export function isBlankJson(value: string): string {
  return `(${value} IS NULL OR json_type(${value}) = 'NULL' OR ${value}::VARCHAR IN ('{}', '""'))`;
}

/** The types that a column of JSON values may have, the most special first; a column that passes none is dynamic. */
export const JSON_TYPE_TESTS: readonly TypeTest[] = [
  { type: 'bool', matches: (value) => `json_type(${value}) = 'BOOLEAN'` },
  {
    type: 'long',
    matches: (value) =>
      `json_type(${value}) IN ('BIGINT', 'UBIGINT') AND TRY_CAST(${textOfJson(value)} AS BIGINT) IS NOT NULL`,
  },
  {
    type: 'real',
    matches: (value) =>
      `json_type(${value}) IN ('BIGINT', 'UBIGINT', 'DOUBLE') AND NOT regexp_full_match(${value}::VARCHAR, '-?\\d{16,}')`,
  },
  {
    type: 'datetime',
    matches: (value) => `json_type(${value}) = 'VARCHAR' AND ${convertText(textOfJson(value), 'datetime')} IS NOT NULL`,
  },
  {
    type: 'timespan',
    matches: (value) => `json_type(${value}) = 'VARCHAR' AND ${convertText(textOfJson(value), 'timespan')} IS NOT NULL`,
  },
  { type: 'string', matches: (value) => `json_type(${value}) = 'VARCHAR'` },
];
