import type { Column } from '../../../core/results/resultTable';
import type { BoundNode } from '../../../kusto/boundNode';
import type { EngineValue } from '../../engineAnswer';
import type { Environment } from '../environment';
import { argumentsOf } from '../expressions/call';
import { asText } from '../expressions/comparison';
import { notSupported, QueryFault } from '../notSupported';
import type { Planner } from '../planner';
import { boundColumns, rowScopeOf } from '../projection';
import type { PlanColumn, Relation, Scalar } from '../nodes';
import { findColumn } from '../relation';
import { call, castTo, column, literal } from '../scalar';
import { distinctRows } from './rows';

interface Pivoting {
  /** The text whose values become columns. */
  readonly value: Scalar;
  readonly measure: Scalar;
  readonly groups: readonly PlanColumn[];
}

/** `evaluate pivot(Column, Aggregate, Groups…)`: a column for each value of the first, in the order of the values. */
export function planPivot(node: BoundNode, input: Relation, environment: Environment, planner: Planner): Relation {
  const { value, measure, groups } = readArguments(node, input, environment, planner);
  if (node.optionalChild('Schema') === undefined) {
    const values = distinctRows(input, [{ name: 'Value', scalar: value }], planner);
    throw planner.ask(node, values, (rows) => columnsOf(rows, groups, measure, node));
  }
  const outputs = boundColumns(node).map(({ name, type = measure.type }) => {
    const group = groups.find((item) => item.name === name);
    const scalar =
      group === undefined
        ? castTo(type, onlyWhere(measure, call('SameValue', 'bool', value, literal('string', name)), node))
        : column(group.id, group.type);
    return { isKey: group !== undefined, name, id: planner.newId(), source: scalar };
  });
  return {
    columns: outputs.map(({ id, name, source }) => ({ id, name, type: source.type })),
    ordering: [],
    step: {
      kind: 'aggregate',
      input,
      keys: outputs.filter(({ isKey }) => isKey),
      measures: outputs.filter(({ isKey }) => !isKey),
    },
  };
}

function readArguments(node: BoundNode, input: Relation, environment: Environment, planner: Planner): Pivoting {
  const [pivot, aggregate, ...named] = argumentsOf(node.child('FunctionCall'));
  const pivotColumn = pivot === undefined ? undefined : findColumn(input, pivot.name);
  if (pivotColumn === undefined) throw new QueryFault('pivot() needs a column', node);
  const scope = rowScopeOf(input, environment);
  const measure: Scalar =
    aggregate === undefined
      ? { kind: 'aggregate', type: 'long', name: 'count', args: [], ordering: [] }
      : planner.scalar(aggregate, { ...scope, aggregates: { ordering: input.ordering } });
  const used = aggregate === undefined ? new Set<string>() : namesIn(aggregate);
  const groups =
    named.length === 0
      ? input.columns.filter((item) => item.id !== pivotColumn.id && !used.has(item.name))
      : named.map((group) => {
          const found = findColumn(input, group.name);
          if (found === undefined) throw new QueryFault(`Failed to resolve column named '${group.name}'`, group);
          return found;
        });
  return { value: asText(column(pivotColumn.id, pivotColumn.type)), measure, groups };
}

function namesIn(node: BoundNode): ReadonlySet<string> {
  const own = node.kind === 'NameReference' ? [node.name] : [];
  return new Set([...own, ...node.children.flatMap((child) => [...namesIn(child)])]);
}

/** The aggregate over those rows only for which the condition is true. */
function onlyWhere(measure: Scalar, condition: Scalar, node: BoundNode): Scalar {
  switch (measure.kind) {
    case 'aggregate': {
      const { filter } = measure;
      return { ...measure, filter: filter === undefined ? condition : call('And', 'bool', filter, condition) };
    }
    case 'cast':
      return { ...measure, value: onlyWhere(measure.value, condition, node) };
    default:
      throw notSupported('pivot() of more than a plain aggregate', node);
  }
}

function columnsOf(
  rows: readonly (readonly EngineValue[])[],
  groups: readonly PlanColumn[],
  measure: Scalar,
  node: BoundNode,
): readonly Column[] {
  const names = rows.map(([value]) => String(value)).sort((a, b) => (a < b ? -1 : 1));
  if (names.includes('')) throw notSupported('pivot() of a column with empty values', node);
  const clash = names.find((name) => groups.some((group) => group.name === name));
  if (clash !== undefined) throw new QueryFault(`pivot(): the column '${clash}' exists already`, node);
  return [
    ...groups.map(({ name, type }): Column => ({ name, type })),
    ...names.map((name): Column => ({ name, type: measure.type })),
  ];
}
