import type { BoundNode } from '../../../kusto/boundNode';
import { QueryFault } from '../notSupported';
import type { Planner, Scope } from '../planner';
import type { Scalar } from '../nodes';
import { findColumn } from '../relation';
import { call, castTo, column, constantInteger, constantText, literal, nullOf } from '../scalar';
import { planArithmetic } from './arithmetic';
import { callFunction, asBound, planArguments, planToScalar } from './call';
import { alignSides, asCondition, commonType } from './coercion';
import { withoutParentheses } from './membership';

type SpecialForm = (node: BoundNode, args: readonly BoundNode[], scope: Scope, planner: Planner) => Scalar;

/** Functions whose arguments are not simply values, or whose answer is known before a row is read. */
export const SPECIAL_FORMS: ReadonlyMap<string, SpecialForm> = new Map<string, SpecialForm>([
  ['iff', planIff],
  ['iif', planIff],
  ['case', planCase],
  ['now', planNow],
  ['ago', planAgo],
  ['column_ifexists', planColumnIfExists],
  ['columnifexists', planColumnIfExists],
  ['iscolumnexists', planIsColumnExists],
  ['around', planAround],
  ['bin_auto', planBinAuto],
  ['column_names_of', planColumnNames],
  ['assert', planAssert],
  ['ingestion_time', () => nullOf('datetime')],
  ['pack_all', planPackAll],
  ['bag_pack_columns', planPackColumns],
  ['toscalar', planToScalarCall],
  ['gettype', planGetType],
  ['datetime_diff', planDateTimeDiff],
  ['tolong', planToNumber('long')],
  ['toint', planToNumber('int')],
  ['todouble', planToNumber('real')],
  ['toreal', planToNumber('real')],
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
  const now = nowIn(scope, planner);
  return offset === undefined ? now : shiftTime('AddTicks', now, planner.scalar(offset, scope));
}

function planAgo(node: BoundNode, args: readonly BoundNode[], scope: Scope, planner: Planner): Scalar {
  const [span] = args;
  if (span === undefined) throw new QueryFault('ago() lacks an argument', node);
  return shiftTime('SubtractTicks', nowIn(scope, planner), planner.scalar(span, scope));
}

/** The present, unless the query sets another one. */
function nowIn(scope: Scope, planner: Planner): Scalar {
  const set = scope.environment.option('query_now');
  return set === undefined ? literal('datetime', planner.now) : castTo('datetime', set);
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

function planIsColumnExists(node: BoundNode, args: readonly BoundNode[], scope: Scope, planner: Planner): Scalar {
  const [nameNode] = args;
  if (nameNode === undefined) throw new QueryFault(`${node.name}() lacks an argument`, node);
  const name = constantText(planner.scalar(nameNode, scope)) ?? nameNode.name;
  return literal('bool', scope.row !== undefined && findColumn(scope.row, name) !== undefined);
}

/** `column_names_of(Table)`: known before a row is read. */
function planColumnNames(node: BoundNode, args: readonly BoundNode[], scope: Scope, planner: Planner): Scalar {
  const [table] = args;
  if (table === undefined) throw new QueryFault(`${node.name}() lacks an argument`, node);
  const { columns } = planner.relation(table, scope.environment);
  return literal('dynamic', JSON.stringify(columns.map(({ name }) => name)));
}

/** `bin_auto(value)`: bins as wide as `set query_bin_auto_size` says, counted from `query_bin_auto_at`. */
function planBinAuto(node: BoundNode, args: readonly BoundNode[], scope: Scope, planner: Planner): Scalar {
  const [value] = planArguments(args, scope, planner);
  const size = scope.environment.option('query_bin_auto_size');
  if (value === undefined) throw new QueryFault(`${node.name}() lacks an argument`, node);
  if (size === undefined) throw new QueryFault(`${node.name}() needs 'set query_bin_auto_size' before the query`, node);
  const at = scope.environment.option('query_bin_auto_at');
  return callFunction(at === undefined ? 'bin' : 'bin_at', at === undefined ? [value, size] : [value, size, at], node);
}

/** `around(value, center, delta)`: both ends belong to the range. */
function planAround(node: BoundNode, args: readonly BoundNode[], scope: Scope, planner: Planner): Scalar {
  const [value, center, delta] = planArguments(args, scope, planner);
  if (value === undefined || center === undefined || delta === undefined) {
    throw new QueryFault('around() lacks an argument', node);
  }
  return call(
    'And',
    'bool',
    call('GreaterThanOrEqual', 'bool', ...alignSides(value, planArithmetic('-', center, delta, node))),
    call('LessThanOrEqual', 'bool', ...alignSides(value, planArithmetic('+', center, delta, node))),
  );
}

/** A condition that fails the query where it is not true. */
function planAssert(node: BoundNode, args: readonly BoundNode[], scope: Scope, planner: Planner): Scalar {
  const [predicate, message] = planArguments(args, scope, planner);
  if (predicate === undefined || message === undefined) throw new QueryFault('assert() lacks an argument', node);
  return callFunction('Assert', [asCondition(predicate), message], node);
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

/** The type of everything but a dynamic is known before the query runs. */
function planGetType(node: BoundNode, args: readonly BoundNode[], scope: Scope, planner: Planner): Scalar {
  const [only] = args;
  if (only === undefined) throw new QueryFault('gettype() lacks an argument', node);
  const value = planner.scalar(only, { ...scope, isCondition: false });
  return value.type === 'dynamic' ? callFunction('gettype', [value], node) : literal('string', value.type);
}

/** Weeks are counted in a real, everything else in a long. */
function planDateTimeDiff(node: BoundNode, args: readonly BoundNode[], scope: Scope, planner: Planner): Scalar {
  const values = planArguments(args, scope, planner);
  if (constantText(values[0])?.toLowerCase() === 'week')
    return callFunction('DatetimeDiffWeeks', values.slice(1), node);
  return asBound(callFunction('datetime_diff', values, node), node);
}

/** A real that is written in the query is converted when it is planned, and then as a processor converts one. */
function planToNumber(type: 'int' | 'long' | 'real'): SpecialForm {
  return (node, args, scope, planner) => {
    const [value, ...more] = planArguments(args, scope, planner);
    if (value === undefined || more.length > 0) throw new QueryFault(`${node.name}() takes one argument`, node);
    if (value.kind === 'literal' && typeof value.value === 'number' && type !== 'real') {
      return literal(type, wholeNumber(type, value.value));
    }
    if (value.kind === 'literal' && typeof value.value === 'bigint' && type === 'real') return castTo(type, value);
    return callFunction(node.name, [value], node);
  };
}

/** Beyond the range it is the least number of the type. */
function wholeNumber(type: 'int' | 'long', value: number): bigint | null {
  if (!Number.isFinite(value)) return null;
  const bits = type === 'int' ? 32 : 64;
  const whole = BigInt(Math.trunc(value));
  return whole === BigInt.asIntN(bits, whole) ? whole : -(1n << BigInt(bits - 1));
}
