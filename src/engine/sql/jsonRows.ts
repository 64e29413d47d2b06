import type { Column } from '../../core/results/resultTable';
import type { ScalarType } from '../../core/results/scalarType';
import { sqlString } from './sqlText';

/**
 * A statement with one text for each row of `sql`, whose columns are `columns`: a comma, then the row as a JSON object.
 * The last text is empty: the client ends a stream that failed as it ends one that is whole. Each value that leaves the database costs a call into it, and an answer has up to millions of them.
 *
 * Every value is exact: longs and decimals are raw digits, datetimes have seven fraction digits, dynamics are embedded as
 * they are. Reals that JSON has no number for are the strings NaN, Infinity and -Infinity; bools are 1 and 0.
 */
export function jsonRowsSql(sql: string, columns: readonly Column[]): string {
  const members = columns.flatMap(({ name, type }, index) => [
    sqlString(`${index === 0 ? '' : ','}${JSON.stringify(name)}:`),
    `coalesce(${valueSql(`a${index}`, type)}, 'null')`,
  ]);
  const names = columns.length === 0 ? '' : `t(${columns.map((_, index) => `a${index}`).join(', ')})`;
  return `SELECT concat(${[`',{'`, ...members, `'}'`].join(', ')}) FROM (${sql}) ${names} UNION ALL SELECT ''`;
}

/** What a key and the punctuation of all members take in a row, in bytes. */
export function nameBytesOf(columns: readonly Column[]): number {
  return columns.reduce((sum, { name }) => sum + Buffer.byteLength(JSON.stringify(name)) + 2, 2);
}

/** A value as JSON, null where it is null. Decimals and guids come as text. */
function valueSql(sql: string, type: ScalarType): string {
  switch (type) {
    case 'string':
      return `k_string_answer(${sql})`;
    case 'real':
      return `k_real_answer(CAST(${sql} AS DOUBLE))`;
    case 'bool':
      return `CASE WHEN ${sql} THEN '1' WHEN NOT ${sql} THEN '0' END`;
    case 'datetime':
      return `CASE WHEN ${sql} IS NOT NULL THEN '"' || k_datetime_text(CAST(${sql} AS BIGINT)) || '"' END`;
    case 'timespan':
      return `CASE WHEN ${sql} IS NOT NULL THEN '"' || k_timespan_text(${sql}) || '"' END`;
    case 'guid':
      return `'"' || ${sql} || '"'`;
    default:
      return `CAST(${sql} AS VARCHAR)`;
  }
}
