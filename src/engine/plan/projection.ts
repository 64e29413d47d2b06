import type { BoundColumn, BoundNode } from '../../kusto/boundNode';
import type { Environment } from './environment';
import type { ScalarType } from '../../core/results/scalarType';
import type { Procedure } from '../procedures/procedure';
import { castToBound } from './expressions/ownTypes';
import { planTupleValues } from './expressions/tuple';
import { QueryFault } from './notSupported';
import { pickRows } from './pickRows';
import type { NamedScalar, Planner, Scope } from './planner';
import type { Assignment, ColumnScalar, PlanColumn, Relation, Scalar } from './nodes';
import { call, column, literal } from './scalar';

/** A projected expression before it has a name: `name` is undefined where the query gives none. */
export interface ProjectedItem {
  readonly name: string | undefined;
  /** What Kusto names the expression by, which may be the name of a column that there is. */
  readonly automaticName?: string;
  /** The name that the service gives where Kusto's binder says another. */
  readonly serviceName?: string;
  readonly scalar: Scalar;
}

/** Plans a list of expressions; `*` stands for all columns, `(a, b) = expr` for several. */
export function planItems(nodes: readonly BoundNode[], scope: Scope, planner: Planner): ProjectedItem[] {
  return nodes.flatMap((node) => planItem(node, scope, planner));
}

function planItem(node: BoundNode, scope: Scope, planner: Planner): ProjectedItem[] {
  switch (node.kind) {
    case 'StarExpression':
      return (scope.row?.columns ?? []).map(passThrough);
    case 'SimpleNamedExpression':
      return [{ name: node.name, scalar: planner.scalar(node.child('Expression'), scope) }];
    case 'CompoundNamedExpression':
      return planSeveralNamed(node, scope, planner);
    case 'NameReference':
      return [{ name: node.name, scalar: planner.scalar(node, scope) }];
    default:
      return planValues(node, scope, planner);
  }
}

/** `(a, b) = expr`: the values of a call such as `series_stats(x)`, or the first items of an array. */
function planSeveralNamed(node: BoundNode, scope: Scope, planner: Planner): ProjectedItem[] {
  const expression = node.child('Expression');
  const names = node.child('Names').list('Names');
  const several = planTupleValues(expression, scope, planner);
  if (several !== undefined) return several.map((scalar, index) => ({ name: names[index]?.name, scalar }));
  const value = planner.scalar(expression, scope);
  return names.map((name, index) => ({
    name: name.name,
    scalar: call('DynamicIndex', 'dynamic', value, literal('long', BigInt(index))),
  }));
}

/** One value, or the several of a call such as `series_stats(x)`; under one name of the query's only the first. */
function planValues(node: BoundNode, scope: Scope, planner: Planner): ProjectedItem[] {
  const several = planTupleValues(node, scope, planner);
  if (several !== undefined) return several.map((scalar) => ({ name: undefined, scalar }));
  return [{ name: undefined, automaticName: node.automaticName, scalar: planner.scalar(node, scope) }];
}

export function passThrough(item: PlanColumn): NamedScalar {
  return { name: item.name, type: item.type, scalar: column(item.id, item.type) };
}

/** Names items by the columns that Kusto's binder lists for the operator, and gives them those columns' types. */
export function nameItems(
  items: readonly ProjectedItem[],
  bound: readonly BoundColumn[],
  node: BoundNode,
): NamedScalar[] {
  const own = items.flatMap(({ name, scalar }) => (name === undefined ? [] : [{ name, type: scalar.type, scalar }]));
  if (bound.length > items.length && own.length === items.length) return own;
  if (bound.length !== items.length) {
    throw new QueryFault(`the columns of '${node.text.slice(0, 40)}' could not be told`, node);
  }
  return items.map((item, index) => {
    const { name, type } = bound[index] ?? { name: item.name ?? '', type: undefined };
    const scalar = castToBound(type, item.scalar);
    return { name: item.serviceName ?? name, type: scalar.type, scalar };
  });
}

/** Makes a relation of the given columns; a column that is only passed through keeps its id, the order is kept. */
export function projectTo(input: Relation, named: readonly NamedScalar[], planner: Planner): Relation {
  const taken = new Set<string>();
  const outputs: Assignment<Scalar>[] = [];
  const columns = named.map(({ name, scalar }): PlanColumn => {
    const reusable = scalar.kind === 'column' && !taken.has(scalar.id);
    const id = reusable ? scalar.id : planner.newId();
    taken.add(id);
    outputs.push({ id, source: scalar });
    return { id, name, type: scalar.type };
  });
  return { columns, ordering: input.ordering, step: { kind: 'project', input, outputs } };
}

/** Plans something over rows; steps that it needs to have run before are put between. */
export function planOverRows<T>(
  input: Relation,
  environment: Environment,
  planner: Planner,
  plan: (scope: Scope) => T,
): { readonly rows: Relation; readonly planned: T } {
  let rows = input;
  const carried: PlanColumn[] = carriedKeys(input);
  const prepare = (scalar: Scalar): ColumnScalar => {
    const prepared = column(planner.newId(), scalar.type);
    const kept = [...input.columns, ...carried].map(({ id, type }) => ({ id, source: column(id, type) }));
    rows = { ...rows, step: { kind: 'project', input: rows, outputs: [...kept, { id: prepared.id, source: scalar }] } };
    carried.push({ id: prepared.id, name: '', type: scalar.type });
    return prepared;
  };
  const compute = (node: BoundNode, reads: readonly Scalar[], type: ScalarType, procedure: Procedure): ColumnScalar => {
    const all = [...input.columns, ...carried];
    const picked = pickRows(node, { ...rows, columns: all }, reads, [{ name: '', type }], procedure, planner);
    const kept = all.map(({ id }, index) => ({
      id,
      source: column(picked.own[index]?.id ?? '', all[index]?.type ?? type),
    }));
    const computed = column(planner.newId(), type);
    const source = column(picked.computed[0]?.id ?? '', type);
    rows = { ...rows, step: { kind: 'project', input: picked.rows, outputs: [...kept, { id: computed.id, source }] } };
    carried.push({ id: computed.id, name: '', type });
    return computed;
  };
  const planned = plan({ environment, row: input, prepare, compute });
  return { rows, planned };
}

/** The keys of the order that no column shows. */
function carriedKeys({ columns, ordering }: Relation): PlanColumn[] {
  const shown = new Set(columns.map(({ id }) => id));
  return ordering.filter(({ id }) => !shown.has(id)).map(({ id, type }) => ({ id, name: '', type }));
}

export function rowScopeOf(input: Relation, environment: Environment): Scope {
  return { environment, row: input };
}

/** The columns that the binder lists for an operator. */
export function boundColumns(node: BoundNode): readonly BoundColumn[] {
  const columns = node.tableColumns;
  if (columns === undefined) throw new QueryFault(`the columns of '${node.text.slice(0, 40)}' could not be told`, node);
  return columns;
}
