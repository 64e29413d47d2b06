import type { BoundColumn, BoundNode } from '../../kusto/boundNode';
import type { Environment } from './environment';
import { castToBound } from './expressions/ownTypes';
import { planTupleValues } from './expressions/tuple';
import { QueryFault } from './notSupported';
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
  const prepare = (scalar: Scalar): ColumnScalar => {
    const prepared = column(planner.newId(), scalar.type);
    const kept = input.columns.map((item) => ({ id: item.id, source: column(item.id, item.type) }));
    rows = {
      ...rows,
      step: { kind: 'project', input: rows, outputs: [...kept, ...extra, { id: prepared.id, source: scalar }] },
    };
    extra.push({ id: prepared.id, source: prepared });
    return prepared;
  };
  const extra: Assignment<Scalar>[] = [];
  const planned = plan({ environment, row: input, prepare });
  return { rows, planned };
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
