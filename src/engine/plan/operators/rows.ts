import type { BoundNode } from '../../../kusto/boundNode';
import type { Environment } from '../environment';
import { asCondition } from '../expressions/coercion';
import { looksAtNeighbours } from '../expressions/window';
import type { Planner } from '../planner';
import { boundColumns, nameItems, planItems, planOverRows, rowScopeOf } from '../projection';
import { planExtend } from './project';
import type { Assignment, PlanColumn, Relation, Scalar, SortKey } from '../nodes';
import { castTo, column, constantInteger, literal } from '../scalar';
import { QueryFault } from '../notSupported';

export function planWhere(node: BoundNode, input: Relation, environment: Environment, planner: Planner): Relation {
  const { rows, planned } = planOverRows(input, environment, planner, (scope) => {
    const predicate = asCondition(planner.scalar(node.child('Condition'), { ...scope, isCondition: true }));
    // SQL filters before it looks at neighbouring rows: what looks at them is computed in a step before.
    return looksAtNeighbours(predicate) && scope.prepare !== undefined ? scope.prepare(predicate) : predicate;
  });
  return filterRows(rows, planned);
}

export function filterRows(input: Relation, predicate: Scalar): Relation {
  return { ...input, step: { kind: 'filter', input, predicate } };
}

/** `take`, `limit` and `sample`: which rows come is not promised, so a sample takes the first ones too. */
export function planTake(node: BoundNode, input: Relation, environment: Environment, planner: Planner): Relation {
  return limitRows(input, planRowCount(node, environment, planner));
}

/** The number of rows that an operator is to leave. */
export function planRowCount(node: BoundNode, environment: Environment, planner: Planner): Scalar {
  const written = node.child('Expression');
  const count = castTo('long', planner.scalar(written, { environment }));
  if ((constantInteger(count) ?? 0n) < 0n) throw new QueryFault('A number of rows cannot be negative', written);
  return count;
}

export function limitRows(input: Relation, count: Scalar): Relation {
  return { ...input, step: { kind: 'limit', input, count } };
}

export function planSort(node: BoundNode, input: Relation, environment: Environment, planner: Planner): Relation {
  return sortRows(input, node.list('Expressions'), environment, planner);
}

export function planTop(node: BoundNode, input: Relation, environment: Environment, planner: Planner): Relation {
  const count = planRowCount(node, environment, planner);
  return limitRows(sortRows(input, [node.child('ByExpression')], environment, planner), count);
}

/**
 * Orders rows: descending unless `asc` is said; nulls come first when ascending and last when descending unless said.
 * Rows that tie keep the order they had.
 */
export function sortRows(
  input: Relation,
  keys: readonly BoundNode[],
  environment: Environment,
  planner: Planner,
): Relation {
  const carried: Assignment<Scalar>[] = [];
  const ordering = keys.map((node): SortKey => {
    const isOrdered = node.kind === 'OrderedExpression';
    const value = sortable(planner.scalar(isOrdered ? node.child('Expression') : node, rowScopeOf(input, environment)));
    const words = isOrdered ? (node.optionalChild('Ordering')?.text ?? '') : '';
    const isDescending = !/\basc\b/.test(words);
    const id = value.kind === 'column' ? value.id : planner.newId();
    if (value.kind !== 'column') carried.push({ id, source: value });
    return { id, type: value.type, isDescending, nullsFirst: nullsFirst(words, isDescending) };
  });
  return carryKeys(input, carried, [...ordering, ...input.ordering]);
}

function nullsFirst(words: string, isDescending: boolean): boolean {
  if (/nulls\s+first/.test(words)) return true;
  if (/nulls\s+last/.test(words)) return false;
  return !isDescending;
}

/** Computes keys that no visible column shows and sets the order. */
function carryKeys(input: Relation, carried: readonly Assignment<Scalar>[], ordering: readonly SortKey[]): Relation {
  if (carried.length === 0) return { ...input, ordering };
  const own = input.columns.map((item) => ({ id: item.id, source: column(item.id, item.type) }));
  return {
    columns: input.columns,
    ordering,
    step: { kind: 'project', input, outputs: [...own, ...carried] },
  };
}

/** Dynamics are ordered by their text. */
function sortable(value: Scalar): Scalar {
  return value.type === 'dynamic' ? castTo('string', value) : value;
}

/** `serialize`: gives rows an order to count by, that of the data where nothing else sorted them. */
export function serializeRows(input: Relation, planner: Planner): Relation {
  if (input.ordering.length > 0) return input;
  const ordinal = planner.newId();
  return {
    columns: input.columns,
    ordering: [{ id: ordinal, type: 'long', isDescending: false, nullsFirst: true }],
    step: { kind: 'number', input, ordinal },
  };
}

export function planDistinct(node: BoundNode, input: Relation, environment: Environment, planner: Planner): Relation {
  const items = planItems(node.list('Expressions'), rowScopeOf(input, environment), planner);
  const named = nameItems(items, boundColumns(node), node);
  return distinctRows(input, named, planner);
}

export function distinctRows(
  input: Relation,
  named: readonly { readonly name: string; readonly scalar: Scalar }[],
  planner: Planner,
): Relation {
  const columns = named.map(({ name, scalar }): PlanColumn => ({ id: planner.newId(), name, type: scalar.type }));
  const keys = named.map(({ scalar }, index) => ({ id: columns[index]?.id ?? '', source: scalar }));
  return { columns, ordering: [], step: { kind: 'aggregate', input, keys, measures: [] } };
}

export function planCount(node: BoundNode, input: Relation, _: Environment, planner: Planner): Relation {
  const [bound] = boundColumns(node);
  const id = planner.newId();
  const count: Scalar = { kind: 'aggregate', type: 'long', name: 'count', args: [], ordering: [] };
  return {
    columns: [{ id, name: bound?.name ?? 'Count', type: 'long' }],
    ordering: [],
    step: { kind: 'aggregate', input, keys: [], measures: [{ id, source: count }] },
  };
}

/** `consume`: none of the rows; an answer has columns all the same. */
export function planConsume(_: BoundNode, input: Relation): Relation {
  return filterRows(input, literal('bool', false));
}

/** `sample-distinct N of Expression`. */
export function planSampleDistinct(
  node: BoundNode,
  input: Relation,
  environment: Environment,
  planner: Planner,
): Relation {
  const items = planItems([node.child('OfExpression')], rowScopeOf(input, environment), planner);
  const distinct = distinctRows(input, nameItems(items, boundColumns(node), node), planner);
  return limitRows(distinct, planRowCount(node, environment, planner));
}

/** `as Name`: later parts of the query may use these rows again. */
export function planAs(node: BoundNode, input: Relation, environment: Environment, planner: Planner): Relation {
  const use = planner.share(input, true);
  environment.bind(node.name, { kind: 'relation', use });
  return use();
}

/** `getschema`: one row for each column. */
export function describeColumns(node: BoundNode, input: Relation, _: Environment, planner: Planner): Relation {
  const columns = boundColumns(node).map(({ name, type }): PlanColumn => ({
    id: planner.newId(),
    name,
    type: type ?? 'string',
  }));
  const ordinal = planner.newId();
  const rows = input.columns.map((item, index): Scalar[] => [
    { kind: 'literal', type: 'string', value: item.name },
    { kind: 'literal', type: 'int', value: BigInt(index) },
    { kind: 'literal', type: 'string', value: SYSTEM_TYPES[item.type] },
    { kind: 'literal', type: 'string', value: item.type },
  ]);
  return {
    columns,
    ordering: [{ id: ordinal, type: 'long', isDescending: false, nullsFirst: true }],
    step: { kind: 'values', columns, ordinal, rows },
  };
}

const SYSTEM_TYPES: Readonly<Record<PlanColumn['type'], string>> = {
  bool: 'System.SByte',
  datetime: 'System.DateTime',
  decimal: 'System.Data.SqlTypes.SqlDecimal',
  dynamic: 'System.Object',
  guid: 'System.Guid',
  int: 'System.Int32',
  long: 'System.Int64',
  real: 'System.Double',
  string: 'System.String',
  timespan: 'System.TimeSpan',
};

/** `print`: one row of computed values. */
export function planPrint(node: BoundNode, environment: Environment, planner: Planner): Relation {
  const items = planItems(node.list('Expressions'), { environment }, planner);
  const named = nameItems(items, boundColumns(node), node);
  const outputs = named.map(({ scalar }) => ({ id: planner.newId(), source: scalar }));
  return {
    columns: named.map(({ name, type }, index) => ({ id: outputs[index]?.id ?? '', name, type })),
    ordering: [],
    step: { kind: 'row', outputs },
  };
}

/** `serialize Name = Expression, …`. */
export function planSerialize(node: BoundNode, input: Relation, environment: Environment, planner: Planner): Relation {
  const serialized = serializeRows(input, planner);
  if (node.list('Expressions').length === 0) return serialized;
  return planExtend(node, serialized, environment, planner);
}
