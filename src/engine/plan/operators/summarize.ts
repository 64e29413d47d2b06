import type { ScalarType } from '../../../core/results/scalarType';
import type { BoundNode } from '../../../kusto/boundNode';
import type { Environment } from '../environment';
import { argumentsOf, refuseColumns, rowScope } from '../expressions/call';
import { byOrdinal } from './source';
import type { Planner, Scope } from '../planner';
import { pickRows } from './pickRows';
import { boundColumns, nameItems, planItems, planOverRows, type ProjectedItem } from '../projection';
import type { AggregateScalar, Assignment, PlanColumn, Relation, Scalar } from '../nodes';
import { castTo, column } from '../scalar';

/** `summarize Aggregates by Keys`; without aggregates it is `distinct`. */
export function planSummarize(node: BoundNode, input: Relation, environment: Environment, planner: Planner): Relation {
  const { rows, planned } = planOverRows(input, environment, planner, (rowScope) => {
    const scope: Scope = { ...rowScope, hasWindowsApart: true };
    const keys = planItems(node.optionalChild('ByClause')?.list('Expressions') ?? [], scope, planner);
    const keyNames = new Set(keys.flatMap((key) => (key.name === undefined ? [] : [key.name])));
    const aggregating: Scope = { ...scope, aggregates: { ordering: input.ordering } };
    const measures = node.list('Aggregates').flatMap((item) => planMeasure(item, aggregating, keyNames, planner));
    return { keys, measures };
  });
  const { keys, measures } = planned;
  const named = nameItems([...keys, ...measures], boundColumns(node), node);
  const columns = named.map(({ name, type }): PlanColumn => ({ id: planner.newId(), name, type }));
  const assign = (from: number, to?: number): Assignment<Scalar>[] =>
    named.slice(from, to).map(({ scalar }, index) => ({ id: columns[from + index]?.id ?? '', source: scalar }));
  const measured = assign(keys.length);
  const picked = pickRows(rows, assign(0, keys.length), measured);
  if (picked !== undefined) return { columns, ordering: [], step: picked };
  const firstSeen = keys.length === 0 ? undefined : firstSeenOrder(input, planner);
  return {
    columns,
    ordering: firstSeen === undefined ? [] : [byOrdinal(firstSeen.id)],
    step: {
      kind: 'aggregate',
      input: rows,
      keys: assign(0, keys.length),
      measures: firstSeen === undefined ? measured : [...measured, firstSeen],
    },
  };
}

/** Groups of ordered rows come in the order in which they first appear, where one key tells it. */
function firstSeenOrder(input: Relation, planner: Planner): Assignment<Scalar> | undefined {
  const [key, ...more] = input.ordering;
  if (key === undefined || more.length > 0 || key.isDescending || key.type !== 'long') return undefined;
  return { id: planner.newId(), source: aggregate('min', key.type, [column(key.id, key.type)]) };
}

/** Plans one aggregate expression; some give several columns. */
function planMeasure(
  node: BoundNode,
  scope: Scope,
  keyNames: ReadonlySet<string>,
  planner: Planner,
): readonly ProjectedItem[] {
  const isNamed = node.kind === 'SimpleNamedExpression' || node.kind === 'CompoundNamedExpression';
  const expression = isNamed ? node.child('Expression') : node;
  const several = planSeveral(expression, scope, keyNames, planner);
  if (several !== undefined) return several;
  const serviceName = isNamed ? undefined : nameInService(expression);
  return planItems([node], scope, planner).map((item) => (serviceName === undefined ? item : { ...item, serviceName }));
}

/** How many arguments the service names an aggregate by, and behind what, where the binder does it otherwise. */
const SERVICE_NAMES: ReadonlyMap<string, { readonly prefix: string; readonly count: number }> = new Map([
  ...['covariance', 'covarianceif', 'covariancep', 'covariancepif'].map(
    (name) => [name, { prefix: name, count: 2 }] as const,
  ),
  ['percentilesw_array', { prefix: 'percentile', count: 1 }],
]);

/** `covariance_x_y`, as the documentation of these aggregates shows it. */
function nameInService(node: BoundNode): string | undefined {
  const rule = node.kind === 'FunctionCallExpression' ? SERVICE_NAMES.get(node.name) : undefined;
  if (rule === undefined) return undefined;
  const args = argumentsOf(node).slice(0, rule.count);
  return args.every((arg) => arg.kind === 'NameReference')
    ? [rule.prefix, ...args.map((arg) => arg.name)].join('_')
    : undefined;
}

function planSeveral(
  node: BoundNode,
  scope: Scope,
  keyNames: ReadonlySet<string>,
  planner: Planner,
): readonly ProjectedItem[] | undefined {
  if (node.kind !== 'FunctionCallExpression') return undefined;
  switch (node.name) {
    case 'arg_max':
    case 'argmax':
      return planExtreme('arg_max', node, scope, keyNames, planner);
    case 'arg_min':
    case 'argmin':
      return planExtreme('arg_min', node, scope, keyNames, planner);
    case 'take_any':
    case 'any':
      return planAny(node, scope, keyNames, planner);
    case 'percentiles':
    case 'percentilesw':
      return planPercentiles(node, scope, planner);
    default:
      return undefined;
  }
}

/** `arg_max(By, A, B)`: the extreme of `By`, then the other values in that very row. */
function planExtreme(
  name: 'arg_max' | 'arg_min',
  node: BoundNode,
  scope: Scope,
  keyNames: ReadonlySet<string>,
  planner: Planner,
): readonly ProjectedItem[] {
  const [first, ...rest] = argumentsOf(node);
  if (first === undefined) return [];
  const inner = rowScope(scope);
  const by = planner.scalar(first, inner);
  const byName = first.kind === 'NameReference' ? first.name : undefined;
  const others = rest.flatMap((item) =>
    item.kind === 'StarExpression'
      ? starColumns(inner, keyNames).filter((candidate) => candidate.name !== byName)
      : [{ scalar: planner.scalar(item, inner) }],
  );
  const sortable = sortableBy(by);
  return [by, ...others.map((other) => other.scalar)].map((value) => ({
    name: undefined,
    scalar: aggregate(name, value.type, [value, sortable]),
  }));
}

/** Dynamics are compared by their text, booleans as numbers. */
function sortableBy(by: Scalar): Scalar {
  if (by.type === 'dynamic') return castTo('string', by);
  return by.type === 'bool' ? castTo('long', by) : by;
}

function planAny(
  node: BoundNode,
  scope: Scope,
  keyNames: ReadonlySet<string>,
  planner: Planner,
): readonly ProjectedItem[] {
  const inner = rowScope(scope);
  return argumentsOf(node).flatMap((item) => {
    const values =
      item.kind === 'StarExpression' ? starColumns(inner, keyNames) : [{ scalar: planner.scalar(item, inner) }];
    return values.map(({ scalar }) => ({ name: undefined, scalar: aggregate('take_any', scalar.type, [scalar]) }));
  });
}

const COUNTED_AS_REAL: ReadonlySet<ScalarType> = new Set<ScalarType>(['dynamic', 'decimal']);

function planPercentiles(node: BoundNode, scope: Scope, planner: Planner): readonly ProjectedItem[] {
  const isWeighted = node.name === 'percentilesw';
  const inner = rowScope(scope);
  const values = argumentsOf(node).map((item) => planner.scalar(item, inner));
  const subject = values.slice(0, isWeighted ? 2 : 1);
  const own = subject.map((value) => (COUNTED_AS_REAL.has(value.type) ? castTo('real', value) : value));
  const percents = values.slice(subject.length);
  for (const percent of percents) refuseColumns(percent, `${node.name}()`, node);
  return percents.map((percent) => ({
    name: undefined,
    scalar: aggregate(isWeighted ? 'percentilew' : 'percentile', own[0]?.type ?? 'real', [
      ...own,
      castTo('real', percent),
    ]),
  }));
}

function starColumns(
  scope: Scope,
  keyNames: ReadonlySet<string>,
): { readonly name: string; readonly scalar: Scalar }[] {
  return (scope.row?.columns ?? [])
    .filter((item) => !keyNames.has(item.name))
    .map((item) => ({ name: item.name, scalar: column(item.id, item.type) }));
}

function aggregate(name: string, type: Scalar['type'], args: readonly Scalar[]): AggregateScalar {
  return { kind: 'aggregate', type, name, args, ordering: [] };
}
