import type { ScalarType } from '../../core/results/scalarType';
import { PHYSICAL_TYPES } from '../physicalTypes';
import { ZERO_KEY } from '../scalar/decimalKey';
import { findScalarCall } from '../scalar/scalarFunctions';
import { sqlString } from './sqlText';

/**
 * SQL that converts a value from one Kusto type to another as `tostring()`, `tolong()` and their kin do: what cannot be
 * converted becomes null (an empty string among strings). Common forms of text are read by the database itself, the
 * rest by the functions written in TypeScript, which know all of Kusto's.
 */
export function castSql(sql: string, from: ScalarType, to: ScalarType): string {
  if (from === to) return sql;
  switch (to) {
    case 'string':
      return toStringSql(sql, from);
    case 'dynamic':
      return toDynamicSql(sql, from);
    case 'int':
    case 'long':
      return toIntegerSql(sql, from, to);
    case 'real':
      return toRealSql(sql, from);
    case 'decimal':
      return toDecimalSql(sql, from);
    case 'bool':
      return toBoolSql(sql, from);
    case 'datetime':
      return toDateTimeSql(sql, from);
    case 'timespan':
      return toTimespanSql(sql, from);
    case 'guid':
      return from === 'string' || from === 'dynamic'
        ? native('toguid', castSql(sql, from, 'string'), 'string')
        : nullSql(to);
  }
}

function nullSql(type: ScalarType): string {
  return `CAST(NULL AS ${PHYSICAL_TYPES[type]})`;
}

/** A call of a conversion written in TypeScript. */
function native(name: string, sql: string, from: ScalarType): string {
  const call = findScalarCall(name, [from]);
  if (call === undefined) throw new Error(`no function ${name}(${from})`);
  return `${call.sqlName}(${sql})`;
}

function toStringSql(sql: string, from: ScalarType): string {
  switch (from) {
    case 'bool':
      return `k_bool_text(${sql})`;
    case 'datetime':
      return `k_datetime_text(${sql})`;
    case 'timespan':
      return `k_timespan_text(${sql})`;
    case 'dynamic':
      return `k_dynamic_text(${sql})`;
    case 'real':
      return native('tostring', sql, 'real');
    case 'decimal':
      return native('tostring', sql, 'decimal');
    default:
      return `coalesce(CAST(${sql} AS VARCHAR), '')`;
  }
}

function toDynamicSql(sql: string, from: ScalarType): string {
  switch (from) {
    case 'datetime':
    case 'timespan':
    case 'decimal':
      return `CASE WHEN ${sql} IS NULL THEN NULL ELSE to_json(${toStringSql(sql, from)}) END`;
    case 'guid':
      return `to_json(CAST(${sql} AS VARCHAR))`;
    case 'real':
      return `k_real_json(${sql})`;
    default:
      return `to_json(${sql})`;
  }
}

function toIntegerSql(sql: string, from: ScalarType, to: 'int' | 'long'): string {
  switch (from) {
    case 'string':
      return withFastPath(sql, SHORT_INTEGER, to, native(`to${to}`, sql, from));
    case 'dynamic':
      return withFastPath(`CAST(${sql} AS VARCHAR)`, SHORT_INTEGER, to, native(`to${to}`, sql, from));
    case 'real':
      return to === 'long' ? `k_real_long(${sql})` : `k_real_int(${sql})`;
    case 'decimal':
      return native(`to${to}`, sql, from);
    case 'datetime':
    case 'timespan':
      return to === 'long' ? sql : native('toint', sql, 'long');
    case 'long':
      return `coalesce(TRY_CAST(${sql} AS INTEGER), ${native('toint', sql, 'long')})`;
    case 'guid':
      return nullSql(to);
    default:
      return `CAST(${sql} AS ${PHYSICAL_TYPES[to]})`;
  }
}

const SHORT_INTEGER = '-?[0-9]{1,9}';
const PLAIN_REAL = '-?[0-9]{1,15}(\\.[0-9]{1,15})?';

/** Reads texts of a plain form by the database, others by `otherwise`. */
function withFastPath(text: string, pattern: string, to: ScalarType, otherwise: string): string {
  return `CASE WHEN regexp_full_match(${text}, '${pattern}') THEN CAST(${text} AS ${PHYSICAL_TYPES[to]}) ELSE ${otherwise} END`;
}

function toRealSql(sql: string, from: ScalarType): string {
  switch (from) {
    case 'string':
      return withFastPath(sql, PLAIN_REAL, 'real', native('toreal', sql, from));
    case 'dynamic':
      return withFastPath(`CAST(${sql} AS VARCHAR)`, PLAIN_REAL, 'real', native('toreal', sql, from));
    case 'decimal':
      return native('toreal', sql, from);
    case 'guid':
      return nullSql('real');
    default:
      return `CAST(${sql} AS DOUBLE)`;
  }
}

function toDecimalSql(sql: string, from: ScalarType): string {
  switch (from) {
    case 'string':
    case 'dynamic':
      return native('todecimal', sql, from);
    case 'guid':
      return nullSql('decimal');
    // By its shortest text: the number itself has digits that nobody wrote.
    case 'real':
      return native('todecimal', `CAST(${sql} AS VARCHAR)`, 'string');
    default:
      return native('todecimal', `CAST(CAST(${sql} AS BIGINT) AS VARCHAR)`, 'string');
  }
}

function toBoolSql(sql: string, from: ScalarType): string {
  switch (from) {
    case 'string':
    case 'dynamic':
      return native('tobool', sql, from);
    case 'guid':
      return nullSql('bool');
    case 'decimal':
      return `(${sql} <> ${sqlString(ZERO_KEY)})`;
    default:
      return `(${sql} <> 0)`;
  }
}

function toDateTimeSql(sql: string, from: ScalarType): string {
  switch (from) {
    case 'string':
      return `k_text_datetime(${sql}, ${native('todatetime', sql, from)})`;
    case 'dynamic':
      return toDateTimeSql(toStringSql(sql, from), 'string');
    case 'guid':
    case 'bool':
      return nullSql('datetime');
    case 'real':
      return `k_datetime_in_range(TRY_CAST(trunc(${sql}) AS BIGINT))`;
    case 'decimal':
      return `k_datetime_in_range(${native('tolong', sql, from)})`;
    default:
      return `k_datetime_in_range(TRY_CAST(${sql} AS BIGINT))`;
  }
}

function toTimespanSql(sql: string, from: ScalarType): string {
  switch (from) {
    case 'string':
    case 'dynamic':
      return native('totimespan', sql, from);
    case 'real':
    case 'decimal':
      return `k_real_ticks(${castSql(sql, from, 'real')} * 864000000000)`;
    case 'guid':
    case 'bool':
      return nullSql('timespan');
    default:
      return `CAST(${sql} AS BIGINT)`;
  }
}
