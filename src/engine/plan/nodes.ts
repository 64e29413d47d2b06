import type { ScalarType } from '../../core/results/scalarType';
import type { Procedure } from '../procedures/procedure';

/*
 * The plan between KQL and SQL: relations are the steps of a query's data flow, scalars the expressions in them.
 * Both stand in one file because each may hold the other.
 */

/** A column of a relation: `id` is unique in the whole plan and is its name in SQL; `name` is what the user sees. */
export interface PlanColumn {
  readonly id: string;
  readonly name: string;
  readonly type: ScalarType;
}

/** One key of an order; `id` names a visible or a carried column. */
export interface SortKey {
  readonly id: string;
  readonly type: ScalarType;
  readonly isDescending: boolean;
  readonly nullsFirst: boolean;
}

/**
 * A step of a query's data flow. `ordering` is the order that its rows have for a reader (empty where none is
 * promised); its keys are carried through later steps even when no visible column shows them.
 */
export interface Relation {
  readonly columns: readonly PlanColumn[];
  readonly ordering: readonly SortKey[];
  readonly step: Step;
}

export type Step =
  | { readonly kind: 'table'; readonly physicalName: string; readonly sources: readonly Assignment<string>[] }
  | ValuesStep
  | { readonly kind: 'row'; readonly outputs: readonly Assignment<Scalar>[] }
  | RangeStep
  | { readonly kind: 'filter'; readonly input: Relation; readonly predicate: Scalar }
  | { readonly kind: 'project'; readonly input: Relation; readonly outputs: readonly Assignment<Scalar>[] }
  | AggregateStep
  | PickStep
  | { readonly kind: 'limit'; readonly input: Relation; readonly count: Scalar }
  | { readonly kind: 'number'; readonly input: Relation; readonly ordinal: string }
  | { readonly kind: 'shared'; readonly shared: SharedRelation; readonly sources: readonly Assignment<string>[] }
  | JoinStep
  | UnionStep
  | ExpandStep
  | UnnestStep
  | LateralStep
  | { readonly kind: 'computed'; readonly computation: Computation }
  /** Each row `count` times; the copies are numbered from 0. */
  | { readonly kind: 'repeat'; readonly input: Relation; readonly count: Scalar; readonly indexId: string };

/** A new column's id and where its value comes from. */
export interface Assignment<Source> {
  readonly id: string;
  readonly source: Source;
}

/** Rows written in the query itself; `ordinal` numbers them. */
export interface ValuesStep {
  readonly kind: 'values';
  readonly columns: readonly PlanColumn[];
  readonly ordinal: string;
  readonly rows: readonly (readonly Scalar[])[];
}

/** `range`: values from `from` to `to` (inclusive) by `step`. */
export interface RangeStep {
  readonly kind: 'range';
  readonly id: string;
  readonly from: Scalar;
  readonly to: Scalar;
  readonly step: Scalar;
}

/** Groups by `keys` (all rows where there is none) and computes `measures`; no measures means the distinct keys. */
export interface AggregateStep {
  readonly kind: 'aggregate';
  readonly input: Relation;
  readonly keys: readonly Assignment<Scalar>[];
  readonly measures: readonly Assignment<Scalar>[];
}

/** Of each group of `keys` the one row in which `by` is greatest or least, nulls last; `outputs` are computed from it. */
export interface PickStep {
  readonly kind: 'pick';
  readonly input: Relation;
  readonly keys: readonly Scalar[];
  readonly by: Scalar;
  readonly extreme: 'greatest' | 'least';
  readonly outputs: readonly Assignment<Scalar>[];
}

/** A relation used more than once: rendered as one common table expression, computed once where `isMaterialized`. */
export interface SharedRelation {
  readonly name: string;
  readonly relation: Relation;
  readonly isMaterialized: boolean;
}

export type JoinType = 'inner' | 'left' | 'right' | 'full' | 'semi' | 'anti';

export interface JoinStep {
  readonly kind: 'join';
  readonly type: JoinType;
  readonly left: Relation;
  readonly right: Relation;
  /** What comes out: columns of either side under their own ids. */
  readonly columns: readonly PlanColumn[];
  /** Pairs whose values must be equal (two nulls are); none makes a cross join. */
  readonly keys: readonly { readonly left: Scalar; readonly right: Scalar }[];
  /** `innerunique`: only one left row for each key takes part. */
  readonly keepsOneLeftRow: boolean;
}

/** The rows of all inputs, one after another; an input without a column gives its null. */
export interface UnionStep {
  readonly kind: 'union';
  readonly inputs: readonly { readonly relation: Relation; readonly outputs: readonly Assignment<Scalar>[] }[];
}

/**
 * Rows that a procedure in TypeScript makes of other rows, for operators that SQL cannot say. It runs before the query's
 * own SQL and fills a temporary table, which the rest of the plan reads. `Planner.compute` makes one.
 */
export interface Computation {
  /** The temporary table, unique in the plan; its columns are named by their ids. */
  readonly table: string;
  readonly inputs: readonly Relation[];
  readonly columns: readonly PlanColumn[];
  /** The column that numbers the rows in the order in which the procedure gave them. */
  readonly ordinal: string;
  readonly procedure: Procedure;
}

/** `mv-expand`: a row for each element of the longest of `lists`, at most `limit` a row. */
export interface ExpandStep {
  readonly kind: 'expand';
  readonly input: Relation;
  readonly lists: readonly { readonly id: string; readonly value: Scalar; readonly bagsAsArrays: boolean }[];
  /** 0-based position of the element. */
  readonly indexId: string;
  readonly limit: Scalar | undefined;
}

/** `mv-expand` of one list whose elements nobody counts; they come as JSON or, where texts are wanted, as texts. */
export interface UnnestStep {
  readonly kind: 'unnest';
  readonly input: Relation;
  readonly element: { readonly id: string; readonly type: 'dynamic' | 'string' };
  readonly value: Scalar;
  readonly bagsAsArrays: boolean;
}

/** The rows of `body`, which may name columns of `input`, for each row of `input`; both sides' columns come out. */
export interface LateralStep {
  readonly kind: 'lateral';
  readonly input: Relation;
  readonly body: Relation;
  /** Relations that only the body uses more than once; they may depend on the row, too. */
  readonly shared: readonly SharedRelation[];
}

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

/** A query ready to become SQL. */
export interface QueryPlan {
  readonly relation: Relation;
  /** Relations used more than once, each before those that use it. */
  readonly shared: readonly SharedRelation[];
}
