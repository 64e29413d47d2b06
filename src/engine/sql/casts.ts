import type { ScalarType } from '../../core/results/scalarType';
import { PHYSICAL_TYPES } from '../physicalTypes';

/**
 * SQL that converts a value from one Kusto type to another as `tostring()`, `tolong()` and their kin do: what cannot be
 * converted becomes null (an empty string among strings).
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
        ? `TRY_CAST(${castSql(sql, from, 'string')} AS UUID)`
        : `CAST(NULL AS UUID)`;
  }
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
      return `k_tostring(${sql})`;
    case 'decimal':
      return `k_decimal_text(${sql})`;
    default:
      return `coalesce(CAST(${sql} AS VARCHAR), '')`;
  }
}

function toDynamicSql(sql: string, from: ScalarType): string {
  switch (from) {
    case 'datetime':
    case 'timespan':
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
  const physical = PHYSICAL_TYPES[to];
  switch (from) {
    case 'string':
      return `TRY_CAST(k_text_long(${sql}) AS ${physical})`;
    case 'dynamic':
      return `TRY_CAST(k_dynamic_long(${sql}) AS ${physical})`;
    case 'real':
    case 'decimal':
      return `TRY_CAST(trunc(${sql}) AS ${physical})`;
    case 'datetime':
    case 'timespan':
      return to === 'long' ? sql : `TRY_CAST(${sql} AS INTEGER)`;
    case 'guid':
      return `CAST(NULL AS ${physical})`;
    default:
      return `TRY_CAST(${sql} AS ${physical})`;
  }
}

function toRealSql(sql: string, from: ScalarType): string {
  switch (from) {
    case 'string':
      return `k_text_real(${sql})`;
    case 'dynamic':
      return `k_dynamic_real(${sql})`;
    case 'guid':
      return 'CAST(NULL AS DOUBLE)';
    default:
      return `CAST(${sql} AS DOUBLE)`;
  }
}

function toDecimalSql(sql: string, from: ScalarType): string {
  const text = from === 'string' ? `trim(${sql})` : from === 'dynamic' ? `k_dynamic_text(${sql})` : sql;
  return `TRY_CAST(${text} AS ${PHYSICAL_TYPES.decimal})`;
}

function toBoolSql(sql: string, from: ScalarType): string {
  switch (from) {
    case 'string':
      return `k_text_bool(${sql})`;
    case 'dynamic':
      return `k_text_bool(k_dynamic_text(${sql}))`;
    case 'guid':
      return 'CAST(NULL AS BOOLEAN)';
    default:
      return `(${sql} <> 0)`;
  }
}

function toDateTimeSql(sql: string, from: ScalarType): string {
  switch (from) {
    case 'string':
      return `k_todatetime(${sql})`;
    case 'dynamic':
      return `k_todatetime(k_dynamic_text(${sql}))`;
    case 'guid':
    case 'bool':
      return 'CAST(NULL AS BIGINT)';
    default:
      return `TRY_CAST(${sql} AS BIGINT)`;
  }
}

function toTimespanSql(sql: string, from: ScalarType): string {
  switch (from) {
    case 'string':
      return `k_totimespan(${sql})`;
    case 'dynamic':
      return `k_totimespan(k_dynamic_text(${sql}))`;
    case 'real':
    case 'decimal':
      return `TRY_CAST(round(${sql} * 864000000000) AS BIGINT)`;
    case 'guid':
    case 'bool':
      return 'CAST(NULL AS BIGINT)';
    default:
      return `CAST(${sql} AS BIGINT)`;
  }
}
