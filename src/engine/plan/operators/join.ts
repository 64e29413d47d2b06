import type { BoundNode } from '../../../kusto/boundNode';
import type { Environment } from '../environment';
import { notSupported, QueryFault } from '../notSupported';
import { operatorParameter } from '../operatorParameter';
import type { Planner, Scope } from '../planner';
import { boundColumns } from '../projection';
import type { JoinType, PlanColumn, Relation, Scalar } from '../nodes';
import { findColumn } from '../relation';
import { castTo, column } from '../scalar';

interface JoinKind {
  readonly type: JoinType;
  /** The side whose columns come out where only one does. */
  readonly only?: 'left' | 'right';
  readonly isSwapped?: boolean;
  readonly keepsOneLeftRow?: boolean;
}

const JOIN_KINDS: ReadonlyMap<string, JoinKind> = new Map<string, JoinKind>([
  ['innerunique', { type: 'inner', keepsOneLeftRow: true }],
  ['inner', { type: 'inner' }],
  ['leftouter', { type: 'left' }],
  ['rightouter', { type: 'right' }],
  ['fullouter', { type: 'full' }],
  ['leftsemi', { type: 'semi', only: 'left' }],
  ['leftanti', { type: 'anti', only: 'left' }],
  ['anti', { type: 'anti', only: 'left' }],
  ['leftantisemi', { type: 'anti', only: 'left' }],
  ['rightsemi', { type: 'semi', only: 'right', isSwapped: true }],
  ['rightanti', { type: 'anti', only: 'right', isSwapped: true }],
  ['rightantisemi', { type: 'anti', only: 'right', isSwapped: true }],
]);

interface KeyPair {
  readonly left: Scalar;
  readonly right: Scalar;
  /** The right-hand column where the key is a plain one; `lookup` leaves it out. */
  readonly rightColumn: PlanColumn | undefined;
}

/** `join` and `lookup`, every kind; hints are ignored. */
export function planJoin(node: BoundNode, input: Relation, environment: Environment, planner: Planner): Relation {
  const isLookup = node.kind === 'LookupOperator';
  const name = operatorParameter(node, 'kind') ?? (isLookup ? 'leftouter' : 'innerunique');
  const kind = JOIN_KINDS.get(name.toLowerCase());
  if (kind === undefined) throw notSupported(`join kind=${name}`, node);
  const right = planner.relation(node.child('Expression'), environment);
  const clause = node.optionalChild(isLookup ? 'LookupClause' : 'ConditionClause');
  if (clause !== undefined && clause.kind !== 'JoinOnClause') throw notSupported(clause.text, clause);
  const scope: Scope = { environment, row: input, right };
  const pairs = (clause?.list('Expressions') ?? []).flatMap((condition) => planKeys(condition, scope, planner));
  const leftColumns = kind.only === 'right' ? [] : input.columns;
  const rightColumns = kind.only === 'left' ? [] : rightOutputs(right, pairs, isLookup);
  const columns = nameColumns([...leftColumns, ...rightColumns], node);
  return {
    columns,
    ordering: [],
    step: {
      kind: 'join',
      type: kind.type,
      columns,
      left: kind.isSwapped === true ? right : input,
      right: kind.isSwapped === true ? input : right,
      keys: pairs.map((pair) =>
        kind.isSwapped === true ? { left: pair.right, right: pair.left } : { left: pair.left, right: pair.right },
      ),
      keepsOneLeftRow: kind.keepsOneLeftRow === true,
    },
  };
}

/** All right-hand columns, but in a lookup not those that the keys repeat. */
function rightOutputs(right: Relation, pairs: readonly KeyPair[], isLookup: boolean): readonly PlanColumn[] {
  if (!isLookup) return right.columns;
  const keys = new Set(pairs.map((pair) => pair.rightColumn?.id));
  return right.columns.filter((item) => !keys.has(item.id));
}

/** Kusto names a right-hand column that clashes `Name1`; the binder tells. */
function nameColumns(columns: readonly PlanColumn[], node: BoundNode): PlanColumn[] {
  const bound = boundColumns(node);
  if (bound.length !== columns.length) throw new QueryFault(`the columns of this join could not be told`, node);
  return columns.map((item, index) => ({ ...item, name: bound[index]?.name ?? item.name }));
}

/** `Column`, `$left.A == $right.B` and `and` of them. */
function planKeys(node: BoundNode, scope: Scope, planner: Planner): KeyPair[] {
  switch (node.kind) {
    case 'ParenthesizedExpression':
      return planKeys(node.child('Expression'), scope, planner);
    case 'NameReference':
      return [planNamedKey(node, scope)];
    case 'BinaryExpression':
      return planComparedKeys(node, scope, planner);
    default:
      throw notSupported(`the join condition '${node.text}'`, node);
  }
}

function planNamedKey(node: BoundNode, scope: Scope): KeyPair {
  const left = scope.row === undefined ? undefined : findColumn(scope.row, node.name);
  const right = scope.right === undefined ? undefined : findColumn(scope.right, node.name);
  if (left === undefined || right === undefined) {
    throw new QueryFault(`The join column '${node.name}' is not in both tables`, node);
  }
  return pairOf(column(left.id, left.type), column(right.id, right.type), right);
}

function planComparedKeys(node: BoundNode, scope: Scope, planner: Planner): KeyPair[] {
  const operator = node.token('Operator').toLowerCase();
  const [first, second] = [node.child('Left'), node.child('Right')];
  if (operator === 'and') return [...planKeys(first, scope, planner), ...planKeys(second, scope, planner)];
  if (operator !== '==') throw notSupported(`the join condition '${node.text}'`, node);
  const startsRight = first.text.startsWith('$right');
  const left = planner.scalar(startsRight ? second : first, scope);
  const right = planner.scalar(startsRight ? first : second, scope);
  const rightColumn =
    right.kind === 'column' ? scope.right?.columns.find((candidate) => candidate.id === right.id) : undefined;
  return [pairOf(left, right, rightColumn)];
}

/** Keys of two types meet as text where one is dynamic. */
function pairOf(left: Scalar, right: Scalar, rightColumn: PlanColumn | undefined): KeyPair {
  const meetAsText = left.type === 'dynamic' || right.type === 'dynamic';
  const asKey = (value: Scalar): Scalar => (meetAsText ? castTo('string', value) : value);
  return { left: asKey(left), right: asKey(right), rightColumn };
}
