import type { ScalarType } from '../../core/results/scalarType';
import type { Scalar } from './scalar';

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
  | { readonly kind: 'limit'; readonly input: Relation; readonly count: Scalar }
  | { readonly kind: 'number'; readonly input: Relation; readonly ordinal: string }
  | { readonly kind: 'shared'; readonly shared: SharedRelation; readonly sources: readonly Assignment<string>[] }
  | JoinStep
  | UnionStep
  | ExpandStep;

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

/** `mv-expand`: a row for each element of the longest of `lists`, at most `limit` a row. */
export interface ExpandStep {
  readonly kind: 'expand';
  readonly input: Relation;
  readonly lists: readonly { readonly id: string; readonly value: Scalar; readonly bagsAsArrays: boolean }[];
  /** 0-based position of the element. */
  readonly indexId: string;
  readonly limit: Scalar | undefined;
}

/** The column of that name, or undefined. Names are case-sensitive. */
export function findColumn(relation: Relation, name: string): PlanColumn | undefined {
  return relation.columns.find((candidate) => candidate.name === name);
}
