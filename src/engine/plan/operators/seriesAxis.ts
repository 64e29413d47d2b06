import type { ScalarType } from '../../../core/results/scalarType';
import type { BoundNode } from '../../../kusto/boundNode';
import { planArithmetic } from '../expressions/arithmetic';
import { isInteger, isTime } from '../expressions/coercion';
import { notSupported, QueryFault } from '../notSupported';
import type { Planner, Scope } from '../planner';
import type { Scalar } from '../nodes';
import { call, castTo, literal } from '../scalar';

/** Where the points of a series lie: point n is at `origin + n * step`. */
export interface SeriesAxis {
  /** The name of the column that it runs along, where it is a plain one. */
  readonly name: string | undefined;
  /** The row's own place. */
  readonly value: Scalar;
  readonly origin: Scalar;
  readonly step: Scalar;
  /** Number of the first point; undefined where each series begins with its own first value. */
  readonly first: Scalar | undefined;
  /** Number behind that of the last point; undefined where each series ends with its own last value. */
  readonly end: Scalar | undefined;
  /** True for rows between the ends. */
  readonly isWithin: Scalar;
}

/** Plans the `on … from … to … step …` of a `make-series`, or the older `in range(…)`. */
export function planAxis(node: BoundNode, scope: Scope, planner: Planner): SeriesAxis {
  const { environment } = scope;
  const on = node.child('OnClause').child('Expression');
  const name = on.kind === 'NameReference' || on.kind === 'SimpleNamedExpression' ? on.name : undefined;
  const written = planner.scalar(on, scope);
  const type = axisType(written.type, node);
  const value = castTo(type, written);
  const range = node.child('RangeClause');
  const stepType = type === 'datetime' ? 'timespan' : type;
  const bound = (part: BoundNode | undefined, as: ScalarType): Scalar | undefined =>
    part === undefined ? undefined : castTo(as, planner.scalar(part, { environment }));
  if (range.kind === 'MakeSeriesInRangeClause') {
    const [from, to, by] = range.child('Arguments').list('Expressions');
    return { name, ...closedAxis(value, bound(from, type), bound(to, type), bound(by, stepType), range) };
  }
  const part = (clause: string): BoundNode | undefined => range.optionalChild(clause)?.child('Expression');
  const from = bound(part('MakeSeriesFromClause'), type);
  const to = bound(part('MakeSeriesToClause'), type);
  return { name, ...openAxis(value, from, to, bound(part('MakeSeriesStepClause'), stepType), range) };
}

/** The number of the step that a place of the axis is in. */
export function stepNumber({ origin, step }: Pick<SeriesAxis, 'origin' | 'step'>, place: Scalar): Scalar {
  return call('StepNumber', 'long', place, origin, step);
}

/** The place on the axis of a numbered point. */
export function placeOf({ origin, step }: SeriesAxis, point: Scalar, node: BoundNode): Scalar {
  return planArithmetic('+', origin, planArithmetic('*', point, step, node), node);
}

function axisType(type: ScalarType, node: BoundNode): ScalarType {
  if (isInteger(type)) return 'long';
  if (type === 'decimal' || type === 'real') return 'real';
  if (isTime(type)) return type;
  throw notSupported(`make-series on a ${type}`, node);
}

/** `from … to …`: steps are counted from the start, and the end does not belong to the series. */
function openAxis(
  value: Scalar,
  from: Scalar | undefined,
  to: Scalar | undefined,
  step: Scalar | undefined,
  node: BoundNode,
): Omit<SeriesAxis, 'name'> {
  if (step === undefined) throw new QueryFault('make-series: the step is missing', node);
  const origin = from ?? zeroOf(value.type);
  const isAfter = call(...(from === undefined ? isGiven(value) : comparison('GreaterThanOrEqual', value, from)));
  const isBefore = call(...(to === undefined ? isGiven(value) : comparison('LessThan', value, to)));
  return {
    value,
    origin,
    step,
    first: from === undefined ? undefined : literal('long', 0n),
    end: to === undefined ? undefined : call('NegateLong', 'long', stepNumber({ origin: to, step }, origin)),
    isWithin: call('And', 'bool', isAfter, isBefore),
  };
}

/** `in range(…)`: steps are counted from zero, and the end belongs to the series. */
function closedAxis(
  value: Scalar,
  from: Scalar | undefined,
  to: Scalar | undefined,
  step: Scalar | undefined,
  node: BoundNode,
): Omit<SeriesAxis, 'name'> {
  if (from === undefined || to === undefined || step === undefined) {
    throw new QueryFault('make-series: the range lacks a bound', node);
  }
  const axis = { origin: zeroOf(value.type), step };
  const first = stepNumber(axis, from);
  const end = planArithmetic('+', stepNumber(axis, to), literal('long', 1n), node);
  const own = stepNumber(axis, value);
  const isAfter = call(...comparison('GreaterThanOrEqual', own, first));
  const isBefore = call(...comparison('LessThan', own, end));
  return { ...axis, value, first, end, isWithin: call('And', 'bool', isAfter, isBefore) };
}

type Condition = readonly [name: string, type: 'bool', ...args: readonly Scalar[]];

function comparison(name: string, left: Scalar, right: Scalar): Condition {
  return [name, 'bool', left, right];
}

function isGiven(value: Scalar): Condition {
  return ['isnotnull', 'bool', value];
}

function zeroOf(type: ScalarType): Scalar {
  return type === 'real' ? literal('real', 0) : literal(type, 0n);
}
