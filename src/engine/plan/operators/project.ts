import type { BoundNode } from '../../../kusto/boundNode';
import type { Environment } from '../environment';
import { castToBound } from '../expressions/ownTypes';
import { matchesName } from '../namePattern';
import { QueryFault } from '../notSupported';
import type { NamedScalar, Planner } from '../planner';
import { boundColumns, nameItems, passThrough, planItems, planOverRows, projectTo } from '../projection';
import type { PlanColumn, Relation } from '../nodes';
import { findColumn } from '../relation';

export function planProject(node: BoundNode, input: Relation, environment: Environment, planner: Planner): Relation {
  const { rows, planned: items } = planOverRows(input, environment, planner, (scope) =>
    planItems(node.list('Expressions'), scope, planner),
  );
  return projectTo(rows, nameItems(items, boundColumns(node), node), planner);
}

/** `extend`: new columns go behind, a column of a known name is replaced in its place. */
export function planExtend(node: BoundNode, input: Relation, environment: Environment, planner: Planner): Relation {
  const { rows, planned: items } = planOverRows(input, environment, planner, (scope) =>
    planItems(node.list('Expressions'), scope, planner),
  );
  const bound = boundColumns(node);
  const named = new Set(items.flatMap((item) => (item.name === undefined ? [] : [item.name])));
  const unnamed = bound.filter(({ name }, index) => index >= input.columns.length && !named.has(name));
  const values = new Map<string, NamedScalar>(input.columns.map((item) => [item.name, passThrough(item)]));
  for (const item of items) {
    const replaced = values.get(item.automaticName ?? '')?.name;
    const name = item.name ?? replaced ?? unnamed.shift()?.name;
    if (name === undefined) throw new QueryFault('an expression has no name', node);
    const scalar = castToBound(bound.find((candidate) => candidate.name === name)?.type, item.scalar);
    values.set(name, { name, type: scalar.type, scalar });
  }
  return projectTo(rows, [...values.values()], planner);
}

export function planProjectAway(node: BoundNode, input: Relation, _: Environment, planner: Planner): Relation {
  const gone = new Set(node.list('Expressions').flatMap((pattern) => matchColumns(pattern, input)));
  return keepColumns(
    input,
    input.columns.filter((item) => !gone.has(item)),
    planner,
  );
}

export function planProjectKeep(node: BoundNode, input: Relation, _: Environment, planner: Planner): Relation {
  const kept = new Set(node.list('Expressions').flatMap((pattern) => matchColumns(pattern, input)));
  return keepColumns(
    input,
    input.columns.filter((item) => kept.has(item)),
    planner,
  );
}

/** `project-by-names`: the columns that texts and arrays of texts name, as far as there are such columns. */
export function planProjectByNames(node: BoundNode, input: Relation, _: Environment, planner: Planner): Relation {
  const columns = boundColumns(node).flatMap(({ name }) => findColumn(input, name) ?? []);
  return keepColumns(input, columns, planner);
}

export function planProjectRename(node: BoundNode, input: Relation): Relation {
  const renamed = new Map(
    node.list('Expressions').map((item): [string, string] => [item.child('Expression').name, item.name]),
  );
  return { ...input, columns: input.columns.map((item) => ({ ...item, name: renamed.get(item.name) ?? item.name })) };
}

/** `project-reorder`: the named columns first, `asc` and `desc` sort those that a pattern matches by name. */
export function planProjectReorder(node: BoundNode, input: Relation): Relation {
  const front: PlanColumn[] = [];
  for (const item of node.list('Expressions')) {
    const isOrdered = item.kind === 'OrderedExpression';
    const direction = isOrdered ? item.child('Ordering').text : '';
    const matches = matchColumns(isOrdered ? item.child('Expression') : item, input).filter(
      (candidate) => !front.includes(candidate),
    );
    front.push(...sortByName(matches, direction));
  }
  return { ...input, columns: [...front, ...input.columns.filter((item) => !front.includes(item))] };
}

function sortByName(columns: readonly PlanColumn[], direction: string): readonly PlanColumn[] {
  if (direction === '') return columns;
  const sign = direction.startsWith('desc') ? -1 : 1;
  return [...columns].sort((a, b) => sign * (a.name < b.name ? -1 : 1));
}

function keepColumns(input: Relation, columns: readonly PlanColumn[], planner: Planner): Relation {
  return projectTo(input, columns.map(passThrough), planner);
}

/** The columns that a name or a pattern with `*` stands for. */
function matchColumns(pattern: BoundNode, input: Relation): PlanColumn[] {
  const name = pattern.name;
  if (name.includes('*')) {
    const matches = matchesName(name);
    return input.columns.filter((item) => matches(item.name));
  }
  const found = findColumn(input, name);
  if (found === undefined) throw new QueryFault(`Failed to resolve column named '${name}'`, pattern);
  return [found];
}
