import type { BoundNode } from '../../../kusto/boundNode';
import { isNumeric } from '../../../core/results/scalarType';
import { autocluster } from '../../procedures/mining/autocluster';
import { basket } from '../../procedures/mining/basket';
import { diffpatterns } from '../../procedures/mining/diffpatterns';
import type { Procedure } from '../../procedures/procedure';
import type { Environment } from '../environment';
import { notSupported, QueryFault } from '../notSupported';
import { filterRows } from '../operators/rows';
import type { Assignment, PlanColumn, Relation, Scalar } from '../nodes';
import type { Planner } from '../planner';
import { call, castTo, column, nullOf } from '../scalar';
import { columnAt, PluginArguments, rowOf } from './pluginArguments';

/** Columns in which patterns are looked for, and what else a plugin computes beside them. */
interface Mining {
  readonly node: BoundNode;
  readonly args: PluginArguments;
  readonly input: Relation;
  readonly dimensions: readonly PlanColumn[];
  readonly weight: PlanColumn | undefined;
}

/** `autocluster(SizeWeight, WeightColumn, NumSeeds, CustomWildcards…)`. */
export function planAutocluster(
  node: BoundNode,
  input: Relation,
  environment: Environment,
  planner: Planner,
): Relation {
  const args = new PluginArguments(node, ['SizeWeight', 'WeightColumn', 'NumSeeds']);
  const settings = [
    optional(args, 'SizeWeight', 'real', environment, planner),
    optional(args, 'NumSeeds', 'long', environment, planner),
  ];
  return planSegments(miningOf(node, args, input), settings, autocluster, environment, planner);
}

/** `basket(Threshold, WeightColumn, MaxDimensions, CustomWildcards…)`. */
export function planBasket(node: BoundNode, input: Relation, environment: Environment, planner: Planner): Relation {
  const args = new PluginArguments(node, ['Threshold', 'WeightColumn', 'MaxDimensions']);
  const settings = [
    optional(args, 'Threshold', 'real', environment, planner),
    optional(args, 'MaxDimensions', 'long', environment, planner),
  ];
  return planSegments(miningOf(node, args, input), settings, basket, environment, planner);
}

/** `diffpatterns(SplitColumn, ValueA, ValueB, WeightColumn, Threshold, MaxDimensions, CustomWildcards…)`. */
export function planDiffpatterns(
  node: BoundNode,
  input: Relation,
  environment: Environment,
  planner: Planner,
): Relation {
  const args = new PluginArguments(node, [
    ...['SplitColumn', 'SplitValueA', 'SplitValueB', 'WeightColumn', 'Threshold', 'MaxDimensions'],
  ]);
  const split = args.column('SplitColumn', input);
  const side = castTo('string', column(split.id, split.type));
  const is = (name: string): Scalar =>
    call('Equal', 'bool', side, castTo('string', planner.scalar(args.need(name), { environment })));
  const rows = filterRows(input, call('Or', 'bool', is('SplitValueA'), is('SplitValueB')));
  const mining = miningOf(node, args, rows, split);
  const isInA: PlanColumn = { id: planner.newId(), name: '', type: 'bool' };
  const settings = [
    optional(args, 'Threshold', 'real', environment, planner),
    optional(args, 'MaxDimensions', 'long', environment, planner),
  ];
  const columns = [
    { name: 'SegmentId', type: 'long' },
    { name: 'CountA', type: 'long' },
    { name: 'CountB', type: 'long' },
    { name: 'PercentA', type: 'real' },
    { name: 'PercentB', type: 'real' },
    { name: 'PercentDiffAB', type: 'real' },
  ] as const;
  const inputs = [
    groupRows(mining, [{ id: isInA.id, source: is('SplitValueA') }], planner),
    settingsOf(mining, settings, environment, planner),
  ];
  return planner.compute(node, inputs, [...columns, ...mining.dimensions.map(nameAndType)], diffpatterns);
}

function planSegments(
  mining: Mining,
  settings: readonly Scalar[],
  procedure: Procedure,
  environment: Environment,
  planner: Planner,
): Relation {
  const columns = [
    { name: 'SegmentId', type: 'long' },
    { name: 'Count', type: 'long' },
    { name: 'Percent', type: 'real' },
  ] as const;
  const inputs = [groupRows(mining, [], planner), settingsOf(mining, settings, environment, planner)];
  return planner.compute(mining.node, inputs, [...columns, ...mining.dimensions.map(nameAndType)], procedure);
}

function miningOf(node: BoundNode, args: PluginArguments, input: Relation, split?: PlanColumn): Mining {
  const named = given(args, 'WeightColumn');
  const weight = named === undefined ? undefined : columnAt(named, input);
  if (weight !== undefined && !isNumeric(weight.type)) {
    throw new QueryFault(`the weight '${weight.name}' is no number`, node);
  }
  const dimensions = input.columns.filter((item) => item !== split);
  return { node, args, input, dimensions, weight };
}

/** Each combination of values once, with its weight: what `keys` says, the weight, the values. */
function groupRows(mining: Mining, keys: readonly Assignment<Scalar>[], planner: Planner): Relation {
  const { input, dimensions, weight } = mining;
  const values = dimensions.map((item) => ({
    id: planner.newId(),
    source: item === weight ? nullOf(item.type) : column(item.id, item.type),
  }));
  const measure: Scalar =
    weight === undefined
      ? { kind: 'aggregate', type: 'long', name: 'count', args: [], ordering: [] }
      : {
          kind: 'aggregate',
          type: 'long',
          name: 'sum',
          args: [castTo('long', column(weight.id, weight.type))],
          ordering: [],
        };
  const count = { id: planner.newId(), source: measure };
  const grouped: Relation = {
    columns: [],
    ordering: [],
    step: { kind: 'aggregate', input: { ...input, ordering: [] }, keys: [...keys, ...values], measures: [count] },
  };
  const shown = [...keys, count, ...values].map(({ id, source }): PlanColumn => ({ id, name: '', type: source.type }));
  const ordering = [...keys, ...values].map(({ id, source }) => ({
    id,
    type: source.type,
    isDescending: false,
    nullsFirst: true,
  }));
  return { ...grouped, columns: shown, ordering };
}

/** Settings, then what stands for any value of each column: null, or what the query gives for its type. */
function settingsOf(
  { args, dimensions }: Mining,
  settings: readonly Scalar[],
  environment: Environment,
  planner: Planner,
): Relation {
  const custom = args.rest
    .filter((argument) => !isDefault(argument))
    .map((argument) => planner.scalar(argument, { environment }));
  const wildcards = dimensions.map(({ type }): Scalar => {
    const own = custom.find((value) => value.type === type || (value.type === 'int' && type === 'long'));
    return own === undefined ? nullOf(type) : castTo(type, own);
  });
  return rowOf([...settings, ...wildcards], planner);
}

function optional(
  args: PluginArguments,
  name: string,
  type: 'real' | 'long',
  environment: Environment,
  planner: Planner,
): Scalar {
  const node = given(args, name);
  if (node === undefined) return nullOf(type);
  const value = planner.scalar(node, { environment });
  if (!isNumeric(value.type)) throw notSupported(`'${node.text}' as ${name}`, node);
  return castTo(type, value);
}

/** `'~'` stands for the default. */
function given(args: PluginArguments, name: string): BoundNode | undefined {
  const node = args.get(name);
  return node === undefined || isDefault(node) ? undefined : node;
}

function isDefault(node: BoundNode): boolean {
  return node.stringValue === '~';
}

function nameAndType({ name, type }: PlanColumn): Pick<PlanColumn, 'name' | 'type'> {
  return { name, type };
}
