import type { ScalarType } from '../../../core/results/scalarType';
import type { BoundNode } from '../../../kusto/boundNode';
import type { Procedure } from '../../procedures/procedure';
import type { Environment } from '../environment';
import { notSupported, QueryFault } from '../notSupported';
import type { PlanColumn, Relation, Scalar } from '../nodes';
import type { Planner } from '../planner';
import { boundColumns, projectTo } from '../projection';
import { castTo, column } from '../scalar';

/** The column that a plugin takes for its timeline: whole numbers, such as ticks. */
export function timelineOf(own: PlanColumn, node: BoundNode): Scalar {
  const value = column(own.id, own.type);
  switch (own.type) {
    case 'datetime':
    case 'timespan':
    case 'long':
      return value;
    case 'int':
      return castTo('long', value);
    default:
      throw notSupported(`a timeline of type ${own.type}`, node);
  }
}

/** The type of a length on a timeline. */
export function lengthType(time: ScalarType): ScalarType {
  return time === 'datetime' ? 'timespan' : time;
}

/** A step on a timeline: a length, or one of the words `week`, `month` and `year`. */
export function planStep(node: BoundNode, time: ScalarType, environment: Environment, planner: Planner): Scalar {
  const step = planner.scalar(node, { environment });
  if (step.type !== 'string') return castTo(lengthType(time), step);
  const isCalendar = step.kind === 'literal' && ['week', 'month', 'year'].includes(String(step.value));
  if (!isCalendar || time !== 'datetime') throw new QueryFault(`'${node.text}' is no step of a timeline`, node);
  return step;
}

/** Some values of rows, in the order of one of them. */
export function orderedRows(input: Relation, values: readonly Scalar[], time: number, planner: Planner): Relation {
  const outputs = values.map((source) => ({ id: planner.newId(), source }));
  const columns = outputs.map(({ id, source }): PlanColumn => ({ id, name: '', type: source.type }));
  const key = columns[time];
  const ordering = key === undefined ? [] : [{ id: key.id, type: key.type, isDescending: false, nullsFirst: true }];
  const step = { kind: 'project', input: { ...input, ordering: [] }, outputs } as const;
  return { columns, ordering, step };
}

/** What a procedure makes, under the names and types that the binder gives the plugin's columns. */
export function computeColumns(
  node: BoundNode,
  inputs: readonly Relation[],
  types: readonly ScalarType[],
  procedure: Procedure,
  planner: Planner,
): Relation {
  const bound = boundColumns(node);
  const columns = types.map((type) => ({ name: '', type }));
  const computed = planner.compute(node, inputs, columns, procedure);
  const named = computed.columns.map(({ id, type }, index) => {
    const { name = '', type: wanted = type } = bound[index] ?? {};
    return { name, type: wanted, scalar: castTo(wanted, column(id, type)) };
  });
  return projectTo(computed, named, planner);
}
