import type { BoundNode } from '../../../kusto/boundNode';
import { detectSequences, funnelCompletion } from '../../procedures/plugins/sequences';
import { rollingPercentile } from '../../procedures/plugins/windows';
import type { Environment } from '../environment';
import { asCondition } from '../expressions/coercion';
import { argumentsOf } from '../expressions/call';
import { notSupported, QueryFault } from '../notSupported';
import type { PlanColumn, Relation, Scalar } from '../nodes';
import type { Planner } from '../planner';
import { rowScopeOf } from '../projection';
import { castTo, column } from '../scalar';
import { columnAt, PluginArguments, rowOf } from './pluginArguments';
import { computeColumns, lengthType, orderedRows, planStep, timelineOf } from './timeline';

/** `funnel_sequence_completion(Id, Time, Start, End, Step, State, Sequence, Periods)`. */
export function planFunnelCompletion(
  node: BoundNode,
  input: Relation,
  environment: Environment,
  planner: Planner,
): Relation {
  const args = new PluginArguments(node, [
    ...['IdColumn', 'TimelineColumn', 'Start', 'End', 'BinSize', 'StateColumn', 'Sequence', 'MaxSequencePeriods'],
  ]);
  const time = timelineOf(args.column('TimelineColumn', input), node);
  const [id, state] = [args.column('IdColumn', input), args.column('StateColumn', input)];
  const events = orderedRows(
    input,
    [castTo('dynamic', valueOf(id)), time, castTo('string', valueOf(state))],
    1,
    planner,
  );
  const at = (name: string, type: Scalar['type']): Scalar =>
    castTo(type, planner.scalar(args.need(name), { environment }));
  const settings = rowOf(
    [
      at('Start', time.type),
      at('End', time.type),
      planStep(args.need('BinSize'), time.type, environment, planner),
      at('Sequence', 'dynamic'),
    ],
    planner,
  );
  const length = lengthType(time.type);
  const periods = elementsOf(at('MaxSequencePeriods', 'dynamic'), length, planner);
  return computeColumns(
    node,
    [events, settings, periods],
    [time.type, 'string', length, 'long'],
    funnelCompletion,
    planner,
  );
}

/** The elements of an array as rows, in their order. */
function elementsOf(array: Scalar, type: Scalar['type'], planner: Planner): Relation {
  const list: PlanColumn = { id: planner.newId(), name: '', type: 'dynamic' };
  const index: PlanColumn = { id: planner.newId(), name: '', type: 'long' };
  const expanded: Relation = {
    columns: [list],
    ordering: [{ id: index.id, type: 'long', isDescending: false, nullsFirst: true }],
    step: {
      kind: 'expand',
      input: rowOf([], planner),
      lists: [{ id: list.id, value: array, bagsAsArrays: false }],
      indexId: index.id,
      limit: undefined,
    },
  };
  const value: PlanColumn = { id: planner.newId(), name: '', type };
  const outputs = [{ id: value.id, source: castTo(type, column(list.id, 'dynamic')) }];
  return { columns: [value], ordering: expanded.ordering, step: { kind: 'project', input: expanded, outputs } };
}

/** `sequence_detect(Time, MaxStep, MaxSpan, Name = Condition, …, Dimensions…)`. */
export function planSequenceDetect(
  node: BoundNode,
  input: Relation,
  environment: Environment,
  planner: Planner,
): Relation {
  const [timeNode, stepNode, spanNode, ...more] = argumentsOf(node.child('FunctionCall'));
  if (timeNode === undefined || stepNode === undefined || spanNode === undefined) {
    throw new QueryFault('sequence_detect() lacks an argument', node);
  }
  const time = timelineOf(columnAt(timeNode, input), node);
  const scope = rowScopeOf(input, environment);
  const values = more.map((argument) => ({ argument, value: planner.scalar(argument, scope) }));
  const isCondition = ({ argument, value }: (typeof values)[number]): boolean =>
    argument.kind === 'SimpleNamedExpression' || (value.type === 'bool' && argument.kind !== 'NameReference');
  const conditions = values.filter(isCondition).map(({ value }) => asCondition(value));
  const dimensions = values.filter((item) => !isCondition(item)).map(({ value }) => value);
  const length = lengthType(time.type);
  const settings = [stepNode, spanNode].map((item) => castTo(length, planner.scalar(item, { environment })));
  return computeColumns(
    node,
    [orderedRows(input, [time, ...conditions, ...dimensions], 0, planner), rowOf(settings, planner)],
    [...dimensions.map(({ type }) => type), ...conditions.map(() => time.type), length],
    detectSequences(conditions.length),
    planner,
  );
}

/** `rolling_percentile(Value, Percentile, Index, BinSize, BinsPerWindow, Dimensions…)`. */
export function planRollingPercentile(
  node: BoundNode,
  input: Relation,
  environment: Environment,
  planner: Planner,
): Relation {
  const args = new PluginArguments(node, ['ValueColumn', 'Percentile', 'IndexColumn', 'BinSize', 'BinsPerWindow']);
  const time = timelineOf(args.column('IndexColumn', input), node);
  const own = args.column('ValueColumn', input);
  if (own.type === 'decimal' || own.type === 'string' || own.type === 'dynamic') {
    throw notSupported(`rolling_percentile of ${own.type}`, node);
  }
  const value = own.type === 'int' ? castTo('long', valueOf(own)) : valueOf(own);
  const dimensions = args.rest.map((name) => valueOf(columnAt(name, input)));
  const at = (name: string, type: Scalar['type']): Scalar =>
    castTo(type, planner.scalar(args.need(name), { environment }));
  const settings = rowOf(
    [
      at('Percentile', 'real'),
      planStep(args.need('BinSize'), time.type, environment, planner),
      at('BinsPerWindow', 'long'),
    ],
    planner,
  );
  return computeColumns(
    node,
    [orderedRows(input, [value, time, ...dimensions], 1, planner), settings],
    [time.type, ...dimensions.map(({ type }) => type), value.type],
    rollingPercentile,
    planner,
  );
}

function valueOf({ id, type }: PlanColumn): Scalar {
  return column(id, type);
}
