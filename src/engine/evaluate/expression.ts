import type { ScalarType } from '../../core/results/scalarType';
import type { BoundNode } from '../../kusto/boundNode';
import type { NativeValue } from '../scalar/scalarFunction';

/** A value as the functions written in TypeScript take and give it; a string is never null. */
export type EvaluatedValue = NativeValue | null;

/** An expression that was looked through once and can be evaluated for one row after another. */
export interface Expression<Row> {
  readonly type: ScalarType;
  /** The value, where it is the same for every row. */
  readonly constant?: { readonly value: EvaluatedValue };
  /** @throws ScalarFunctionError for what Kusto refuses at run time, such as a broken regular expression */
  evaluate(this: void, row: Row): EvaluatedValue;
}

/** What the names in an expression stand for. Each of the functions gives undefined for what it does not know. */
export interface ExpressionScope<Row> {
  /** Ticks of `now()`. */
  readonly now: bigint;
  /** Asked first about every expression: one whose value is known without evaluating it, such as what rows bring along. */
  given?(this: void, node: BoundNode): Expression<Row> | undefined;
  /** A name by itself: a column, a scalar `let`, a parameter. */
  name(this: void, name: string, node: BoundNode): Expression<Row> | undefined;
  /** A name with a point in it, such as `step.column` or `node.property`; members of dynamics are read without it. */
  path?(this: void, node: BoundNode): Expression<Row> | undefined;
  /** A call that means something only here, such as `node_degree_in(n)`; it is asked before all functions. */
  call?(this: void, node: BoundNode, compiler: ExpressionCompiler<Row>): Expression<Row> | undefined;
  /** The `let f = (…) { … }` of that name. */
  declaration?(this: void, name: string): BoundNode | undefined;
  /** The columns of the rows, for `*` and `pack_all()`. */
  columns?(this: void): readonly NamedExpression<Row>[];
}

export interface NamedExpression<Row> {
  readonly name: string;
  readonly expression: Expression<Row>;
}

/** What the parts of the evaluator need of each other; `compileExpression` composes it. */
export interface ExpressionCompiler<Row> {
  readonly scope: ExpressionScope<Row>;
  compile(this: void, node: BoundNode): Expression<Row>;
  /** The same in another scope, such as a function's body. */
  within(this: void, scope: ExpressionScope<Row>): ExpressionCompiler<Row>;
}

export function constant<Row>(type: ScalarType, value: EvaluatedValue): Expression<Row> {
  return { type, constant: { value }, evaluate: () => value };
}

/** Kusto's null of a type; strings have none, theirs is the empty string. */
export function nullOf(type: ScalarType): EvaluatedValue {
  return type === 'string' ? '' : null;
}

/** An expression computed from the values of others. */
export function combine<Row>(
  type: ScalarType,
  operands: readonly Expression<Row>[],
  compute: (values: readonly EvaluatedValue[]) => EvaluatedValue,
): Expression<Row> {
  return { type, evaluate: (row) => compute(operands.map((operand) => operand.evaluate(row))) };
}
