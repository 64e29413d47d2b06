import type { Column } from '../../../core/results/resultTable';
import type { ScalarType } from '../../../core/results/scalarType';
import type { BoundNode } from '../../../kusto/boundNode';
import type { EngineValue } from '../../engineAnswer';
import { dynamicItems } from '../dynamicItems';
import type { Environment } from '../environment';
import { argumentsOf, callFunction } from '../expressions/call';
import { notSupported, QueryFault } from '../notSupported';
import type { NamedScalar, Planner } from '../planner';
import { boundColumns, passThrough, projectTo, rowScopeOf } from '../projection';
import type { ExpandStep, PlanColumn, Relation, Scalar } from '../nodes';
import { findColumn } from '../relation';
import { call, castTo, column, constantText, literal } from '../scalar';

/** What `bag_unpack(Bag, Prefix, Conflict, Ignored)` was told. */
interface Unpacking {
  readonly bag: PlanColumn;
  readonly prefix: string;
  readonly conflict: 'error' | 'replace_source' | 'keep_source';
  readonly ignored: ReadonlySet<string>;
}

/** `evaluate bag_unpack(…)`: a column for each key of the bags, in the order of the keys; the bag itself goes. */
export function planBagUnpack(node: BoundNode, input: Relation, environment: Environment, planner: Planner): Relation {
  const unpacking = readArguments(node, input, environment, planner);
  if (node.optionalChild('Schema') === undefined) {
    throw planner.ask(node, keysAndTypes(input, unpacking.bag, node, planner), (rows) =>
      columnsOf(rows, input, unpacking, node),
    );
  }
  if (unpacking.conflict !== 'replace_source') return projectTo(input, unpack(node, input, unpacking), planner);
  const use = planner.share(input, true);
  const [rows, others] = [use(), use()];
  const bagIn = (relation: Relation): PlanColumn =>
    relation.columns[input.columns.indexOf(unpacking.bag)] ?? bagGone(node);
  const isKey = (key: Scalar): Scalar => ({
    kind: 'membership',
    type: 'bool',
    value: key,
    relation: keysAndTypes(others, bagIn(others), node, planner),
    ignoresCase: false,
  });
  return projectTo(rows, unpack(node, rows, { ...unpacking, bag: bagIn(rows) }, isKey), planner);
}

function bagGone(node: BoundNode): never {
  throw new QueryFault('bag_unpack() needs a dynamic column', node);
}

/** Columns of the table or, where they are none, of the bag; with `isKey` those that any bag has come of the bag. */
function unpack(
  node: BoundNode,
  input: Relation,
  { bag, prefix }: Unpacking,
  isKey?: (key: Scalar) => Scalar,
): NamedScalar[] {
  return boundColumns(node).map(({ name, type = 'dynamic' }): NamedScalar => {
    const own = findColumn(input, name);
    const key = literal('string', name.startsWith(prefix) ? name.slice(prefix.length) : name);
    const unpacked = castTo(type, call('DynamicKey', 'dynamic', column(bag.id, 'dynamic'), key));
    if (own === undefined || own.id === bag.id || own.type !== type) return { name, type, scalar: unpacked };
    if (isKey === undefined) return passThrough(own);
    const branches = [{ when: isKey(key), then: unpacked }];
    return { name, type, scalar: { kind: 'choice', type, branches, otherwise: column(own.id, own.type) } };
  });
}

function readArguments(node: BoundNode, input: Relation, environment: Environment, planner: Planner): Unpacking {
  const [bagNode, ...more] = argumentsOf(node.child('FunctionCall'));
  const bag = bagNode === undefined ? undefined : findColumn(input, bagNode.name);
  if (bag?.type !== 'dynamic') throw new QueryFault('bag_unpack() needs a dynamic column', node);
  const values = new Map<string, string>();
  more.forEach((argument, index) => {
    const isNamed = argument.kind === 'SimpleNamedExpression';
    const name = isNamed ? argument.name : (PARAMETERS[index] ?? '');
    const value = constantText(planner.scalar(argument, rowScopeOf(input, environment)));
    if (value === undefined) throw notSupported(`'${argument.text}' as an argument of bag_unpack`, argument);
    values.set(name, value);
  });
  const conflict = values.get('columnsConflict') ?? 'error';
  if (conflict !== 'error' && conflict !== 'replace_source' && conflict !== 'keep_source') {
    throw new QueryFault(`bag_unpack(): '${conflict}' is no way to solve a conflict of columns`, node);
  }
  const ignored = dynamicItems(values.get('ignoredProperties') ?? '[]').map((item) => constantText(item) ?? '');
  return { bag, prefix: values.get('OutputColumnPrefix') ?? '', conflict, ignored: new Set(ignored) };
}

const PARAMETERS: readonly string[] = ['OutputColumnPrefix', 'columnsConflict', 'ignoredProperties'];

/** One row for each key and type that its values have. */
function keysAndTypes(input: Relation, bag: PlanColumn, node: BoundNode, planner: Planner): Relation {
  const key: PlanColumn = { id: planner.newId(), name: 'Key', type: 'dynamic' };
  const own = column(bag.id, 'dynamic');
  const step: ExpandStep = {
    kind: 'expand',
    input,
    lists: [{ id: key.id, value: callFunction('bag_keys', [own], node), bagsAsArrays: false }],
    indexId: planner.newId(),
    limit: undefined,
  };
  const text = castTo('string', column(key.id, 'dynamic'));
  const type = callFunction('gettype', [call('DynamicKey', 'dynamic', own, text)], node);
  const keys = [text, type].map((source) => ({ id: planner.newId(), source }));
  return {
    columns: keys.map(({ id, source }, index) => ({ id, name: index === 0 ? 'Key' : 'Type', type: source.type })),
    ordering: [],
    step: {
      kind: 'aggregate',
      input: { columns: [key], ordering: [], step },
      keys,
      measures: [],
    },
  };
}

function columnsOf(
  rows: readonly (readonly EngineValue[])[],
  input: Relation,
  { bag, prefix, conflict, ignored }: Unpacking,
  node: BoundNode,
): readonly Column[] {
  const types = new Map<string, Set<string>>();
  for (const [key, type] of rows) {
    if (typeof key !== 'string' || typeof type !== 'string' || key === '' || ignored.has(key)) continue;
    types.set(key, (types.get(key) ?? new Set()).add(type));
  }
  const unpacked = [...types]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, found]): Column => ({ name: `${prefix}${key}`, type: typeOf(found) }));
  const source = input.columns.filter((item) => item.id !== bag.id).map(({ name, type }): Column => ({ name, type }));
  const clash = unpacked.find(({ name }) => source.some((item) => item.name === name));
  if (clash === undefined) return [...source, ...unpacked];
  switch (conflict) {
    case 'error':
      throw new QueryFault(`bag_unpack(): the column '${clash.name}' exists already`, node);
    case 'keep_source':
      return [...source, ...unpacked.filter(({ name }) => !source.some((item) => item.name === name))];
    case 'replace_source':
      return [...source.filter(({ name }) => !unpacked.some((item) => item.name === name)), ...unpacked];
  }
}

const TYPES: ReadonlyMap<string, ScalarType> = new Map<string, ScalarType>([
  ['bool', 'bool'],
  ['string', 'string'],
  ['long', 'long'],
  ['int', 'long'],
  ['double', 'real'],
  ['real', 'real'],
]);

/** The one type of all values; where they differ, numbers are real and everything else stays dynamic. */
function typeOf(found: ReadonlySet<string>): ScalarType {
  const types = new Set([...found].filter((name) => name !== 'null').map((name) => TYPES.get(name) ?? 'dynamic'));
  const [only = 'dynamic', ...others] = types;
  if (others.length === 0) return only;
  return [...types].every((type) => type === 'long' || type === 'real') ? 'real' : 'dynamic';
}
