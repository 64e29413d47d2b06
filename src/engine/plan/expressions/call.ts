import { SCALAR_TYPES, type ScalarType } from '../../../core/results/scalarType';
import type { BoundNode } from '../../../kusto/boundNode';
import { findAggregate } from '../../sql/aggregates';
import { findFunction } from '../../sql/functions';
import { notSupported, QueryFault } from '../notSupported';
import type { Planner, Scope } from '../planner';
import { refusal } from '../refusedFunctions';
import type { Scalar } from '../nodes';
import { castToBound } from './ownTypes';
import { call, castTo, column, constantText, nullOf } from '../scalar';
import { asCondition, isTime } from './coercion';
import { checkPatternArgument } from './knownPattern';
import { withoutParentheses } from './membership';

/** Plans arguments; `*` stands for all columns. */
export function planArguments(args: readonly BoundNode[], scope: Scope, planner: Planner): readonly Scalar[] {
  const inner: Scope = { ...scope, isCondition: false };
  return args.flatMap((arg) =>
    arg.kind === 'StarExpression'
      ? (scope.row?.columns ?? []).map((item) => column(item.id, item.type))
      : [planner.scalar(arg, inner)],
  );
}

/** Calls a function of the table with arguments that are cast to what it takes. */
export function callFunction(name: string, values: readonly Scalar[], node: BoundNode): Scalar {
  const signature = findFunction(
    name,
    values.map((value) => value.type),
  );
  if (signature === undefined) throw notSupported(refusal(name), node);
  checkPatternArgument(name, values, node);
  const args = values.map((value, index) => castTo(signature.parameters[index] ?? value.type, value));
  const result = call(name, signature.returns, ...args);
  const asked = typeArgument(name, values);
  if (asked === undefined) return result;
  if (asked === 'dynamic') return call('parse_json', 'dynamic', result);
  // A digest holds times as ticks.
  return isTime(asked) && name === 'percentile_tdigest' ? castTo(asked, castTo('long', result)) : castTo(asked, result);
}

/** Plans an aggregate; an `…if` aggregate's condition becomes the filter of the plain one. */
export function planAggregate(node: BoundNode, scope: Scope, planner: Planner): Scalar {
  const rule = findAggregate(node.name);
  if (rule === undefined) throw notSupported(`${node.name}()`, node);
  const inner = rowScope(scope);
  const values = argumentsOf(node)
    .filter((arg) => arg.kind !== 'StarExpression')
    .map((arg) => planner.scalar(arg, inner));
  const condition = rule.filterIndex === undefined ? undefined : values[rule.filterIndex];
  const own = values.filter((_, index) => index !== rule.filterIndex);
  const parameters = rule.takes(own.map((value) => value.type));
  const args = own.map((value, index) => castTo(parameters[index] ?? value.type, value));
  if (rule.name === 'percentile' && args[1] !== undefined) refuseColumns(args[1], 'percentile()', node);
  const aggregate: Scalar = {
    kind: 'aggregate',
    type: rule.gives(args.map((value) => value.type)),
    name: rule.name,
    args,
    ordering: scope.aggregates?.ordering ?? [],
    ...(condition === undefined ? {} : { filter: asCondition(condition) }),
  };
  return asBound(aggregate, node);
}

/** @throws QueryFault where a value that holds for all rows is told by the row */
export function refuseColumns(value: Scalar, what: string, node: BoundNode): void {
  if (readsRow(value)) throw new QueryFault(`${what} takes a percent that is the same for all rows`, node);
}

function readsRow(value: Scalar): boolean {
  switch (value.kind) {
    case 'column':
      return true;
    case 'cast':
      return readsRow(value.value);
    case 'call':
      return value.args.some(readsRow);
    default:
      return false;
  }
}

/** The scope inside an aggregate's parentheses, where rows are seen one by one. */
export function rowScope(scope: Scope): Scope {
  const { environment, row, prepare, compute, hasWindowsApart } = scope;
  return {
    environment,
    isCondition: false,
    ...(row === undefined ? {} : { row }),
    ...(prepare === undefined ? {} : { prepare }),
    ...(compute === undefined ? {} : { compute }),
    ...(hasWindowsApart === undefined ? {} : { hasWindowsApart }),
  };
}

export function argumentsOf(node: BoundNode): BoundNode[] {
  return node.child('ArgumentList').list('Expressions');
}

/** Gives a value the type that Kusto's binder says it has. */
export function asBound(value: Scalar, node: BoundNode): Scalar {
  const type = node.scalarType;
  if (type === undefined || type === value.type) return value;
  return isTime(type) !== isTime(value.type) && value.type === 'dynamic' ? value : castToBound(type, value);
}

const TYPED_RESULTS: ReadonlyMap<string, number> = new Map([
  ['extract', 3],
  ['extract_json', 2],
  ['extractjson', 2],
  ['percentile_tdigest', 2],
]);

/** `extract(…, typeof(long))` converts its text to the type that it is given; a text is what it is without one. */
function typeArgument(name: string, values: readonly Scalar[]): ScalarType | undefined {
  const index = TYPED_RESULTS.get(name);
  const text = index === undefined ? undefined : constantText(values[index]);
  return SCALAR_TYPES.find((type) => type === text && type !== 'string');
}

/** Plans `toscalar(…)` of a table or of a plain expression. */
export function planToScalar(expression: BoundNode, scope: Scope, planner: Planner): Scalar {
  const inner = withoutParentheses(expression);
  if (!planner.isTabular(inner, scope.environment)) return planner.scalar(inner, { environment: scope.environment });
  const relation = planner.relation(inner, scope.environment);
  const [first] = relation.columns;
  if (first === undefined) return nullOf('dynamic');
  return { kind: 'subquery', type: first.type, relation };
}
