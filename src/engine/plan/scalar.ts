import type { ScalarType } from '../../core/results/scalarType';
import type { Relation, SortKey } from './relation';

/**
 * A typed scalar expression of the plan. Names of calls are the names in the one table of functions
 * (`sql/functions.ts`), which says how each becomes SQL; arguments already have the types that the table asks for.
 */
export type Scalar =
  | ColumnScalar
  | LiteralScalar
  | CastScalar
  | CallScalar
  | ChoiceScalar
  | AggregateScalar
  | WindowScalar
  | MembershipScalar
  | SubqueryScalar;

export interface ColumnScalar {
  readonly kind: 'column';
  readonly type: ScalarType;
  readonly id: string;
}

/** bool boolean; int, long and the ticks of datetime and timespan bigint; real number; the others text (dynamic: JSON). */
export type LiteralValue = null | boolean | bigint | number | string;

export interface LiteralScalar {
  readonly kind: 'literal';
  readonly type: ScalarType;
  readonly value: LiteralValue;
}

export interface CastScalar {
  readonly kind: 'cast';
  readonly type: ScalarType;
  readonly value: Scalar;
}

export interface CallScalar {
  readonly kind: 'call';
  readonly type: ScalarType;
  readonly name: string;
  readonly args: readonly Scalar[];
}

/** `case` and `iff`: the first branch whose condition is true, all branches of one type. */
export interface ChoiceScalar {
  readonly kind: 'choice';
  readonly type: ScalarType;
  readonly branches: readonly { readonly when: Scalar; readonly then: Scalar }[];
  readonly otherwise: Scalar;
}

export interface AggregateScalar {
  readonly kind: 'aggregate';
  readonly type: ScalarType;
  readonly name: string;
  readonly args: readonly Scalar[];
  /** Rows for which this is not true are left out (`countif`, `sumif`, …). */
  readonly filter?: Scalar;
  /** The order in which lists and sets are filled. */
  readonly ordering: readonly SortKey[];
}

/** A value computed over the rows around the current one, in the order of a serialized relation. */
export interface WindowScalar {
  readonly kind: 'window';
  readonly type: ScalarType;
  readonly name: 'row_number' | 'prev' | 'next' | 'running_sum' | 'running_max';
  readonly args: readonly Scalar[];
  /** A column whose value stays the same within a stretch of rows; counting begins anew with each stretch. */
  readonly stretch?: ColumnScalar;
  readonly ordering: readonly SortKey[];
}

/** `value in (table)`: true where the first column of the relation holds the value. */
export interface MembershipScalar {
  readonly kind: 'membership';
  readonly type: 'bool';
  readonly value: Scalar;
  readonly relation: Relation;
  readonly ignoresCase: boolean;
}

/** `toscalar(table)`: the first column of the first row; null where there is none. */
export interface SubqueryScalar {
  readonly kind: 'subquery';
  readonly type: ScalarType;
  readonly relation: Relation;
}

export function column(id: string, type: ScalarType): ColumnScalar {
  return { kind: 'column', id, type };
}

export function literal(type: ScalarType, value: LiteralValue): LiteralScalar {
  return { kind: 'literal', type, value };
}

/** Kusto's null of a type; strings have none, theirs is the empty string. */
export function nullOf(type: ScalarType): LiteralScalar {
  return literal(type, type === 'string' ? '' : null);
}

export function call(name: string, type: ScalarType, ...args: readonly Scalar[]): CallScalar {
  return { kind: 'call', name, type, args };
}

/** Converts a scalar to another type by Kusto's `to…()` rules; what already has the type is left alone. */
export function castTo(type: ScalarType, value: Scalar): Scalar {
  if (value.type === type) return value;
  if (isNullLiteral(value)) return nullOf(type);
  return castLiteral(type, value) ?? { kind: 'cast', type, value };
}

/** A whole number written in the query is given its type right away. */
function castLiteral(type: ScalarType, value: Scalar): LiteralScalar | undefined {
  const number = constantInteger(value);
  if (number === undefined || (value.type !== 'long' && value.type !== 'int')) return undefined;
  if (type === 'long' || (type === 'int' && number === BigInt.asIntN(32, number))) return literal(type, number);
  return type === 'real' && Number.isSafeInteger(Number(number)) ? literal(type, Number(number)) : undefined;
}

export function isNullLiteral(value: Scalar): boolean {
  return value.kind === 'literal' && value.value === null;
}

/** The value of a string known when the query is planned, such as a pattern; else undefined. */
export function constantText(value: Scalar | undefined): string | undefined {
  return value?.kind === 'literal' && typeof value.value === 'string' ? value.value : undefined;
}

/** The value of a whole number known when the query is planned; else undefined. */
export function constantInteger(value: Scalar | undefined): bigint | undefined {
  return value?.kind === 'literal' && typeof value.value === 'bigint' ? value.value : undefined;
}
