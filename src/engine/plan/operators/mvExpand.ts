import { scalarTypeByName, type BoundNode } from '../../../kusto/boundNode';
import type { ScalarType } from '../../../core/results/scalarType';
import type { Environment } from '../environment';
import { operatorParameter } from '../operatorParameter';
import type { NamedScalar, Planner } from '../planner';
import { boundColumns, passThrough, planItems, projectTo, rowScopeOf } from '../projection';
import { byOrdinal } from './source';
import type { ExpandStep, Relation, Scalar } from '../nodes';
import { castTo, column } from '../scalar';

interface Expanded {
  readonly name: string;
  readonly value: Scalar;
  readonly id: string;
  readonly type: ScalarType | undefined;
}

/** `mv-expand`: a row for each element; several lists go in step, the shorter ones padded with nulls. */
export function planMvExpand(node: BoundNode, input: Relation, environment: Environment, planner: Planner): Relation {
  const expanded = expandItems(node, input, environment, planner);
  const bagsAsArrays = /array/i.test(operatorParameter(node, 'bagexpansion', 'kind') ?? '');
  const indexName = operatorParameter(node, 'with_itemindex');
  const limitNode = node.optionalChild('RowLimitClause')?.child('RowLimit');
  const limit = limitNode === undefined ? undefined : castTo('long', planner.scalar(limitNode, { environment }));
  const [alone, ...others] = expanded;
  const isCounted = indexName !== undefined || limit !== undefined || input.ordering.length > 0;
  if (alone !== undefined && others.length === 0 && !isCounted) {
    return expandAlone(node, input, alone, bagsAsArrays, planner);
  }
  const indexId = planner.newId();
  const step: ExpandStep = {
    kind: 'expand',
    input,
    lists: expanded.map(({ id, value }) => ({ id, value: castTo('dynamic', value), bagsAsArrays })),
    indexId,
    limit,
  };
  const rows: Relation = {
    columns: [
      ...input.columns,
      ...expanded.map(({ id, name }) => ({ id, name, type: 'dynamic' as const })),
      { id: indexId, name: indexName ?? '', type: 'long' },
    ],
    ordering: input.ordering.length === 0 ? [] : [...input.ordering, byOrdinal(indexId)],
    step,
  };
  const elements = expanded.map(({ name, id, type }) => ({ name, scalar: typed(column(id, 'dynamic'), type) }));
  const index = indexName === undefined ? [] : [{ name: indexName, scalar: column(indexId, 'long') }];
  return projectTo(rows, outputs(node, input, [...elements, ...index]), planner);
}

/** One list whose elements need no number: they are taken as they come. */
function expandAlone(
  node: BoundNode,
  input: Relation,
  { name, id, value, type }: Expanded,
  bagsAsArrays: boolean,
  planner: Planner,
): Relation {
  const element = { id, type: type === 'string' && !bagsAsArrays ? ('string' as const) : ('dynamic' as const) };
  const rows: Relation = {
    columns: [...input.columns, { ...element, name }],
    ordering: [],
    step: { kind: 'unnest', input, element, value: castTo('dynamic', value), bagsAsArrays },
  };
  return projectTo(rows, outputs(node, input, [{ name, scalar: typed(column(id, element.type), type) }]), planner);
}

function typed(element: Scalar, type: ScalarType | undefined): Scalar {
  return type === undefined ? element : castTo(type, element);
}

function expandItems(node: BoundNode, input: Relation, environment: Environment, planner: Planner): Expanded[] {
  const bound = boundColumns(node);
  const known = new Set(input.columns.map((item) => item.name));
  const unnamed = bound.filter((item) => !known.has(item.name));
  return node.list('Expressions').map((item): Expanded => {
    const [planned] = planItems([item.child('Expression')], rowScopeOf(input, environment), planner);
    const automatic = planned?.automaticName ?? '';
    const name = planned?.name ?? (known.has(automatic) ? automatic : unnamed.shift()?.name) ?? 'Column1';
    return { name, value: planned?.scalar ?? missing, id: planner.newId(), type: typeClause(item) };
  });
}

const missing: Scalar = { kind: 'literal', type: 'dynamic', value: null };

/** `to typeof(long)`. */
export function typeClause(item: BoundNode): ScalarType | undefined {
  const [type] = item.optionalChild('ToTypeOf')?.child('TypeOf').list('Types') ?? [];
  return type === undefined ? undefined : scalarTypeByName(type.text);
}

/** The columns of the answer: those of the input, expanded ones in their place or behind, the item index last. */
function outputs(
  node: BoundNode,
  input: Relation,
  made: readonly { readonly name: string; readonly scalar: Scalar }[],
): NamedScalar[] {
  const named = new Map<string, NamedScalar>(input.columns.map((item) => [item.name, passThrough(item)]));
  for (const { name, scalar } of made) named.set(name, { name, type: scalar.type, scalar });
  const order = boundColumns(node).map((item) => item.name);
  const listed = order.flatMap((name) => named.get(name) ?? []);
  return listed.length === named.size ? listed : [...named.values()];
}
