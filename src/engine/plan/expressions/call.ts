import type { ScalarType } from '../../../core/results/scalarType';
import type { BoundNode } from '../../../kusto/boundNode';
import { findAggregate } from '../../sql/aggregates';
import { findFunction } from '../../sql/functions';
import { notSupported, QueryFault } from '../notSupported';
import type { Planner, Scope } from '../planner';
import { asCondition, commonType, isTime } from './coercion';
import { withoutParentheses } from './membership';
import { planBody } from './name';
import { isWindowFunction, planWindow } from './window';
import type { Scalar } from '../nodes';
import { findColumn } from '../relation';
import { call, castTo, column, constantInteger, constantText, literal, nullOf } from '../scalar';

type SpecialForm = (node: BoundNode, args: readonly BoundNode[], scope: Scope, planner: Planner) => Scalar;

/** Plans a function call: a user's function, a special form, an aggregate or a row of the one table of functions. */
export function planCall(node: BoundNode, scope: Scope, planner: Planner): Scalar {
  const name = node.name;
  const args = argumentsOf(node);
  if (scope.environment.lookUp(name)?.kind === 'function')
    return planBody(node, { ...scope, isCondition: false }, planner);
  const special = SPECIAL_FORMS.get(name);
  if (special !== undefined) return special(node, args, scope, planner);
  if (scope.aggregates !== undefined && findAggregate(name) !== undefined) return planAggregate(node, scope, planner);
  if (isWindowFunction(name)) return planWindow(name, node, args, scope, planner);
  const values = args.map((arg) => planner.scalar(arg, { ...scope, isCondition: false }));
  return asBound(callFunction(name, values, node), node);
}

/** Calls a function of the table with arguments that are cast to what it takes. */
export function callFunction(name: string, values: readonly Scalar[], node: BoundNode): Scalar {
  const signature = findFunction(
    name,
    values.map((value) => value.type),
  );
  if (signature === undefined) throw notSupported(`${name}()`, node);
  const args = values.map((value, index) => castTo(signature.parameters[index] ?? value.type, value));
  const result = call(name, signature.returns, ...args);
  const asked = typeArgument(name, values);
  if (asked === undefined) return result;
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

/** The scope inside an aggregate's parentheses, where rows are seen one by one. */
export function rowScope(scope: Scope): Scope {
  return {
    environment: scope.environment,
    isCondition: false,
    ...(scope.row === undefined ? {} : { row: scope.row }),
  };
}

export function argumentsOf(node: BoundNode): BoundNode[] {
  return node.child('ArgumentList').list('Expressions');
}

/** Gives a value the type that Kusto's binder says it has. */
function asBound(value: Scalar, node: BoundNode): Scalar {
  const type = node.scalarType;
  if (type === undefined || type === value.type) return value;
  return isTime(type) !== isTime(value.type) && value.type === 'dynamic' ? value : castTo(type, value);
}

const TYPED_RESULTS: ReadonlyMap<string, number> = new Map([
  ['extract', 3],
  ['extract_json', 2],
  ['extractjson', 2],
  ['percentile_tdigest', 2],
]);

/** `extract(…, typeof(long))` converts its text to the type that it is given. */
function typeArgument(name: string, values: readonly Scalar[]): ScalarType | undefined {
  const index = TYPED_RESULTS.get(name);
  const text = index === undefined ? undefined : constantText(values[index]);
  return TYPES.find((type) => type === text);
}

const TYPES: readonly ScalarType[] = [
  'bool',
  'datetime',
  'decimal',
  'dynamic',
  'guid',
  'int',
  'long',
  'real',
  'timespan',
];

const SPECIAL_FORMS: ReadonlyMap<string, SpecialForm> = new Map<string, SpecialForm>([
  ['iff', planIff],
  ['iif', planIff],
  ['case', planCase],
  ['now', planNow],
  ['ago', planAgo],
  ['column_ifexists', planColumnIfExists],
  ['columnifexists', planColumnIfExists],
  ['pack_all', planPackAll],
  ['bag_pack_columns', planPackColumns],
  ['toscalar', planToScalarCall],
  ['gettype', planGetType],
]);

function planIff(node: BoundNode, args: readonly BoundNode[], scope: Scope, planner: Planner): Scalar {
  return planCase(node, args, scope, planner);
}

function planCase(node: BoundNode, args: readonly BoundNode[], scope: Scope, planner: Planner): Scalar {
  const values = args.map((arg) => planner.scalar(arg, { ...scope, isCondition: false }));
  const otherwise = values.at(-1);
  if (otherwise === undefined || values.length % 2 === 0)
    throw new QueryFault(`${node.name}() lacks an argument`, node);
  const pairs = Array.from({ length: (values.length - 1) / 2 }, (_, index) => ({
    when: values[index * 2] ?? otherwise,
    then: values[index * 2 + 1] ?? otherwise,
  }));
  const type = commonType([...pairs.map((pair) => pair.then), otherwise]);
  const choice: Scalar = {
    kind: 'choice',
    type,
    branches: pairs.map((pair) => ({ when: asCondition(pair.when), then: castTo(type, pair.then) })),
    otherwise: castTo(type, otherwise),
  };
  return asBound(choice, node);
}

function planNow(_: BoundNode, args: readonly BoundNode[], scope: Scope, planner: Planner): Scalar {
  const [offset] = args;
  const now = literal('datetime', planner.now);
  return offset === undefined ? now : shiftTime('AddTicks', now, planner.scalar(offset, scope));
}

function planAgo(node: BoundNode, args: readonly BoundNode[], scope: Scope, planner: Planner): Scalar {
  const [span] = args;
  if (span === undefined) throw new QueryFault('ago() lacks an argument', node);
  return shiftTime('SubtractTicks', literal('datetime', planner.now), planner.scalar(span, scope));
}

function shiftTime(name: 'AddTicks' | 'SubtractTicks', time: Scalar, offset: Scalar): Scalar {
  const span = castTo('timespan', offset);
  const [base, ticks] = [constantInteger(time), constantInteger(span)];
  if (base === undefined || ticks === undefined) return call(name, 'datetime', time, span);
  return literal('datetime', name === 'AddTicks' ? base + ticks : base - ticks);
}

function planColumnIfExists(node: BoundNode, args: readonly BoundNode[], scope: Scope, planner: Planner): Scalar {
  const [nameNode, fallback] = args;
  if (nameNode === undefined || fallback === undefined) throw new QueryFault(`${node.name}() lacks an argument`, node);
  const name = constantText(planner.scalar(nameNode, scope)) ?? nameNode.name;
  const found = scope.row === undefined ? undefined : findColumn(scope.row, name);
  return found === undefined ? planner.scalar(fallback, scope) : column(found.id, found.type);
}

function planPackAll(node: BoundNode, args: readonly BoundNode[], scope: Scope): Scalar {
  const skipsEmpty = args[0]?.text.toLowerCase() === 'true';
  const pairs = (scope.row?.columns ?? []).flatMap((item) => [
    literal('string', item.name),
    column(item.id, item.type),
  ]);
  return callFunction(skipsEmpty ? 'PackNotEmpty' : 'bag_pack', pairs, node);
}

function planPackColumns(node: BoundNode, args: readonly BoundNode[], scope: Scope, planner: Planner): Scalar {
  return callFunction(
    'bag_pack',
    args.flatMap((arg) => [literal('string', arg.name), planner.scalar(arg, scope)]),
    node,
  );
}

function planToScalarCall(node: BoundNode, args: readonly BoundNode[], scope: Scope, planner: Planner): Scalar {
  const [only] = args;
  if (only === undefined) throw new QueryFault('toscalar() lacks an argument', node);
  return planToScalar(withoutParentheses(only), scope, planner);
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

/** The type of everything but a dynamic is known before the query runs. */
function planGetType(node: BoundNode, args: readonly BoundNode[], scope: Scope, planner: Planner): Scalar {
  const [only] = args;
  if (only === undefined) throw new QueryFault('gettype() lacks an argument', node);
  const value = planner.scalar(only, { ...scope, isCondition: false });
  return value.type === 'dynamic' ? callFunction('gettype', [value], node) : literal('string', value.type);
}
