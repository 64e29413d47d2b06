import type { BoundColumn, BoundNode } from '../../../kusto/boundNode';
import type { Environment } from '../environment';
import { notSupported, QueryFault } from '../notSupported';
import { matchesName } from '../namePattern';
import { operatorParameter } from '../operatorParameter';
import type { Planner } from '../planner';
import { withoutParentheses } from '../expressions/membership';
import { planTable } from './source';
import { findOrigin, unitedColumns } from './unitedColumns';
import type { PlanColumn, Relation, Scalar, UnionStep } from '../nodes';
import { findColumn } from '../relation';
import { castTo, column, literal, nullOf } from '../scalar';

export interface UnionInput {
  readonly relation: Relation;
  /** What `withsource` shows for its rows. */
  readonly source: string;
}

/** `union`, before or after a pipe: columns are matched by name and type, `withsource` tells where a row is from. */
export function planUnion(
  node: BoundNode,
  input: Relation | undefined,
  environment: Environment,
  planner: Planner,
): Relation {
  const inputs: UnionInput[] = input === undefined ? [] : [{ relation: input, source: 'union_arg0' }];
  const isFuzzy = operatorParameter(node, 'isfuzzy') === 'true';
  for (const expression of node.list('Expressions')) {
    if (isFuzzy && !isKnown(expression, environment, planner)) continue;
    inputs.push(...planInputs(expression, inputs.length, environment, planner));
  }
  if (inputs.length === 0) throw new QueryFault('union: none of the tables is known', node);
  const sourceName = operatorParameter(node, 'withsource', 'with_source');
  const relations = inputs.map(({ relation }) => relation);
  const united = unitedColumns(relations, operatorParameter(node, 'kind') === 'inner');
  const source = sourceName === undefined ? [] : [{ name: sourceName, type: 'string' as const }];
  return uniteInputs(inputs, [...source, ...united], sourceName, planner);
}

/** The rows of all inputs under the given columns; the one named `sourceName` tells where a row is from. */
export function uniteInputs(
  inputs: readonly UnionInput[],
  bound: readonly (BoundColumn & { readonly origin?: string })[],
  sourceName: string | undefined,
  planner: Planner,
): Relation & { readonly step: UnionStep } {
  const relations = inputs.map(({ relation }) => relation);
  const united = new Map(unitedColumns(relations, false).map((item) => [item.name, item]));
  const columns = bound.map(({ name, type, origin }) => {
    const known = united.get(name);
    const own = type ?? known?.type ?? typeIn(inputs, name);
    return { id: planner.newId(), name, type: own, origin: origin ?? (known?.type === own ? known.origin : undefined) };
  });
  return {
    columns: columns.map(({ id, name, type }) => ({ id, name, type })),
    ordering: [],
    step: {
      kind: 'union',
      inputs: inputs.map(({ relation, source }) => ({
        relation,
        outputs: columns.map((target) => ({
          id: target.id,
          source: target.name === sourceName ? literal('string', source) : valueFor(target, relation, inputs),
        })),
      })),
    },
  };
}

/** The tables that an expression stands for, several where it is a pattern such as `Device*`. */
export function planInputs(node: BoundNode, index: number, environment: Environment, planner: Planner): UnionInput[] {
  const expression = withoutParentheses(node);
  if (expression.kind === 'NameReference' && expression.name.includes('*')) {
    return matchTables(expression, planner).map((name) => ({
      relation: planTable(name, expression, planner),
      source: name,
    }));
  }
  const source = isNamedSource(expression, environment)
    ? expression.name
    : (nameGivenByAs(expression) ?? `union_arg${index}`);
  return [{ relation: planner.relation(expression, environment), source }];
}

/** False for a pipeline over a table that is not there, which a fuzzy union leaves out. */
function isKnown(node: BoundNode, environment: Environment, planner: Planner): boolean {
  const expression = withoutParentheses(node);
  if (expression.kind === 'PipeExpression') return isKnown(expression.child('Expression'), environment, planner);
  if (expression.kind !== 'NameReference') return true;
  if (expression.name.includes('*')) return [...planner.tables.keys()].some(matchesName(expression.name));
  return environment.lookUp(expression.name) !== undefined || planner.tables.has(expression.name);
}

/** Tables and views are known by their names, other `let`s are not. */
function isNamedSource(expression: BoundNode, environment: Environment): boolean {
  if (expression.kind !== 'NameReference') return false;
  const binding = environment.lookUp(expression.name);
  return binding === undefined || binding.kind === 'function';
}

function nameGivenByAs(expression: BoundNode): string | undefined {
  if (expression.kind !== 'PipeExpression') return undefined;
  const operator = expression.child('Operator');
  return operator.kind === 'AsOperator' ? operator.name : undefined;
}

function matchTables(pattern: BoundNode, planner: Planner): string[] {
  const names = [...planner.tables.keys()].filter(matchesName(pattern.name));
  if (names.length === 0) throw notSupported(`the pattern ${pattern.text}, which matches no table,`, pattern);
  return names;
}

/** The value of a united column in one input: by its name, or by `Name_type` where types clash; else null. */
function valueFor(
  target: PlanColumn & { readonly origin: string | undefined },
  relation: Relation,
  inputs: readonly UnionInput[],
): Scalar {
  if (target.origin !== undefined) {
    const own = findOrigin(relation, { origin: target.origin, type: target.type });
    return own === undefined ? nullOf(target.type) : column(own.id, own.type);
  }
  const same = relation.columns.find((item) => item.name === target.name && item.type === target.type);
  if (same !== undefined) return column(same.id, same.type);
  const byType = relation.columns.find(
    (item) => item.type === target.type && nameWithType(item, inputs) === target.name,
  );
  if (byType !== undefined) return column(byType.id, byType.type);
  const byName = relation.columns.find((item) => item.name === target.name);
  const isOneType = byName !== undefined && new Set(inputs.flatMap((item) => typesOf(item, target.name))).size === 1;
  return isOneType ? castTo(target.type, column(byName.id, byName.type)) : nullOf(target.type);
}

/** `Name_type`, and a number behind it where another column has that name already. */
function nameWithType({ name, type }: PlanColumn, inputs: readonly UnionInput[]): string {
  const isTaken = inputs.some((input) => findColumn(input.relation, `${name}_${type}`) !== undefined);
  return isTaken ? `${name}_${type}1` : `${name}_${type}`;
}

function typesOf(input: UnionInput, name: string): string[] {
  return input.relation.columns.filter((item) => item.name === name).map((item) => item.type);
}

function typeIn(inputs: readonly UnionInput[], name: string): PlanColumn['type'] {
  return inputs.flatMap((input) => input.relation.columns).find((item) => item.name === name)?.type ?? 'dynamic';
}
