import type { BoundNode } from '../../../kusto/boundNode';
import type { Environment } from '../environment';
import { asCondition } from '../expressions/coercion';
import { filterRows, serializeRows } from '../operators/rows';
import type { Assignment, PlanColumn, Relation, Scalar, SortKey, WindowScalar } from '../nodes';
import type { Planner } from '../planner';
import { rowScopeOf } from '../projection';
import { call, castTo, column, literal, nullOf } from '../scalar';
import { PluginArguments } from './pluginArguments';

/** `rows_near(Condition, Before, After)`: rows around those for which a condition is true, in the order of the rows. */
export function planRowsNear(node: BoundNode, input: Relation, environment: Environment, planner: Planner): Relation {
  const args = new PluginArguments(node, ['Condition', 'NumRows', 'NumRowsAfter']);
  const rows = serializeRows(input, planner);
  const condition = asCondition(planner.scalar(args.need('Condition'), rowScopeOf(rows, environment)));
  const before = castTo('long', planner.scalar(args.need('NumRows'), { environment }));
  const afterNode = args.get('NumRowsAfter');
  const after = afterNode === undefined ? before : castTo('long', planner.scalar(afterNode, { environment }));
  const number: PlanColumn = { id: planner.newId(), name: '', type: 'long' };
  const own = column(number.id, 'long');
  const numbered = extend(rows, [{ id: number.id, source: window('row_number', literal('long', 1n), rows.ordering) }]);
  const marked = (value: Scalar): Scalar => ({
    kind: 'choice',
    type: 'long',
    branches: [{ when: condition, then: value }],
    otherwise: nullOf('long'),
  });
  const [last, next] = [planner.newId(), planner.newId()];
  const negated = call('SubtractLong', 'long', literal('long', 0n), own);
  const byNumber = (isDescending: boolean): readonly SortKey[] => [
    { id: number.id, type: 'long', isDescending, nullsFirst: true },
  ];
  const known = extend(numbered, [
    { id: last, source: window('running_max', marked(own), byNumber(false)) },
    { id: next, source: window('running_max', marked(negated), byNumber(true)) },
  ]);
  const within = (distance: Scalar, count: Scalar): Scalar => call('LessThanOrEqual', 'bool', distance, count);
  const predicate = call(
    'Or',
    'bool',
    within(call('SubtractLong', 'long', own, column(last, 'long')), after),
    within(
      call('SubtractLong', 'long', call('SubtractLong', 'long', literal('long', 0n), column(next, 'long')), own),
      before,
    ),
  );
  return { ...filterRows(known, predicate), columns: input.columns };
}

function window(name: WindowScalar['name'], value: Scalar, ordering: readonly SortKey[]): WindowScalar {
  return { kind: 'window', type: 'long', name, args: [value], ordering };
}

/** Adds values to rows, which keep their order; the columns that are shown stay the same. */
function extend(input: Relation, added: readonly Assignment<Scalar>[]): Relation {
  const kept = new Map([...input.columns, ...input.ordering].map(({ id, type }) => [id, column(id, type)]));
  const step = input.step.kind === 'project' ? input.step.outputs : [];
  const carried = step
    .filter(({ id }) => !kept.has(id))
    .map(({ id, source }) => ({ id, source: column(id, source.type) }));
  const outputs = [...[...kept].map(([id, source]) => ({ id, source })), ...carried, ...added];
  return { ...input, step: { kind: 'project', input, outputs } };
}
