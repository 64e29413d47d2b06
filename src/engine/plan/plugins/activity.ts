import type { ScalarType } from '../../../core/results/scalarType';
import type { BoundNode } from '../../../kusto/boundNode';
import { activityCounts, activityEngagement, activityMetrics, newActivity } from '../../procedures/plugins/activity';
import { activeUsers, sessionCount, slidingWindowCounts } from '../../procedures/plugins/windows';
import type { Procedure } from '../../procedures/procedure';
import type { Environment } from '../environment';
import { argumentsOf } from '../expressions/call';
import { findColumn } from '../relation';
import type { Relation, Scalar } from '../nodes';
import type { Planner } from '../planner';
import { castTo, column, nullOf } from '../scalar';
import { columnAt, PluginArguments, rowOf } from './pluginArguments';
import { computeColumns, lengthType, orderedRows, planStep, timelineOf } from './timeline';

/** `time`: a place on the timeline; `length`: a way on it; `step`: a length or a word such as `week`. */
type SettingKind = 'time' | 'length' | 'step' | 'count';

interface ActivityPlugin {
  readonly settings: readonly (readonly [name: string, kind: SettingKind])[];
  /** Types of what is measured, after the bin (or bins) and the dimensions. */
  readonly measures: readonly ScalarType[];
  readonly procedure: Procedure;
}

const SPAN = [
  ['Start', 'time'],
  ['End', 'time'],
] as const;
const RATES: readonly ScalarType[] = ['long', 'long', 'real', 'real'];

const PLUGINS: Readonly<Record<string, ActivityPlugin>> = {
  active_users_count: {
    settings: [...SPAN, ['LookbackWindow', 'length'], ['Period', 'step'], ['ActivePeriods', 'count'], ['Step', 'step']],
    measures: ['long'],
    procedure: activeUsers,
  },
  activity_counts_metrics: {
    settings: [...SPAN, ['Step', 'step']],
    measures: ['long', 'long', 'long', 'long'],
    procedure: activityCounts,
  },
  activity_engagement: {
    settings: [...SPAN, ['InnerActivityWindow', 'step'], ['OuterActivityWindow', 'length']],
    measures: ['long', 'long', 'real'],
    procedure: activityEngagement,
  },
  activity_metrics: { settings: [...SPAN, ['Step', 'step']], measures: RATES, procedure: activityMetrics },
  session_count: {
    settings: [...SPAN, ['Bin', 'step'], ['LookBackWindow', 'length']],
    measures: ['long'],
    procedure: sessionCount,
  },
  sliding_window_counts: {
    settings: [...SPAN, ['LookBackWindow', 'length'], ['Step', 'step']],
    measures: ['long', 'long'],
    procedure: slidingWindowCounts,
  },
};

/** Plugins over ids on a timeline: `plugin(Id, Time, Start, End, …, Dimensions…)`. */
export function planActivity(node: BoundNode, input: Relation, environment: Environment, planner: Planner): Relation {
  const call = node.child('FunctionCall');
  const plugin = PLUGINS[call.name];
  if (plugin === undefined) throw new Error(`no plugin ${call.name}`);
  const settings = hasNoSpan(node, plugin) ? plugin.settings.slice(2) : plugin.settings;
  const args = new PluginArguments(node, ['IdColumn', 'TimelineColumn', ...settings.map(([name]) => name)]);
  const time = timelineOf(args.column('TimelineColumn', input), node);
  const values = plugin.settings.map(([name, kind]) => {
    const given = args.get(name);
    return given === undefined ? nullOf(time.type) : planSetting(given, kind, time.type, environment, planner);
  });
  const dimensions = args.rest.map((name) => asValue(columnAt(name, input)));
  return computeColumns(
    node,
    [eventsOf(input, args, time, dimensions, planner), rowOf(values, planner)],
    [time.type, ...dimensions.map(({ type }) => type), ...plugin.measures],
    plugin.procedure,
    planner,
  );
}

/** `new_activity_metrics(Id, Time, Start, End, Window, Cohort, Dimensions…, Lookback)`. */
export function planNewActivity(
  node: BoundNode,
  input: Relation,
  environment: Environment,
  planner: Planner,
): Relation {
  const args = new PluginArguments(node, ['IdColumn', 'TimelineColumn', 'Start', 'End', 'Window']);
  const time = timelineOf(args.column('TimelineColumn', input), node);
  const [maybeCohort] = args.rest;
  const isCohort =
    maybeCohort !== undefined &&
    !planner.isTabular(maybeCohort, environment) &&
    (maybeCohort.kind !== 'NameReference' || findColumn(input, maybeCohort.name) === undefined);
  const cohort = args.get('Cohort') ?? (isCohort ? maybeCohort : undefined);
  const others = isCohort ? args.rest.slice(1) : args.rest;
  const tables = others.filter((argument) => planner.isTabular(argument, environment));
  const dimensions = others
    .filter((argument) => !tables.includes(argument))
    .map((name) => asValue(columnAt(name, input)));
  const settings = [
    planSetting(args.need('Start'), 'time', time.type, environment, planner),
    planSetting(args.need('End'), 'time', time.type, environment, planner),
    planSetting(args.need('Window'), 'step', time.type, environment, planner),
    cohort === undefined ? nullOf(time.type) : planSetting(cohort, 'time', time.type, environment, planner),
  ];
  const idName = args.need('IdColumn').name;
  const before = [args.get('lookback'), ...tables].filter((table) => table !== undefined).slice(0, 1);
  const lookback = before.map((table): Relation => {
    const rows = planner.relation(table, environment);
    const id = findColumn(rows, idName) ?? rows.columns[0];
    return orderedRows(rows, id === undefined ? [] : [castTo('dynamic', column(id.id, id.type))], -1, planner);
  });
  return computeColumns(
    node,
    [eventsOf(input, args, time, dimensions, planner), rowOf(settings, planner), ...lookback],
    [time.type, time.type, ...dimensions.map(({ type }) => type), 'long', 'long', 'long', 'real', 'real'],
    newActivity,
    planner,
  );
}

/** Ids are told apart by their JSON. */
function eventsOf(
  input: Relation,
  args: PluginArguments,
  time: Scalar,
  dimensions: readonly Scalar[],
  planner: Planner,
): Relation {
  const id = args.column('IdColumn', input);
  return orderedRows(input, [castTo('dynamic', column(id.id, id.type)), time, ...dimensions], 1, planner);
}

function planSetting(
  node: BoundNode,
  kind: SettingKind,
  time: ScalarType,
  environment: Environment,
  planner: Planner,
): Scalar {
  switch (kind) {
    case 'step':
      return planStep(node, time, environment, planner);
    case 'time':
      return castTo(time, planner.scalar(node, { environment }));
    case 'length':
      return castTo(lengthType(time), planner.scalar(node, { environment }));
    case 'count':
      return castTo('long', planner.scalar(node, { environment }));
  }
}

function asValue({ id, type }: { readonly id: string; readonly type: ScalarType }): Scalar {
  return column(id, type);
}

/** Some plugins can be called without start and end. */
function hasNoSpan(node: BoundNode, plugin: ActivityPlugin): boolean {
  const given = argumentsOf(node.child('FunctionCall'));
  const steps = plugin.settings.length - SPAN.length;
  return (
    given.length === 2 + steps && (plugin.procedure === activityMetrics || plugin.procedure === activityEngagement)
  );
}
