import type { BoundNode } from '../../../kusto/boundNode';
import type { Environment } from '../environment';
import { QueryFault } from '../notSupported';
import { operatorParameter } from '../operatorParameter';
import type { NamedScalar, Planner } from '../planner';
import { boundColumns, passThrough, planItems, projectTo, rowScopeOf } from '../projection';
import type { ExpandStep, PlanColumn, Relation, Scalar } from '../nodes';
import { findColumn } from '../relation';
import { call, castTo, column, literal } from '../scalar';
import { typeClause } from './mvExpand';
import { filterRows, serializeRows } from './rows';
import { byOrdinal } from './source';
import { planForEach } from './subquery';

/** `mv-apply`: expands each row as `mv-expand` does and runs a pipeline over the elements of that row by themselves. */
export function planMvApply(node: BoundNode, input: Relation, environment: Environment, planner: Planner): Relation {
  const outer = withElements(node, serializeRows(input, planner), environment, planner);
  const pipeline = node.child('Subquery').child('Expression');
  const step = planForEach(outer, pipeline, environment, planner, () => expandRow(node, outer, environment, planner));
  const rows: Relation = {
    columns: [...outer.columns, ...step.body.columns],
    ordering: [...outer.ordering, ...step.body.ordering],
    step,
  };
  const outputs = boundColumns(node).map(({ name }): NamedScalar => {
    const found = findColumn(step.body, name) ?? findColumn(outer, name);
    if (found === undefined) throw new QueryFault(`the column '${name}' of this mv-apply could not be told`, node);
    return passThrough(found);
  });
  return projectTo(rows, outputs, planner);
}

/** Rows that have nothing but empty arrays vanish, whatever the pipeline would make of no elements. */
function withElements(node: BoundNode, rows: Relation, environment: Environment, planner: Planner): Relation {
  const areEmpty = node.list('Expressions').map((item): Scalar => {
    const value = castTo('dynamic', planElements(item, rows, environment, planner).value);
    return call('Equal', 'bool', call('array_length', 'long', value), literal('long', 0n));
  });
  const isNothing = areEmpty.reduce<Scalar>((all, isEmpty) => call('And', 'bool', all, isEmpty), literal('bool', true));
  return filterRows(rows, {
    kind: 'choice',
    type: 'bool',
    branches: [{ when: isNothing, then: literal('bool', false) }],
    otherwise: literal('bool', true),
  });
}

/** The elements of one outer row, beside copies of its columns. */
function expandRow(node: BoundNode, outer: Relation, environment: Environment, planner: Planner): Relation {
  const copies = outer.columns.map((item): PlanColumn => ({ ...item, id: planner.newId() }));
  const row: Relation = {
    columns: copies,
    ordering: [],
    step: {
      kind: 'row',
      outputs: copies.map(({ id, type }, index) => ({ id, source: column(outer.columns[index]?.id ?? id, type) })),
    },
  };
  const elements = node.list('Expressions').map((item) => planElements(item, row, environment, planner));
  const limitNode = node.optionalChild('RowLimitClause')?.child('RowLimit');
  const index: PlanColumn = {
    id: planner.newId(),
    name: operatorParameter(node, 'with_itemindex') ?? '',
    type: 'long',
  };
  const step: ExpandStep = {
    kind: 'expand',
    input: row,
    lists: elements.map(({ id, value }) => ({ id, value: castTo('dynamic', value), bagsAsArrays: false })),
    indexId: index.id,
    limit: limitNode === undefined ? undefined : castTo('long', planner.scalar(limitNode, { environment })),
  };
  const expanded: Relation = {
    columns: [...copies, ...elements.map(({ id, name }) => ({ id, name, type: 'dynamic' as const })), index],
    ordering: [byOrdinal(index.id)],
    step,
  };
  const named = new Map<string, NamedScalar>(copies.map((item) => [item.name, passThrough(item)]));
  for (const { name, scalar } of elements) named.set(name, { name, type: scalar.type, scalar });
  if (index.name !== '') named.set(index.name, passThrough(index));
  return projectTo(expanded, [...named.values()], planner);
}

interface Elements {
  readonly name: string;
  readonly id: string;
  /** The array or bag. */
  readonly value: Scalar;
  /** One element of it. */
  readonly scalar: Scalar;
}

function planElements(node: BoundNode, row: Relation, environment: Environment, planner: Planner): Elements {
  const [item] = planItems([node.child('Expression')], rowScopeOf(row, environment), planner);
  if (item === undefined) throw new QueryFault(`'${node.text}' is nothing to expand`, node);
  const id = planner.newId();
  const element: Scalar = column(id, 'dynamic');
  const type = typeClause(node);
  const automatic = item.automaticName ?? '';
  const name = item.name ?? (automatic === '' ? 'Column1' : automatic);
  return { name, id, value: item.scalar, scalar: type === undefined ? element : castTo(type, element) };
}
