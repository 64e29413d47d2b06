import type { ScalarType } from '../../core/results/scalarType';
import { castSql } from './casts';
import type { SqlArgument } from './functionRule';

/** What an aggregate's SQL is made of; `filter` and `order` are ready clauses or empty. */
export interface AggregateContext {
  /** ` FILTER (WHERE …)`, or empty. */
  readonly filter: string;
  /** The condition inside the filter, to be joined with others. */
  readonly condition: string | undefined;
  /** ` ORDER BY …`, or empty. */
  readonly order: string;
}

/** SQL of an aggregate over its first argument; `args` are all of them. */
export type AggregateTemplate = (value: SqlArgument, context: AggregateContext, args: readonly SqlArgument[]) => string;

/** One aggregate under all of its names. */
export interface AggregateDefinition {
  readonly names: readonly string[];
  /** Names of the forms with a condition. */
  readonly filtered?: readonly string[];
  /** Position of that condition; 1 where it is not given. */
  readonly filterIndex?: number;
  /** The type that the first argument is cast to. */
  readonly takes?: (type: ScalarType) => ScalarType;
  /** The types that further arguments are cast to. */
  readonly further?: readonly ScalarType[];
  readonly gives: ScalarType | ((type: ScalarType) => ScalarType);
  readonly sql: AggregateTemplate;
}

export const asIs = (type: ScalarType): ScalarType => type;

/** Dynamics, texts and booleans are read as real. */
export const numberOrTime = (type: ScalarType): ScalarType =>
  type === 'dynamic' || type === 'string' || type === 'bool' ? 'real' : type;

export const wideNumber = (type: ScalarType): ScalarType => (type === 'int' ? 'long' : numberOrTime(type));

/** Strings have no null: no row at all gives an empty one. */
export function withoutNull(value: SqlArgument, sql: string): string {
  return value.type === 'string' ? `coalesce(${sql}, '')` : sql;
}

/** True where a value is not null; a dynamic has two nulls, SQL's and JSON's. */
export function isPresent(value: SqlArgument): string {
  return value.type === 'dynamic'
    ? `${value.sql} IS NOT NULL AND json_type(${value.sql}) <> 'NULL'`
    : `${value.sql} IS NOT NULL`;
}

/** ` FILTER (WHERE …)` of all conditions that there are. */
export function filterBy(...conditions: readonly (string | undefined)[]): string {
  const given = conditions.filter((condition) => condition !== undefined);
  return given.length === 0 ? '' : ` FILTER (WHERE ${given.join(' AND ')})`;
}

/** What a dynamic list holds: times as text, everything else as it is. */
export function listItem(value: SqlArgument): string {
  if (value.type === 'real') return castSql(value.sql, 'real', 'dynamic');
  return LISTED_AS_TEXT.has(value.type) ? castSql(value.sql, value.type, 'string') : value.sql;
}

const LISTED_AS_TEXT: ReadonlySet<ScalarType> = new Set<ScalarType>(['datetime', 'timespan', 'guid', 'decimal']);
