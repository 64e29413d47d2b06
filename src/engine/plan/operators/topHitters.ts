import { isNumeric } from '../../../core/results/scalarType';
import type { BoundNode } from '../../../kusto/boundNode';
import type { Environment } from '../environment';
import type { Planner } from '../planner';
import { boundColumns, nameItems, planItems, projectTo, rowScopeOf } from '../projection';
import type { AggregateScalar, Assignment, Relation, Scalar, SortKey } from '../nodes';
import { call, castTo, column, literal } from '../scalar';
import { limitRows, planRowCount } from './rows';

/**
 * `top-hitters N of Value by Weight`: the values with the greatest sums, exact where the service estimates. Of values
 * whose sums are equal the service keeps the first N + 1, of which it lets the first one go.
 */
export function planTopHitters(node: BoundNode, input: Relation, environment: Environment, planner: Planner): Relation {
  const ordinal = planner.newId();
  const rows: Relation = { ...input, step: { kind: 'number', input, ordinal } };
  const scope = rowScopeOf(rows, environment);
  const [value] = planItems([node.child('OfExpression')], scope, planner);
  const by = node.optionalChild('ByClause')?.child('Expression');
  const weight = by === undefined ? literal('long', 1n) : asWeight(planner.scalar(by, scope));
  const key = { id: planner.newId(), source: value?.scalar ?? literal('long', 0n) };
  const measure = { id: planner.newId(), source: aggregate('sum', weight) };
  const first = { id: planner.newId(), source: aggregate('min', column(ordinal, 'long')) };
  const groups: Relation = {
    columns: [key, measure].map(({ id, source }) => ({ id, name: '', type: source.type })),
    ordering: bySum(measure, first, false),
    step: { kind: 'aggregate', input: rows, keys: [key], measures: [measure, first] },
  };
  const count = planRowCount(node, environment, planner);
  const candidates = limitRows(groups, call('AddLong', 'long', count, literal('long', 1n)));
  const hitters = limitRows({ ...candidates, ordering: bySum(measure, first, true) }, count);
  const items = [key, measure].map(({ id, source }) => ({ name: undefined, scalar: column(id, source.type) }));
  return projectTo(hitters, nameItems(items, boundColumns(node), node), planner);
}

function aggregate(name: 'sum' | 'min', value: Scalar): AggregateScalar {
  return { kind: 'aggregate', type: value.type, name, args: [value], ordering: [] };
}

function bySum(sum: Assignment<Scalar>, first: Assignment<Scalar>, lastFirst: boolean): readonly SortKey[] {
  return [
    { id: sum.id, type: sum.source.type, isDescending: true, nullsFirst: false },
    { id: first.id, type: 'long', isDescending: lastFirst, nullsFirst: true },
  ];
}

function asWeight(value: Scalar): Scalar {
  if (value.type === 'int') return castTo('long', value);
  return isNumeric(value.type) || value.type === 'timespan' ? value : castTo('real', value);
}
