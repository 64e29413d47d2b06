import type { Column } from '../../core/results/resultTable';
import type { TimeRange } from '../../core/kql/timeRange';
import type { ScalarType } from '../../core/results/scalarType';
import type { BoundNode } from '../../kusto/boundNode';
import type { EngineValue } from '../engineAnswer';
import type { ExternalFiles } from '../externalFiles';
import type { LoadedTable } from '../physicalTypes';
import type { Environment } from './environment';
import type { Procedure } from '../procedures/procedure';
import type { ColumnScalar, LateralStep, PlanColumn, Relation, Scalar, SharedRelation, SortKey } from './nodes';
import type { SchemaQuestion } from './schemaQuestion';

/** Where an expression stands: the rows it may name columns of, and the `let`s in force. */
export interface Scope {
  readonly environment: Environment;
  /** The relation whose columns may be named; none in `print` or a `let`. */
  readonly row?: Relation;
  /** Set where aggregates are allowed: the order in which lists are filled. */
  readonly aggregates?: { readonly ordering: readonly SortKey[] };
  /**
   * True where only "true or not" matters (`where`, under `and` and `or`), so that a comparison with null may stay
   * null instead of becoming false, which lets the database use its plain operators.
   */
  readonly isCondition?: boolean;
  /** Computes a value in a step before this one, so that a window may look at another window's results. */
  readonly prepare?: (scalar: Scalar) => ColumnScalar;
  /** Computes a value of each row from values of all rows in a step before this one, where SQL cannot. */
  readonly compute?: (
    node: BoundNode,
    reads: readonly Scalar[],
    type: ScalarType,
    procedure: Procedure,
  ) => ColumnScalar;
  /** What `*` stands for where a condition asks about any column. */
  readonly star?: ColumnScalar;
  /** The columns in which `search` looks for a text; those of the row where it is not said. */
  readonly searched?: readonly PlanColumn[];
  /** Inside a graph's pattern: what a reference to one of its elements stands for; undefined for any other expression. */
  readonly element?: (node: BoundNode) => Scalar | undefined;
  /** True where SQL takes no window, as in a group's key: windows are computed in a step before. */
  readonly hasWindowsApart?: boolean;
  /** The columns of the right-hand table in a join's `on`. */
  readonly right?: Relation;
}

/** What operators and expressions need of each other; `planQuery` composes it. */
export interface Planner {
  /** Ticks of `now()`, the same throughout a query. */
  readonly now: bigint;
  readonly tables: ReadonlyMap<string, LoadedTable>;
  /** The time to which tables are cut, from the request's `Timespan`. */
  readonly timeRange: TimeRange | undefined;
  /** Leaves only the tables that one of the patterns names, from now on. */
  restrictTables(patterns: readonly string[]): void;
  /** The files that `externaldata` may read; none where there is no data folder. */
  readonly externalFiles: ExternalFiles | undefined;
  /** Something that the user should know of the answer, as a sentence. */
  tell(note: string): void;
  /** A new id for a column, unique in the plan. */
  newId(): string;
  /** Makes a relation that may be used several times; each use has columns of its own. */
  share(relation: Relation, isMaterialized: boolean): () => Relation;
  readonly sharedRelations: readonly SharedRelation[];
  /** Plans what is to run for each row of `outer`; shared relations stay with it, because they depend on that row. */
  forEach(outer: Relation, plan: () => Relation): LateralStep;
  /**
   * The rows that a procedure makes of the rows of `inputs`, as a relation in the order in which it yields them. This is
   * for operators that SQL cannot say well: the procedure, in `engine/procedures`, is pure and knows nothing of plans;
   * the operator plans what the procedure is to read, so that it gets no more columns than it needs. Works everywhere
   * that a relation may stand; inside `mv-apply` the procedure runs for each row by itself.
   * @throws QueryFault inside an `mv-apply` that depends on the row of another one
   */
  compute(node: BoundNode, inputs: readonly Relation[], columns: readonly Column[], procedure: Procedure): Relation;
  /** True for rows that depend on the row that is being planned for, as inside `mv-apply`. */
  isPerRow(relation: Relation): boolean;
  /**
   * A question to throw: what columns `node` has is told by the rows of `relation`.
   * @throws QueryFault where those depend on a row of their own, as inside `mv-apply`
   */
  ask(
    node: BoundNode,
    relation: Relation,
    columnsOf: (rows: readonly (readonly EngineValue[])[]) => readonly Column[],
  ): SchemaQuestion;
  /** Plans a table expression. */
  relation(node: BoundNode, environment: Environment): Relation;
  /** Plans one operator after a pipe. */
  operator(node: BoundNode, input: Relation, environment: Environment): Relation;
  /** Plans a scalar expression. */
  scalar(node: BoundNode, scope: Scope): Scalar;
  /** True where the node's value is a table. */
  isTabular(node: BoundNode, environment: Environment): boolean;
  /** The environment of a user's function called here, its parameters bound to the arguments. */
  enterFunction(call: BoundNode, scope: Scope, pipedInput?: Relation): FunctionBody;
}

/** A user's function as bound for one call, ready to be planned. */
export interface FunctionBody {
  readonly expression: BoundNode;
  readonly environment: Environment;
}

/** A projected value with its column's name. */
export interface NamedScalar {
  readonly name: string;
  readonly type: ScalarType;
  readonly scalar: Scalar;
}
