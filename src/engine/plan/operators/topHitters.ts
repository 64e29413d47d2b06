import { isNumeric } from '../../../core/results/scalarType';
import type { BoundNode } from '../../../kusto/boundNode';
import type { Environment } from '../environment';
import type { Planner } from '../planner';
import { boundColumns, nameItems, planItems, projectTo, rowScopeOf } from '../projection';
import type { Relation, Scalar } from '../nodes';
import { castTo, column, literal } from '../scalar';
import { limitRows } from './rows';

/** `top-hitters N of Value by Weight`: the values with the greatest sums, exact where the service estimates. */
export function planTopHitters(node: BoundNode, input: Relation, environment: Environment, planner: Planner): Relation {
  const scope = rowScopeOf(input, environment);
  const [value] = planItems([node.child('OfExpression')], scope, planner);
  const by = node.optionalChild('ByClause')?.child('Expression');
  const weight = by === undefined ? literal('long', 1n) : asWeight(planner.scalar(by, scope));
  const key = { id: planner.newId(), source: value?.scalar ?? literal('long', 0n) };
  const sum: Scalar = { kind: 'aggregate', type: weight.type, name: 'sum', args: [weight], ordering: [] };
  const measure = { id: planner.newId(), source: sum };
  const groups: Relation = {
    columns: [key, measure].map(({ id, source }) => ({ id, name: '', type: source.type })),
    ordering: [
      { id: measure.id, type: weight.type, isDescending: true, nullsFirst: false },
      { id: key.id, type: key.source.type, isDescending: false, nullsFirst: true },
    ],
    step: { kind: 'aggregate', input, keys: [key], measures: [measure] },
  };
  const count = castTo('long', planner.scalar(node.child('Expression'), { environment }));
  const items = [key, measure].map(({ id, source }) => ({ name: undefined, scalar: column(id, source.type) }));
  return projectTo(limitRows(groups, count), nameItems(items, boundColumns(node), node), planner);
}

function asWeight(value: Scalar): Scalar {
  if (value.type === 'int') return castTo('long', value);
  return isNumeric(value.type) || value.type === 'timespan' ? value : castTo('real', value);
}
