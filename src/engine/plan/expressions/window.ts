import type { ScalarType } from '../../../core/results/scalarType';
import type { BoundNode } from '../../../kusto/boundNode';
import { windowSessions } from '../../procedures/windowSessions';
import { notSupported, QueryFault } from '../notSupported';
import type { Planner, Scope } from '../planner';
import { asCondition, isInteger } from './coercion';
import { equality } from './comparison';
import type { ColumnScalar, Scalar, SortKey, WindowScalar } from '../nodes';
import { call, castTo, literal, nullOf } from '../scalar';

export const WINDOW_FUNCTIONS = [
  'row_number',
  'prev',
  'next',
  'row_cumsum',
  'row_rank',
  'row_rank_dense',
  'row_rank_min',
  'row_window_session',
] as const;

type WindowFunction = (typeof WINDOW_FUNCTIONS)[number];

export function isWindowFunction(name: string): name is WindowFunction {
  return WINDOW_FUNCTIONS.some((known) => known === name);
}

/** True where a value is told by other rows than its own. */
export function looksAtNeighbours(scalar: Scalar): boolean {
  switch (scalar.kind) {
    case 'window':
      return true;
    case 'cast':
    case 'membership':
      return looksAtNeighbours(scalar.value);
    case 'call':
      return scalar.args.some(looksAtNeighbours);
    case 'choice':
      return [scalar.otherwise, ...scalar.branches.flatMap(({ when, then }) => [when, then])].some(looksAtNeighbours);
    default:
      return false;
  }
}

/** Plans a function over the neighbouring rows of a serialized relation. */
export function planWindow(
  name: WindowFunction,
  node: BoundNode,
  args: readonly BoundNode[],
  scope: Scope,
  planner: Planner,
): Scalar {
  const ordering = scope.row?.ordering ?? [];
  if (ordering.length === 0) {
    throw new QueryFault(`Function '${name}' cannot be invoked: the row set must be serialized`, node);
  }
  const [value, second, third, fourth] = args.map((arg) => planner.scalar(arg, { ...scope, isCondition: false }));
  const first = value !== undefined && looksAtNeighbours(value) ? prepare(value, scope, node) : value;
  if (name === 'row_number') {
    const start = castTo('long', first ?? literal('long', 1n));
    return window('row_number', 'long', [start], ordering, stretchOf(second, ordering, scope, node));
  }
  if (first === undefined) throw new QueryFault(`${name}() lacks an argument`, node);
  switch (name) {
    case 'prev':
    case 'next': {
      const missing = third === undefined ? nullOf(first.type) : castTo(first.type, third);
      return window(name, first.type, [first, castTo('long', second ?? literal('long', 1n)), missing], ordering);
    }
    case 'row_cumsum': {
      const type = isInteger(first.type) ? 'long' : first.type === 'dynamic' ? 'real' : first.type;
      return window('running_sum', type, [castTo(type, first)], ordering, stretchOf(second, ordering, scope, node));
    }
    case 'row_window_session': {
      if (second === undefined || third === undefined) throw new QueryFault(`${name}() lacks an argument`, node);
      return planSession(first, second, third, fourth, scope, node);
    }
    case 'row_rank': {
      const isDense = second?.kind === 'literal' && second.value === true;
      return planRank(isDense ? 'row_rank_dense' : 'row_rank_min', first, ordering, undefined, scope, node);
    }
    case 'row_rank_dense':
    case 'row_rank_min':
      return planRank(name, first, ordering, stretchOf(second, ordering, scope, node), scope, node);
  }
}

/** Where a session began is told by the rows before, one after another. */
function planSession(
  time: Scalar,
  fromStart: Scalar,
  fromBefore: Scalar,
  restart: Scalar | undefined,
  scope: Scope,
  node: BoundNode,
): Scalar {
  if (scope.compute === undefined) throw notSupported(`'${node.text.slice(0, 40)}'`, node);
  const restarts = restart === undefined ? literal('bool', false) : prepare(asCondition(restart), scope, node);
  const spans = [fromStart, fromBefore].map((span) => castTo('timespan', span));
  return scope.compute(node, [castTo('datetime', time), ...spans, restarts], 'datetime', windowSessions);
}

/** Ranks rise where the value changes: by one, or to the number of the row. */
function planRank(
  name: 'row_rank_dense' | 'row_rank_min',
  value: Scalar,
  ordering: readonly SortKey[],
  stretch: ColumnScalar | undefined,
  scope: Scope,
  node: BoundNode,
): Scalar {
  const before = window('prev', value.type, [value, one, nullOf(value.type)], ordering, stretch);
  const number = window('row_number', 'long', [one], ordering, stretch);
  const changes = call('Or', 'bool', call('Equal', 'bool', number, one), equality('NotEqual', value, before, false));
  const step = name === 'row_rank_dense' ? one : number;
  const rise = prepare(choose(changes, step), scope, node);
  return window(name === 'row_rank_dense' ? 'running_sum' : 'running_max', 'long', [rise], ordering, stretch);
}

/** The number of the stretch that a row is in: a new one begins where `restart` is true. */
function stretchOf(
  restart: Scalar | undefined,
  ordering: readonly SortKey[],
  scope: Scope,
  node: BoundNode,
): ColumnScalar | undefined {
  if (restart === undefined) return undefined;
  const begins = prepare(choose(asCondition(restart), one), scope, node);
  return prepare(window('running_sum', 'long', [begins], ordering), scope, node);
}

function prepare(scalar: Scalar, scope: Scope, node: BoundNode): ColumnScalar {
  if (scope.prepare === undefined) throw notSupported(`'${node.text.slice(0, 40)}'`, node);
  return scope.prepare(scalar);
}

const one = literal('long', 1n);

function choose(when: Scalar, then: Scalar): Scalar {
  return { kind: 'choice', type: 'long', branches: [{ when, then }], otherwise: literal('long', 0n) };
}

function window(
  name: WindowScalar['name'],
  type: ScalarType,
  args: readonly Scalar[],
  ordering: readonly SortKey[],
  stretch?: ColumnScalar,
): WindowScalar {
  return { kind: 'window', type, name, args, ordering, ...(stretch === undefined ? {} : { stretch }) };
}
